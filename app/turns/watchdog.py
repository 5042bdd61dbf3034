"""Every state ends: by a silence, a word, a key, or in the last resort by its watchdog.

A microphone that dies in mid-sentence, a noise that the voice detector takes for speech without
end, an engine that never answers, a speaker that hangs: each would otherwise leave somebody
waiting for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from app.turns.states import State, Trigger
from app.turns_settings import TurnsGroup


class Since(Enum):
    """What a limit counts from."""

    ENTERED = "entering the state"
    SOUND = "the last sound from the microphone"
    VOICE = "the last voice in it, or entering the state"
    PROGRESS = "the last sign that the reply goes on"
    EXCHANGE = "the last word with the person"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a state may last.

    settings: their sum is the limit.
    """

    settings: tuple[str, ...]
    since: Since
    trigger: Trigger

    def seconds(self, rules: TurnsGroup) -> float:
        """The limit itself."""
        return sum(getattr(rules, name) for name in self.settings)


LIMITS: Mapping[State, tuple[Limit, ...]] = MappingProxyType(
    {
        State.STANDBY: (Limit(("lost_sound",), Since.SOUND, Trigger.NO_SOUND),),
        State.LISTENING: (
            Limit(("standby_after",), Since.EXCHANGE, Trigger.UNUSED),
            Limit(("lost_sound",), Since.SOUND, Trigger.NO_SOUND),
        ),
        State.HEARING: (
            Limit(("longest_breath",), Since.ENTERED, Trigger.TOO_LONG),
            Limit(("lost_sound",), Since.SOUND, Trigger.NO_SOUND),
        ),
        State.WAITING: (Limit(("hold_limit", "lost_sound"), Since.ENTERED, Trigger.FINISHED),),
        State.THINKING: (Limit(("thinking_limit",), Since.ENTERED, Trigger.TOO_LONG),),
        State.SPEAKING: (Limit(("stuck_playback",), Since.PROGRESS, Trigger.TOO_LONG),),
        State.DUCKED: (Limit(("decision_limit",), Since.VOICE, Trigger.TOO_LONG),),
        State.PAUSED: (Limit(("decision_limit",), Since.VOICE, Trigger.TOO_LONG),),
        State.PRESSED: (Limit(("longest_turn",), Since.ENTERED, Trigger.TOO_LONG),),
    }
)


@dataclass(frozen=True, slots=True)
class Moments:
    """When what the limits count from happened, in monotonic seconds."""

    entered: float
    sound: float
    voice: float
    progress: float
    exchange: float

    def of(self, since: Since) -> float:
        """The moment a limit counts from."""
        match since:
            case Since.ENTERED:
                return self.entered
            case Since.SOUND:
                return self.sound
            case Since.VOICE:
                return max(self.voice, self.entered)
            case Since.PROGRESS:
                return max(self.progress, self.entered)
            case Since.EXCHANGE:
                return self.exchange


def bites(state: State, moments: Moments, rules: TurnsGroup) -> tuple[float, Trigger]:
    """When the watchdog of `state` bites next, and what it then triggers."""
    return min(
        (
            (moments.of(limit.since) + limit.seconds(rules), limit.trigger)
            for limit in LIMITS[state]
        ),
        key=lambda bite: bite[0],
    )
