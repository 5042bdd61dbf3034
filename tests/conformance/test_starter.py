"""The starter engine keeps the contract."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager

import numpy as np
import pytest
import soundfile

from omni_core.conversation import Conversation, EngineError, Options
from omni_core.media import HEARING_RATE
from tests.conformance.contract import EngineContract, events, hear, text, words


class TestStarterEngine(EngineContract):
    @pytest.fixture
    def engine(self, starter):
        return starter

    @pytest.fixture
    def question(self, recordings) -> np.ndarray:
        samples, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
        return samples

    @pytest.fixture
    def long_question(self) -> str:
        return "Can you tell me a short story about a dog and a cat?"

    @pytest.fixture
    def failing(self, starter, monkeypatch) -> Callable:
        @contextmanager
        def context():
            def stream(*_args, **_kwargs):
                yield "Once upon"
                raise EngineError("model", "The chat model failed.")

            with monkeypatch.context() as patch:
                patch.setattr(starter.chat, "stream", stream)
                yield

        return context

    @pytest.fixture
    def remembered(self) -> Callable[[Conversation], str]:
        def ask(conversation: Conversation) -> str:
            conversation.read("Repeat that.")
            return text(events(conversation))

        return ask

    def test_silence_is_no_words(self, starter):
        conversation = starter.open(Options(greedy=True, speaks=False, max_reply_tokens=8))
        hear(conversation, np.zeros(HEARING_RATE, np.float32))
        assert words(events(conversation)) == ""
        conversation.close()

    def test_a_whole_page_of_typed_text_is_no_error(self, starter):
        conversation = starter.open(Options(greedy=True, speaks=False, max_reply_tokens=8))
        conversation.read("The sea is wide and blue. " * 2000)
        assert text(events(conversation))
        conversation.close()

    @pytest.mark.slow
    def test_a_name_outlives_the_turn_it_was_told_in(self, starter):
        """Long after the turn was dropped from the history the model is still told the name."""
        conversation = starter.open(Options(greedy=True, speaks=False, max_reply_tokens=2))
        conversation.read("My name is Wilhelmina.")
        events(conversation)
        for _ in range(8):
            conversation.read("The sea is wide and blue, and I like it. " * 40)
            events(conversation)
        conversation.read("What is my name?")
        assert "Wilhelmina" in text(events(conversation))
        told = conversation._messages("")[0]["content"]
        assert "name is Wilhelmina" in told
        conversation.close()
