"""Whether words are a whole turn, asked of the real chat model."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from omni_core.conversation import Cancel, PastTurn
from omni_core.starter.chat import whole_turn
from omni_core.starter.chat.llama import LlamaChat
from omni_core.starter.chat.prompt import messages

PAST = [PastTurn("What is the capital of France?", "The capital of France is Paris.")]
HALVES = ["It was the summer of.", "The doctor told me to.", "Which of these two?"]
WHOLES = ["What is the capital of Spain?", "Tell me a joke.", "How tall is the Eiffel tower?"]


@pytest.fixture(scope="module")
def chat(pack):
    folder = pack("chat-qwen2.5-0.5b")
    model = LlamaChat(next(folder.glob("*.gguf")), threads=1)
    yield model
    model.close()


def told(words):
    return messages(PAST, words, persona="", facts={}, today=datetime(2026, 3, 5, tzinfo=UTC))


@pytest.mark.slow
def test_halves_of_sentences_are_hardly_ever_all(chat):
    halves = [chat.whole(told(words), Cancel()) for words in HALVES]
    wholes = [chat.whole(told(words), Cancel()) for words in WHOLES]
    assert max(halves) < 0.01 < min(wholes)
    assert chat.whole(told(" "), Cancel()) is None


@pytest.mark.slow
def test_a_reply_need_not_read_the_words_again(chat):
    asked = told("What is the tallest mountain in the world?")
    chat.whole(asked, Cancel())
    answer = chat._process.complete({"messages": asked, "max_tokens": 1}, Cancel())
    usage = answer["usage"]
    left = usage["prompt_tokens"] - usage["prompt_tokens_details"]["cached_tokens"]
    assert left <= 8, "the mark at the words' end and the opening of the reply"


def test_a_cancelled_question_is_not_answered(chat):
    cancel = Cancel()
    cancel.set()
    assert chat.whole(told("What is the capital of Spain?"), cancel) is None


def test_the_mark_that_a_recogniser_wrote_is_left_out():
    asked = whole_turn.question(told("Spell the word."))
    assert asked["prompt"].endswith("<|im_start|>user\nSpell the word")
    assert asked["prompt"].startswith("<|im_start|>system\nYou are Visavis")


def test_every_way_to_end_counts_and_nothing_else():
    tokens = {"": 0.2, "?\n\n": 0.3, "\n": 0.1, " the": 0.3, ",": 0.05}
    nexts = [{"token": t, "logprob": math.log(p)} for t, p in tokens.items()]
    progress = {"choices": [{"text": "", "logprobs": None}]}
    answer = {"choices": [{"text": "", "logprobs": {"content": [{"top_logprobs": nexts}]}}]}
    assert whole_turn.probability_of_an_end([progress, answer]) == pytest.approx(0.6)
    assert whole_turn.probability_of_an_end([progress]) is None


def test_a_model_without_the_marks_is_not_asked(tmp_path):
    (tmp_path / "other.gguf").write_bytes(b"GGUF<|user|>")
    assert not whole_turn.marks_turns(tmp_path / "other.gguf")
