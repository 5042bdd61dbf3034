import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.conversation import EngineError, PastTurn
from omni_core.starter.chat.prompt import (
    KEEP_BELOW,
    TURN_TOKENS,
    Budget,
    bounded,
    estimated_tokens,
    fitting,
    messages,
)

TODAY = datetime(2026, 3, 5, tzinfo=UTC)
TURNS = st.lists(
    st.builds(PastTurn, st.text(max_size=200), st.text(max_size=200)), max_size=40
).map(tuple)


def test_persona_and_facts_stand_in_the_system_message():
    chat = messages((), "Hi", persona="You love tea.", facts={"name": "Anna"}, today=TODAY)
    assert chat[0]["role"] == "system"
    assert "You love tea." in chat[0]["content"]
    assert "The user's name is Anna." in chat[0]["content"]
    assert "Thursday, 05 March 2026" in chat[0]["content"]
    assert chat[-1] == {"role": "user", "content": "Hi"}


@given(TURNS, st.text(), st.text())
def test_a_longer_history_begins_with_the_shorter_prompt(history, words, next_words):
    """What the model has read stays valid: only the end of the prompt is new each turn."""
    told = {"persona": "", "facts": {}, "today": TODAY}
    now = messages(history, words, **told)
    later = messages((*history, PastTurn(words, "reply")), next_words, **told)
    assert later[: len(now)] == now


BUDGETS = st.builds(Budget, st.integers(50, 2000), st.integers(50, 2000))


@given(TURNS, BUDGETS)
def test_history_is_cut_to_whole_newest_turns_that_fit(history, budget):
    kept = bounded(history, budget)
    assert kept == history[len(history) - len(kept) :]
    assert estimated_tokens(kept) <= KEEP_BELOW * budget.history
    if estimated_tokens(history) <= KEEP_BELOW * budget.history:
        assert kept is history


@given(st.text(max_size=3000), BUDGETS)
def test_words_are_cut_from_the_front_until_they_fit(words, budget):
    kept = fitting(words, budget)
    assert words.endswith(kept)
    assert estimated_tokens([PastTurn(kept, "")]) <= budget.words + TURN_TOKENS


@given(st.integers(1, 2000), st.text("abc ,.", max_size=2000))
def test_prompt_words_history_and_reply_fit_into_the_context(reply, persona):
    budget = Budget.of(4096, reply, persona)
    assert min(budget.words, budget.history) > 0
    assert budget.words + budget.history + reply < 4096


@pytest.mark.parametrize("reply", [3700, 5000])
def test_replies_that_leave_no_room_are_refused_with_the_most_that_is_possible(reply):
    with pytest.raises(EngineError, match=r"at most (\d+)\.$") as refused:
        Budget.of(4096, reply, "")
    most = int(re.findall(r"(\d+)\.$", str(refused.value))[0])
    assert Budget.of(4096, most, "").words > 0


def test_a_page_of_typed_text_is_read_whole():
    """4000 letters are what `visavis talk` allows for a turn."""
    page = ("What is the capital of France? " * 130)[:4000]
    assert fitting(page, Budget.of(4096, 256, "")) == page
