"""What the encoders got, kept for `--dump` alone: pictures and sound take memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from omni_core.omni.context import Stretch
from omni_core.omni.senses import EncodedGrid, EncodedSound


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One encoder input: at which token it stands, in which span, and whether it is a still."""

    at: int
    span: int
    still: bool
    source: EncodedSound | EncodedGrid


class Recording:
    """The encoder inputs of the context, in its order."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def add(self, entries: Sequence[Entry]) -> None:
        """The next ones."""
        self._entries += entries

    def cut(self, length: int) -> None:
        """The context forgot everything from token `length` on."""
        while self._entries and self._entries[-1].at >= length:
            self._entries.pop()

    def keep(self, stretches: Sequence[Stretch]) -> None:
        """The context dropped everything but these stretches of it."""
        kept, end = list[Entry](), 0
        for stretch in stretches:
            kept += [
                replace(entry, at=end + entry.at - stretch.start)
                for entry in self._entries
                if stretch.start <= entry.at < stretch.end
            ]
            end += stretch.size
        self._entries = kept

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The inputs as arrays.

        log_mel: float32 [bins, frames] of all sound in order; audio_frames: [spans] its frames.
        pixel_values: float32 [patches, values] of all pictures in order; pixel_grids:
        int64 [spans, 3] temporal grids, rows and columns in patches of each still or film;
        pixel_stills: bool [spans].
        """
        mels, frames = list[NDArray[np.float32]](), dict[int, int]()
        pixels, grids = list[NDArray[np.float32]](), dict[tuple[int, bool], list[int]]()
        for entry in self._entries:
            match entry.source:
                case EncodedSound(mel=mel):
                    mels.append(mel)
                    frames[entry.span] = frames.get(entry.span, 0) + mel.shape[1]
                case EncodedGrid(pixels=values, size=size):
                    pixels.append(values)
                    film = grids.setdefault((entry.span, entry.still), [0, size.rows, size.columns])
                    film[0] += 1
        return {
            "log_mel": np.concatenate(mels, axis=1) if mels else np.zeros((0, 0), np.float32),
            "audio_frames": np.array(list(frames.values()), np.int64),
            "pixel_values": np.concatenate(pixels) if pixels else np.zeros((0, 0), np.float32),
            "pixel_grids": np.array(list(grids.values()), np.int64).reshape(-1, 3),
            "pixel_stills": np.array([still for _, still in grids], np.bool_),
        }
