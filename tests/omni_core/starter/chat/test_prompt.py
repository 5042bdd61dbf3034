from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from omni_core.conversation import PastTurn
from omni_core.starter.chat.prompt import (
    KEEP_BELOW,
    TURN_TOKENS,
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


@given(TURNS, st.integers(1, 2000))
def test_history_is_cut_to_whole_newest_turns_that_fit(history, budget):
    kept = bounded(history, budget)
    assert kept == history[len(history) - len(kept) :]
    assert estimated_tokens(kept) <= KEEP_BELOW * budget
    if estimated_tokens(history) <= KEEP_BELOW * budget:
        assert kept is history


@given(st.text(max_size=3000), TURNS, st.integers(100, 2000))
def test_words_and_history_fit_together(words, history, budget):
    kept = fitting(words, budget)
    assert words.endswith(kept)
    told = (*bounded(history, budget), PastTurn(kept, ""))
    assert estimated_tokens(told) <= budget + TURN_TOKENS


def test_a_question_is_never_cut():
    assert fitting("What is the capital of France?", 1000) == "What is the capital of France?"
