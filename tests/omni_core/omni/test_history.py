"""An earlier conversation is read in its order, as much of its end as fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omni_core.checkpoint.config import MediaTokens
from omni_core.conversation import PastTurn
from omni_core.omni.history import past_texts
from omni_core.thinker.prompt import Template
from omni_core.thinker.tokenizer import Tokenizer

TOKENS = MediaTokens()
ALL = 10**6


@pytest.fixture(scope="module")
def template(made_up_checkpoint: Callable[..., Path]) -> Template:
    return Template(Tokenizer.open(made_up_checkpoint("tiny"), TOKENS), TOKENS)


def test_each_turn_is_a_text_and_a_reply(template: Template) -> None:
    history = [PastTurn("Hello.", "Hi!"), PastTurn("Tea?", "Yes.")]
    texts = past_texts(template, "Be kind.", history, ALL)
    assert [(text.place.kind, text.place.turn) for text in texts] == [
        ("system", 0), ("text", 1), ("reply", 1), ("text", 2), ("reply", 2),
    ]  # fmt: skip
    assert list(texts[0].ids) == template.system("Be kind.")
    assert list(texts[1].ids) == template.user_turn("Hello.")
    assert list(texts[4].ids) == template.reply("Yes.")


def test_no_history_is_the_system_prompt(template: Template) -> None:
    (system,) = past_texts(template, "", [], 0)
    assert list(system.ids) == template.system("")


@settings(max_examples=60)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6),
    most=st.integers(0, 400),
)
def test_the_newest_turns_that_fit(
    template: Template, lengths: list[tuple[int, int]], most: int
) -> None:
    history = [PastTurn("tea " * asked, "yes " * said) for asked, said in lengths]
    full = past_texts(template, "", history, ALL)
    texts = past_texts(template, "", history, most)
    kept = len(texts) // 2
    assert [text.ids for text in texts[1:]] == [text.ids for text in full[1:]][-2 * kept :] * (
        kept > 0
    )
    size = sum(len(text.ids) for text in texts)
    assert size <= most or kept == 0
    if kept < len(history):
        one_more = full[len(full) - 2 * (kept + 1) :][:2]
        assert size + sum(len(text.ids) for text in one_more) > most
    assert [text.place.turn for text in texts[1::2]] == list(range(1, kept + 1))
