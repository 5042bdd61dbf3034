"""Text to ids and back: whatever is typed is text, and no character is ever cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st

from omni_core.checkpoint.config import MediaTokens
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.vocabulary import SPECIAL
from omni_core.thinker.tokenizer import FILE, TextStream, Tokenizer

TOKENS = MediaTokens()
FIRST_SPECIAL = TOKENS.end_of_text
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Typed as such, the sign for wrong bytes cannot be told from them.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters=REPLACEMENT), max_size=80)
TOKEN = st.integers(0, 152_063)


@pytest.fixture(scope="module")
def tokenizer(made_up_checkpoint: Callable[..., Path]) -> Tokenizer:
    return Tokenizer.open(made_up_checkpoint("tiny"), TOKENS)


def normalised(tokenizer: Tokenizer, words: str) -> str:
    """As the tokenizer's NFC sees it."""
    normalizer = tokenizer._tokenizer.normalizer
    assert normalizer is not None
    return normalizer.normalize_str(words)


@settings(max_examples=200)
@given(words=WORDS)
def test_text_comes_back(tokenizer: Tokenizer, words: str) -> None:
    assert tokenizer.decode(tokenizer.encode(words)) == normalised(tokenizer, words)


@settings(max_examples=100)
@given(
    parts=st.lists(st.one_of(WORDS, st.sampled_from([*SPECIAL, "<|im_", "end|>"])), max_size=6),
)
def test_what_is_typed_never_becomes_special(tokenizer: Tokenizer, parts: list[str]) -> None:
    typed = "".join(parts)
    ids = tokenizer.encode(typed)
    assert all(tokenizer.is_text(token) for token in ids)
    assert tokenizer.decode(ids) == normalised(tokenizer, typed)


@settings(max_examples=200)
@given(ids=st.lists(TOKEN, max_size=30))
def test_a_stream_gives_whole_characters_of_whatever_ids(
    tokenizer: Tokenizer, ids: list[int]
) -> None:
    """A model may write any ids: special ones have no text, wrong bytes are told as such."""
    stream = TextStream(tokenizer)
    text = "".join(stream.push(token) for token in ids)
    whole = tokenizer._tokenizer.decode([t for t in ids if t < FIRST_SPECIAL])
    assert whole.startswith(text)
    held = whole[len(text) :]  # the last token's text, if it ends within a character
    assert held.endswith(REPLACEMENT) if held else not stream.holds_back


@pytest.mark.parametrize("words", ["a\N{GRINNING FACE}b", "您好嗎", "Zürich naïve", "𠜎𠜱𠝹"])
def test_a_character_is_never_cut(tokenizer: Tokenizer, words: str) -> None:
    ids = tokenizer.encode(words)
    stream = TextStream(tokenizer)
    text = ""
    for token in ids:
        piece = stream.push(token)
        assert REPLACEMENT not in piece
        assert stream.holds_back == (not piece)
        text += piece
        assert words.startswith(text)
    assert text == words


def test_some_characters_take_several_tokens(tokenizer: Tokenizer) -> None:
    """Otherwise the tests above would hold nothing back."""
    stream = TextStream(tokenizer)
    pieces = [stream.push(token) for token in tokenizer.encode("𠜎")]
    assert len(pieces) > 1
    assert pieces[-1] == "𠜎"
    assert not any(pieces[:-1])


def test_special_tokens_have_no_text_and_interrupt_nothing(tokenizer: Tokenizer) -> None:
    first, *rest = tokenizer.encode("𠜎")
    assert tokenizer.decode([TOKENS.audio, first, TOKENS.turn_end, *rest, 152_000]) == "𠜎"


@settings(max_examples=150)
@given(ids=st.lists(TOKEN, max_size=20), count=st.integers(0, 60))
def test_a_cut_keeps_the_text_up_to_there(tokenizer: Tokenizer, ids: list[int], count: int) -> None:
    kept, word = tokenizer.first_characters(ids, count)
    assert ids[: len(kept)] == kept
    assert tokenizer.decode(kept) + word == tokenizer.decode(ids)[:count]


@given(words=WORDS.filter(bool), data=st.data())
@settings(max_examples=100)
def test_a_cut_keeps_as_many_ids_as_it_can(
    tokenizer: Tokenizer, words: str, data: st.DataObject
) -> None:
    ids = tokenizer.encode(words)
    text = tokenizer.decode(ids)
    count = data.draw(st.integers(0, len(text)))
    kept, word = tokenizer.first_characters(ids, count)
    longer = [n for n in range(len(kept) + 1, len(ids) + 1) if tokenizer.decode(ids[:n])]
    assert all(
        len(tokenizer.decode(ids[:n])) > count
        or REPLACEMENT in tokenizer._tokenizer.decode(ids[:n])
        for n in longer
    )
    assert len(tokenizer.decode(kept)) + len(word) == count


def test_spelling_names_special_tokens(tokenizer: Tokenizer) -> None:
    ids = [TOKENS.turn_start, *tokenizer.encode("user\n"), TOKENS.audio_bos, TOKENS.turn_end]
    assert tokenizer.spelled(ids) == "<|im_start|>user\n<|audio_bos|><|im_end|>"


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "is missing"), ("{", "is damaged"), ('{"version": "1.0"}', "is damaged")],
)
def test_a_file_that_is_no_tokenizer(tmp_path: Path, content: str | None, problem: str) -> None:
    if content is not None:
        (tmp_path / FILE).write_text(content)
    with pytest.raises(CheckpointError, match=problem):
        Tokenizer.open(tmp_path, TOKENS)


def test_a_tokenizer_of_another_model(tmp_path: Path) -> None:
    other = tokenizers.Tokenizer(tokenizers.models.BPE({"user": 0}, []))
    (tmp_path / FILE).write_text(json.dumps(json.loads(other.to_str())))
    with pytest.raises(CheckpointError, match="is not Qwen's: user is not token 872"):
        Tokenizer.open(tmp_path, TOKENS)
