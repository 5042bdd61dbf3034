"""What the encoders got stays beside the tokens it became."""

from __future__ import annotations

import numpy as np
import torch

from omni_core.omni.context import Place, Stretch
from omni_core.omni.recording import Entry, Recording
from omni_core.omni.senses import EncodedGrid, EncodedSound
from omni_core.perception.frames import FrameSize

SIZE = FrameSize(2, 4)


def sound(value: float, frames: int) -> EncodedSound:
    return EncodedSound(torch.zeros(1, 1), np.full((3, frames), value, np.float32))


def grid(value: float) -> EncodedGrid:
    return EncodedGrid(torch.zeros(1, 1), np.full((8, 5), value, np.float32), SIZE)


def recorded() -> Recording:
    """A film of two grids with sound, a still, and a sound."""
    recording = Recording()
    recording.add([Entry(5, 0, False, grid(1)), Entry(6, 0, False, sound(1, 200))])
    recording.add([Entry(7, 0, False, grid(2)), Entry(8, 0, False, sound(2, 30))])
    recording.add([Entry(20, 1, True, grid(3))])
    recording.add([Entry(30, 2, False, sound(3, 50))])
    return recording


def summary(recording: Recording) -> tuple[list[int], list[list[int]], list[bool]]:
    arrays = recording.arrays()
    assert arrays["log_mel"].shape[1] == arrays["audio_frames"].sum()
    patches = arrays["pixel_grids"].prod(axis=1).sum()
    assert patches == (arrays["pixel_values"].shape[0] if patches else 0)
    return (
        arrays["audio_frames"].tolist(),
        arrays["pixel_grids"].tolist(),
        arrays["pixel_stills"].tolist(),
    )


def test_spans_are_put_together() -> None:
    recording = recorded()
    assert summary(recording) == ([230, 50], [[2, 2, 4], [1, 2, 4]], [False, True])
    arrays = recording.arrays()
    np.testing.assert_array_equal(arrays["pixel_values"][:, 0], [1.0] * 8 + [2.0] * 8 + [3.0] * 8)
    np.testing.assert_array_equal(arrays["log_mel"][0], [1.0] * 200 + [2.0] * 30 + [3.0] * 50)


def test_nothing_is_empty_arrays() -> None:
    assert summary(Recording()) == ([], [], [])


def test_what_the_context_forgets_is_forgotten() -> None:
    recording = recorded()
    recording.cut(31)
    assert summary(recording) == ([230, 50], [[2, 2, 4], [1, 2, 4]], [False, True])
    recording.cut(30)
    assert summary(recording) == ([230], [[2, 2, 4], [1, 2, 4]], [False, True])
    recording.cut(8)
    assert summary(recording) == ([200], [[2, 2, 4]], [False])
    recording.cut(0)
    assert summary(recording) == ([], [], [])


def test_what_stays_moves_with_its_tokens() -> None:
    recording = recorded()
    place = Place("media", 1)
    recording.keep([Stretch(place, 0, 5), Stretch(place, 18, 25), Stretch(place, 28, 40)])
    assert summary(recording) == ([50], [[1, 2, 4]], [True])
    recording.cut(14)  # the last sound stands at 5 + 7 + 2 by now
    assert summary(recording) == ([], [[1, 2, 4]], [True])
