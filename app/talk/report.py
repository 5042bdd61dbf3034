"""What is known of a conversation once it has been held, and its form as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from pathlib import PurePath
from typing import TypeAlias

from omni_core.conversation import Action

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds from the last voiced sample, or from when the text was given; None: it never came."""

    first_text: float | None
    first_sound: float | None
    done: float


@dataclass(frozen=True, slots=True)
class ContextBudget:
    """Tokens of the conversation so far, and how many it may hold."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class TurnReport:
    """One turn: what was understood (None: the engine does not say), said, and asked for.

    context: None where an engine does not tell its budget.
    """

    heard: str | None
    reply: str
    actions: tuple[Action, ...]
    speech_seconds: float
    timings: Timings
    context: ContextBudget | None = None


@dataclass(frozen=True, slots=True)
class TalkReport:
    """A whole run of `visavis talk`."""

    engine: str
    turns: Sequence[TurnReport]
    load_seconds: float
    peak_rss_mb: float


def as_json(report: TalkReport) -> dict[str, Json]:
    """The object that docs/talk.md describes, of JSON's own types."""
    return {
        "engine": report.engine,
        "turns": [_turn(turn) for turn in report.turns],
        "load_ms": _milliseconds(report.load_seconds),
        "peak_rss_mb": round(report.peak_rss_mb, 1),
    }


def _turn(turn: TurnReport) -> dict[str, Json]:
    return {
        "heard": turn.heard,
        "reply": turn.reply,
        "actions": [{"kind": action.kind, "data": _plain(action.data)} for action in turn.actions],
        "speech_seconds": round(turn.speech_seconds, 3),
        "timings_ms": {
            "first_text": _milliseconds(turn.timings.first_text),
            "first_sound": _milliseconds(turn.timings.first_sound),
            "done": _milliseconds(turn.timings.done),
        },
        "context": turn.context
        and {"used_tokens": turn.context.used, "limit_tokens": turn.context.limit},
    }


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)


def _plain(value: object) -> Json:
    """An action's value in JSON's types: times as ISO 8601, durations as seconds."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Enum():
            return _plain(value.value)
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case PurePath():
            return str(value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            raise TypeError(f"An action holds a {type(value).__name__}, which JSON cannot.")
