from __future__ import annotations

import math
from dataclasses import astuple

import numpy as np
import pytest

from ui.models.loudness import FALL_SECONDS, Loudness, share
from ui.models.mood import Mood
from ui.models.shape import MANNERS, POINTS, circling, edge, resting
from ui.stage.presence import WIDEST


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("loudness", [0.0, 0.5, 1.0])
def test_the_presence_never_leaves_its_place(mood: Mood, loudness: float) -> None:
    for time in np.linspace(0, 20, 60):
        for layer in (0, 1, 2):
            points = edge(resting(mood), float(time), loudness, layer).points()
            assert points.shape == (POINTS, 2)
            radii = np.hypot(points[:, 0], points[:, 1])
            assert radii.max() <= WIDEST
            assert radii.min() > 0.3


def test_its_edge_moves_smoothly() -> None:
    pose = resting(Mood.SPEAKING)
    for frame in range(60):
        here, there = edge(pose, frame / 30, 0.8), edge(pose, (frame + 1) / 30, 0.8)
        assert np.abs(here.points() - there.points()).max() < 0.04


def test_what_counts_as_round_is_round_to_the_eye() -> None:
    half_a_pixel = 0.5 / 125
    for mood in Mood:
        for loudness in (0.0, 1.0):
            body = edge(resting(mood), 3.0, loudness)
            off = np.abs(np.hypot(*body.points().T) - body.radius).max()
            assert body.is_round == (off < half_a_pixel)


def test_loud_is_larger_than_silent() -> None:
    for mood in (Mood.HEARING, Mood.SPEAKING):
        loud, silent = edge(resting(mood), 1.0, 1.0), edge(resting(mood), 1.0, 0.0)
        assert loud.radius > 1.1 * silent.radius


def test_a_mood_glides_into_the_next() -> None:
    pose = resting(Mood.IDLE)
    assert pose.towards(Mood.SPEAKING, 0.0) == pose
    there = pose.towards(Mood.SPEAKING, 1.0).manner
    assert astuple(there) == pytest.approx(astuple(MANNERS[Mood.SPEAKING]))


def test_what_circles_comes_round() -> None:
    assert circling(0.0) == pytest.approx(0.0)
    assert 0 <= circling(123.4) < 2 * math.pi


def test_a_level_rises_at_once_and_falls_slowly() -> None:
    level = Loudness()
    level.at(0.0)
    level.hear(-14.0)
    assert level.at(0.1) > 0.9
    level.hush()
    assert level.at(0.1 + FALL_SECONDS) == pytest.approx(0.92 / math.e, abs=0.05)


def test_levels_stay_within_their_range() -> None:
    assert [share(db) for db in (-120.0, 0.0)] == [0.0, 1.0]
