"""What to answer: another language, a skill, or the chat model, in this order."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime

from omni_core.conversation import Action, Cancel, DoneReason
from omni_core.starter.skills.skill import Answer, Context, Memory
from omni_core.starter.skills.zones import SystemZone
from omni_core.starter.state import State

ENGLISH = "en"

LANGUAGE_NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

NOTHING_UNDERSTOOD = "Sorry, I didn't catch that."
NO_WORDS = "(no words)"
"""Stands in the history for a turn that had none."""

PICTURE_ALONE = "What do you see?"
"""Asked for a person who only shows a picture."""

NOTHING_TO_SAY = "I'm sorry, I have no answer to that."


@dataclass(frozen=True, slots=True)
class Plan:
    """How a turn is answered; `text` None leaves it to the chat model."""

    text: str | None = None
    actions: tuple[Action, ...] = ()
    memory: Memory | None = None
    speed: float | None = None


def plan(state: State, skills: Callable[[str, Context], Answer | None], cancel: Cancel) -> Plan:
    """How the turn in `state` is answered.  May take as long as looking at its picture."""
    if not state.words:
        if state.look is None or state.timeline.turn_begun:
            return Plan(NOTHING_UNDERSTOOD)
        return _ask(skills, PICTURE_ALONE, state, cancel)
    for span in state.spans:
        if span.language != ENGLISH:
            return other_language(span.language)
    return _ask(skills, state.words, state, cancel)


def _ask(
    skills: Callable[[str, Context], Answer | None], words: str, state: State, cancel: Cancel
) -> Plan:
    context = Context(
        now=datetime.now(SystemZone()),
        memory=state.memory,
        last_reply=state.history[-1].reply if state.history else "",
        speed=state.speed,
        look=lambda: state.look and state.look.until(cancel),
    )
    answer = skills(words, context)
    if answer is None:
        return Plan()
    return Plan(answer.text, answer.actions, answer.memory, answer.speed)


def other_language(code: str) -> Plan:
    """One sentence that says which engine speaks that language."""
    name = LANGUAGE_NAMES.get(code, "another language")
    return Plan(
        f"That sounded like {name}; this basic engine only knows English, "
        "but the Qwen Omni engine speaks many languages."
    )


def written(sentence: str) -> Generator[str, None, DoneReason]:
    """A sentence that is already whole, as a reply's text."""
    if sentence:
        yield sentence
    return "end"


def never_empty(
    text: Generator[str, None, DoneReason],
) -> Generator[str, None, DoneReason]:
    """The same text, without the blank before it, or an apology if there is none."""
    begun = False
    try:
        while True:
            piece = next(text)
            if not begun:
                piece = piece.lstrip()
            if piece:
                begun = True
                yield piece
    except StopIteration as end:
        if not begun and end.value != "cancelled":
            yield NOTHING_TO_SAY
        return end.value
    finally:
        text.close()
