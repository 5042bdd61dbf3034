"""The conversation's own bookkeeping, around parts that say what the test needs."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from omni_core.conversation import (
    Cancel,
    EngineError,
    Options,
    PastTurn,
    ReplyDone,
    SpeechDelta,
    StateError,
    TextDelta,
    UserText,
)
from omni_core.starter.conversation import StarterConversation
from omni_core.starter.engine import StarterEngine
from omni_core.starter.skills.skill import Answer


class Chat:
    """Writes what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.says = ["Well, ", "that is a long story about a dog. ", "It ends well."]
        self.asked: list[list[dict[str, str]]] = []

    def prefill(self, chat):
        future: Future[int] = Future()
        future.set_result(len(chat))
        return future

    def whole(self, chat, cancel):
        return 0.25

    def stream(self, chat, **_):
        self.asked.append(chat)
        yield from self.says
        return "end"


def engine(**parts: object) -> Any:
    usual = {
        "ears": None,
        "eyes": SimpleNamespace(look=lambda pixels: SimpleNamespace(until=lambda cancel: None)),
        "skills": lambda words, context: None,
        "chat": Chat(),
        "speaker": SimpleNamespace(speak=lambda text, **_: np.full(len(text), 0.1, np.float32)),
        "voice": "joe",
    }
    return SimpleNamespace(**{**usual, **parts})


def talk(parts: Any, history=(), **options: Any) -> StarterConversation:
    return StarterConversation(cast("StarterEngine", parts), Options(**options), history)


def said(conversation: StarterConversation, cancel: Cancel | None = None) -> str:
    events = list(conversation.reply(cancel or Cancel()))
    assert isinstance(events[-1], ReplyDone)
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_the_chat_model_is_asked_whether_the_words_are_whole_and_a_skill_knows():
    def clock(words: str, context: object) -> Answer | None:
        return Answer("It is noon.") if "time" in words else None

    conversation = talk(engine(skills=clock))
    for words, whole in (("What time is it?", None), ("Tell me a story.", 0.25)):
        conversation.read(words)
        events = list(conversation.reply(Cancel()))
        assert events[0] == UserText(words, whole)


def failing_skill(words, context):
    raise ZeroDivisionError


def test_whatever_fails_inside_is_one_sentence_and_changes_nothing():
    parts = engine(skills=failing_skill)
    conversation = talk(parts)
    conversation.read("What is one by zero?")
    with pytest.raises(EngineError, match=r"\.$") as raised:
        said(conversation)
    assert raised.value.kind == "internal"
    parts.skills = lambda words, context: Answer(words)
    assert said(conversation) == "What is one by zero?"
    conversation.close()


def test_a_reply_cancelled_before_it_began_can_be_taken_back():
    conversation = talk(engine())
    conversation.read("Hello.")
    cancel = Cancel()
    cancel.set()
    assert said(conversation, cancel) == ""
    conversation.keep_heard(0)
    assert said(conversation)
    conversation.close()


def test_a_very_long_turn_can_still_be_cut_and_repeated():
    parts = engine()
    conversation = talk(parts)
    for words in ("short", "long " * 1500):
        conversation.read(words)
        whole = said(conversation)
    conversation.keep_heard(9)
    parts.skills = lambda words, context: Answer(context.last_reply)
    conversation.read("Repeat that.")
    assert said(conversation) == whole[:9]
    conversation.close()


def test_a_cancelled_reply_spares_marks_though_old_turns_are_dropped():
    conversation = talk(engine(), [PastTurn("question " * 20, "answer " * 40)] * 8)
    mark = conversation.mark()
    for _ in range(8):
        conversation.read("And another thing. " * 20)
        cancel = Cancel()
        reply = conversation.reply(cancel)
        next(event for event in reply if isinstance(event, TextDelta))
        cancel.set()
        list(reply)
    conversation.rewind(mark)
    conversation.close()


def test_the_model_is_asked_with_what_was_heard_of_the_last_reply():
    parts = engine()
    conversation = talk(parts)
    conversation.read("Tell me about a dog.")
    said(conversation)
    conversation.keep_heard(5)
    conversation.read("Go on.")
    said(conversation)
    assert [message["content"] for message in parts.chat.asked[-1][-3:]] == [
        "Tell me about a dog.",
        "Well,",
        "Go on.",
    ]
    conversation.close()


def test_replies_longer_than_the_context_are_refused_at_once():
    with pytest.raises(EngineError, match="at most"):
        talk(engine(), max_reply_tokens=5000)


def test_closing_ends_a_reply_with_speech_still_queued():
    spoken = threading.Semaphore(0)

    def speak(text, **_):
        spoken.release()
        return np.full(len(text), 0.1, np.float32)

    conversation = talk(engine(speaker=SimpleNamespace(speak=speak)))
    conversation.read("Hello.")
    reply = conversation.reply(Cancel())
    next(event for event in reply if isinstance(event, TextDelta))
    assert spoken.acquire(timeout=10)
    conversation.close()
    rest = list(reply)
    assert not any(isinstance(event, SpeechDelta | TextDelta) for event in rest)
    with pytest.raises(StateError):
        conversation.read("Hello?")
