"""The diagnosis as a text to send: versions, kinds and numbers, and nothing of anybody's.

What goes in is chosen by what it is, not cleaned of what it should not hold: numbers, the
program's own names for things, and lines of a log that is kept by the same rule.  It is in
English, for it is for those who write the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from app.diagnosis.sound_figures import SoundFigures, counted
from app.live.events import TurnTimings
from app.live.trace import Entry
from app.setting import Setting, all_settings, in_text
from app.settings import Settings, SettingValue
from ui.models.diagnosis import Diagnosis
from ui.models.mood import Mood

MOST_ENTRIES = 120
MOST_LOG_LINES = 60
HIDDEN = "(own text, not told)"


@dataclass(frozen=True, slots=True)
class Background:
    """What is asked of disk and system.  memory: of this process, bytes.  log: its last lines."""

    versions: Sequence[tuple[str, str]] = ()
    memory: int = 0
    log: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """engine: `starter` or `omni`.  mood: what the assistant is doing.  screen: of Qt.

    dropped: events that the window was too slow for.  now: monotonic seconds.
    """

    engine: str
    mood: Mood
    screen: str
    settings: Settings
    diagnosis: Diagnosis
    timings: Sequence[TurnTimings]
    now: float
    background: Background = field(default_factory=Background)
    sound: SoundFigures | None = None
    trace: tuple[Entry, ...] = ()
    dropped: int = 0


def report(facts: Facts) -> str:
    """The text."""
    parts = (
        ("Visavis report", _about(facts)),
        ("Settings other than the defaults", told_settings(facts.settings)),
        ("Devices", _devices(facts)),
        ("Counters", _counters(facts)),
        ("Latencies in seconds, from the last voiced sample", _latencies(facts.timings)),
        ("What happened, newest last", _happened(facts)),
        ("Log", list(facts.background.log)[-MOST_LOG_LINES:]),
    )
    return "\n\n".join("\n".join([f"## {name}", *(lines or ["none"])]) for name, lines in parts)


def told_settings(settings: Settings) -> list[str]:
    """The settings that are not at their default; of a text of the person's own only that it is."""
    return [
        f"{setting.key} = {in_text(value) if _tellable(setting, value) else HIDDEN}"
        for setting in all_settings()
        if (value := settings.value(setting.key)) != setting.default
    ]


def _tellable(setting: Setting, value: SettingValue) -> bool:
    """A number, a switch, or one of the listed choices; a free text may be a name or a path."""
    return not isinstance(value, str) or value in setting.choices


def _about(facts: Facts) -> list[str]:
    lines = [f"{name} {version}" for name, version in facts.background.versions]
    return [
        *lines,
        f"screen {facts.screen}",
        f"engine {facts.engine}",
        f"state {facts.mood.name.lower()}",
        f"memory {facts.background.memory / 1e6:.0f} MB",
    ]


def _devices(facts: Facts) -> list[str]:
    sound = facts.sound
    opened = sound.devices if sound is not None else ()
    lines = [f"{d.kind}: {d.host_api}, {d.channels} channels, {d.rate} Hz" for d in opened]
    if sound is not None and sound.verdict is not None:
        lines.append(f"audio check: {sound.verdict}")
    return lines


def _counters(facts: Facts) -> list[str]:
    sound, diagnosis = facts.sound, facts.diagnosis
    numbers = {
        "events lost by the window": facts.dropped,
        "blocks of the microphone lost": sound.dropped if sound is not None else 0,
        "breaks of the speaker's reference": sound.jumps if sound is not None else 0,
        **counted(facts.trace),
        "replies taken back": diagnosis.taken_back,
        "conversations not opened or broken off": diagnosis.failures,
        **dict(sorted(diagnosis.devices.items())),
    }
    return [f"{name}: {number}" for name, number in numbers.items()]


def _latencies(turns: Sequence[TurnTimings]) -> list[str]:
    if not turns:
        return []
    rows: dict[str, Iterable[float]] = {
        "reply begun": (turn.begun for turn in turns),
        "end confirmed": (turn.confirmed for turn in turns),
        "first sound": (turn.first_sound for turn in turns),
    }
    lines = [f"turns: {len(turns)}"]
    for name, values in rows.items():
        known = list(values)
        lines.append(f"{name}: median {median(known):.2f}, worst {max(known):.2f}")
    return lines


def _happened(facts: Facts) -> list[str]:
    return [
        f"{entry.moment - facts.now:9.2f} s  {entry.state:9}  {entry.what}"
        for entry in facts.trace[-MOST_ENTRIES:]
    ]
