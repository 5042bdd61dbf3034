"""The presence as geometry: a round body whose edge lives, by mood, time and loudness.

Everything is in shares of the radius at rest, so that any size can be drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.models.mood import Mood

POINTS = 96
"""Of an outline; at 400 pixels across no corner can be seen."""

BREATH_SECONDS = 5.2
"""A calm person's breath."""

TURN_SECONDS = 2.6
"""Once around, for what circles while thinking."""

FLAT = 0.004
"""Ripples of this depth stay below half a pixel, on a body of 250 pixels across."""

_ANGLES = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
_CIRCLE = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a mood moves: size at rest, depth of breath, how far loudness swells and ripples it."""

    size: float
    breath: float
    swell: float
    ripple: float
    glow: float


MANNERS = {
    Mood.OPENING: Manner(0.80, 0.02, 0.0, 0.0, 0.45),
    Mood.ASLEEP: Manner(0.66, 0.012, 0.0, 0.0, 0.15),
    Mood.IDLE: Manner(0.86, 0.03, 0.04, 0.0, 0.55),
    Mood.HEARING: Manner(0.86, 0.01, 0.20, 0.03, 0.8),
    Mood.THINKING: Manner(0.78, 0.02, 0.0, 0.012, 0.6),
    Mood.SPEAKING: Manner(0.90, 0.01, 0.17, 0.095, 1.0),
    Mood.HELD: Manner(0.80, 0.0, 0.0, 0.0, 0.5),
    Mood.FAILED: Manner(0.66, 0.0, 0.0, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Pose:
    """A blend of manners: the presence glides from one mood into the next."""

    manner: Manner

    def towards(self, mood: Mood, part: float) -> Pose:
        """`part` (0..1) of the way to `mood`."""
        here, there = self.manner, MANNERS[mood]
        return Pose(
            Manner(
                *(
                    getattr(here, name) + part * (getattr(there, name) - getattr(here, name))
                    for name in Manner.__dataclass_fields__
                )
            )
        )


def resting(mood: Mood) -> Pose:
    """The pose of a mood that has lasted."""
    return Pose(MANNERS[mood])


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a body or a veil ends at a moment, around 0.

    radius: without its ripples.  depth: of those, in shares of it.  time: seconds.  layer: which.
    """

    radius: float
    depth: float
    time: float
    layer: int

    @property
    def is_round(self) -> bool:
        """Whether nobody would see it ripple."""
        return self.depth < FLAT

    def points(self) -> NDArray[np.float64]:
        """The edge: [POINTS, 2], x and y."""
        wave = (
            0.60 * np.sin(3 * _ANGLES + 1.7 * self.time + self.layer)
            + 0.30 * np.sin(5 * _ANGLES - 2.6 * self.time)
            + 0.10 * np.sin(8 * _ANGLES + 3.9 * self.time - self.layer)
        )
        return (self.radius * (1 + self.depth * wave))[:, np.newaxis] * _CIRCLE


def edge(pose: Pose, time: float, loudness: float, layer: int = 0) -> Edge:
    """The edge at `time` (seconds), a radius of 1 being the widest at rest.

    loudness: 0..1.  layer: 0 is the body; higher ones lie behind it and move a little later.
    """
    manner = pose.manner
    late = time - 0.09 * layer
    breath = manner.breath * math.sin(2 * np.pi * late / BREATH_SECONDS)
    radius = manner.size * (1 + breath + loudness * manner.swell * (1 + 0.35 * layer))
    depth = manner.ripple * (0.25 + loudness) * (1 + 0.2 * layer)
    return Edge(radius + 0.05 * layer * manner.glow, depth, late, layer)


def circling(time: float) -> float:
    """Where what circles is at `time`, in radians."""
    return 2 * math.pi * (time / TURN_SECONDS % 1.0)
