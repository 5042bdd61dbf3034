"""The omni engine keeps the contract while its Talker speaks, on a made-up checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
import soundfile

from omni_core.conversation import Conversation, ReplyEvent
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from tests.conformance.contract import EngineContract
from tests.omni_core.speech.speaking import speech_of


def turn_of(conversation: OmniConversation) -> str:
    """The person's last turn as it stands in the prompt: words, and media by their tokens."""
    assert conversation._last is not None
    asked = conversation._last.asked
    engine = conversation._engine
    ids = conversation._context.ids[: asked.length].tolist()
    opening, closing = engine.template.user_open, engine.template.user_close
    turn = ids[: len(ids) - len(closing)]
    start = max(place for place, token in enumerate(turn) if token == opening[0])
    parts = []
    for spoken, run in groupby(turn[start + len(opening) :], engine.tokenizer.is_text):
        run = list(run)
        parts.append(engine.tokenizer.decode(run) if spoken else f"<{run[0]} x {len(run)}>")
    return " ".join(parts)


@pytest.fixture(scope="module")
def engine(made_up_checkpoint):
    folder = made_up_checkpoint("tiny")
    engine = OmniEngine.load(folder, device="cpu", speech=speech_of(folder))
    assert engine.talking is not None
    # A random model never ends its speech.
    settings = replace(engine.talking.settings, longest=40)
    engine.talking = replace(engine.talking, settings=settings)
    yield engine
    engine.close()


class TestOmniEngine(EngineContract):
    @pytest.fixture
    def question(self, recordings) -> np.ndarray:
        samples, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
        return np.tile(samples, 3)  # several of the encoder's blocks

    @pytest.fixture
    def long_question(self) -> str:
        return "Can you tell me a short story about a dog and a cat?"

    @pytest.fixture
    def understood(self) -> Callable[[Conversation, list[ReplyEvent]], str]:
        def understood(conversation: Conversation, _reply: list[ReplyEvent]) -> str:
            assert isinstance(conversation, OmniConversation)
            return turn_of(conversation)

        return understood

    @pytest.fixture
    def remembered(self) -> Callable[[Conversation], str]:
        """What stands in the context, and waits to be read, as the last reply."""

        def remembered(conversation: Conversation) -> str:
            assert isinstance(conversation, OmniConversation)
            state, context = conversation._state, conversation._context
            runs = [
                (stretch.place, context.ids[stretch.start : min(stretch.end, state.length)])
                for stretch in context.stretches
                if stretch.start < state.length
            ]
            runs += [(text.place, np.array(text.ids, np.int64)) for text in state.pending]
            last = max(place.turn for place, _ in runs if place.kind == "reply")
            reply = [ids for place, ids in runs if (place.kind, place.turn) == ("reply", last)]
            return conversation._engine.tokenizer.decode(np.concatenate(reply).tolist())

        return remembered

    @pytest.fixture
    def failing(self, engine, monkeypatch) -> Callable:
        @contextmanager
        def context():
            def logits(_states):
                raise RuntimeError("no scores")

            with monkeypatch.context() as patch:
                patch.setattr(engine.thinker, "logits", logits)
                yield

        return context
