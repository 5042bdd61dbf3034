"""What the two charts show: levels, and voice with the ends of turns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.turns_settings import TurnsGroup
from ui.diagnostics.chart import Drawn, Line
from ui.models.diagnosis import Diagnosis, Moment, across, unbroken
from ui.models.loudness import share

translate = QCoreApplication.translate

GAP_SECONDS = 0.5
"""Levels come ten times a second; where five are missing nothing was heard."""

LEVELS_SHOWN = (-15, -30, -45)
"""Decibels that the scale names."""


def levels(diagnosis: Diagnosis, now: float) -> Drawn:
    """How loud microphone and speaker were."""
    runs = unbroken(diagnosis.moments(now), GAP_SECONDS)
    return Drawn(
        lines=(
            _line(translate("Diagnostics", "Speaker"), runs, now, _speaker, filled=True),
            _line(translate("Diagnostics", "Microphone"), runs, now, _microphone),
        ),
        scale=[(share(level), f"{level}") for level in LEVELS_SHOWN],
    )


def voice(diagnosis: Diagnosis, now: float, rules: TurnsGroup) -> Drawn:
    """How likely somebody spoke, and how likely they had finished when that was asked."""
    runs = unbroken(diagnosis.moments(now), GAP_SECONDS)
    return Drawn(
        lines=(_line(translate("Diagnostics", "Speech"), runs, now, _speech),),
        scale=((0.0, "0"), (0.5, "0.5"), (1.0, "1")),
        marks=[(across(one.time, now), one.probability) for one in diagnosis.judged(now)],
        marked=translate("Diagnostics", "End of turn judged"),
        guides=(rules.voice_onset,),
    )


def _line(
    name: str,
    runs: list[list[Moment]],
    now: float,
    height: Callable[[Moment], float],
    *,
    filled: bool = False,
) -> Line:
    return Line(name, [[(across(m.time, now), height(m)) for m in run] for run in runs], filled)


def _microphone(at: Moment) -> float:
    return share(at.microphone)


def _speaker(at: Moment) -> float:
    return share(at.speaker)


def _speech(at: Moment) -> float:
    return at.speech
