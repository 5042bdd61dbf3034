"""What the assistant seems to be doing: the states of the turn machine as a person sees them."""

from __future__ import annotations

from enum import Enum, auto

from app.turns.states import State
from ui.theme.tokens import CALM_FPS, LIVELY_FPS


class Mood(Enum):
    """One look of the presence each."""

    OPENING = auto()
    ASLEEP = auto()
    IDLE = auto()
    HEARING = auto()
    THINKING = auto()
    SPEAKING = auto()
    HELD = auto()
    FAILED = auto()


_OF_STATE = {
    State.STANDBY: Mood.ASLEEP,
    State.LISTENING: Mood.IDLE,
    State.HEARING: Mood.HEARING,
    # A pause for breath looks like listening: whether the turn is over is not known yet.
    State.WAITING: Mood.HEARING,
    State.THINKING: Mood.THINKING,
    State.SPEAKING: Mood.SPEAKING,
    State.DUCKED: Mood.SPEAKING,
    State.PAUSED: Mood.HELD,
    State.PRESSED: Mood.HEARING,
}

_LIVELY = frozenset({Mood.HEARING, Mood.THINKING, Mood.SPEAKING})


def mood_of(state: State) -> Mood:
    """How `state` looks."""
    return _OF_STATE[state]


def frames_a_second(mood: Mood, *, reduce_motion: bool) -> int:
    """How often the presence is drawn in `mood`; 0: once, and not again before it changes."""
    if reduce_motion or mood is Mood.FAILED:
        return 0
    return LIVELY_FPS if mood in _LIVELY else CALM_FPS
