"""The media span being perceived: sound, camera, or both side by side in chunks of two seconds.

A span is encoded while the person talks.  What it lays into the prompt, and in which order,
depends on what was sensed and when, never on how it was cut into blocks:

* sound alone lays each block of two seconds as it is complete, and the tail at the end;
* camera alone is held back for one chunk, in case sound joins it, and then laid a grid at a time;
* with both, chunk j is its grids, then its sound; either may run on alone at the end.

A camera that opens after sound was laid cannot be woven in any more: its newest frame is shown
as a still when the span ends (DESIGN section 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE
from omni_core.omni.senses import EncodedGrid, EncodedSound, Senses
from omni_core.omni.ticks import GRID, TICK, Pair, Picture, Ticks
from omni_core.perception.frames import FrameSize
from omni_core.perception.mel import MelState

SpanKind = Literal["audio", "video", "audio-video", "image"]


@dataclass(frozen=True, slots=True)
class Begin:
    """A span begins in the prompt."""

    kind: SpanKind


@dataclass(frozen=True, slots=True)
class End:
    """It ends."""

    kind: SpanKind


Laid = Begin | EncodedSound | EncodedGrid | End
"""What a span lays into the prompt, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """An open span; immutable, so that a mark can hold it.

    start: its first sample.  kind: None until it is decided.  mel: of its sound, if any.
    heard: the sample up to which sound was heard.  ticks: of its camera, if any.
    sound, grids: encoded, waiting for their place.  sound_laid, grids_laid: how many have theirs.
    late: the newest frame of a camera that opened too late.
    """

    start: int
    frame_size: FrameSize | None
    kind: SpanKind | None = None
    mel: MelState | None = None
    heard: int = 0
    ticks: Ticks | None = None
    sound: tuple[EncodedSound, ...] = ()
    grids: tuple[EncodedGrid, ...] = ()
    sound_laid: int = 0
    grids_laid: int = 0
    late: Picture | None = None

    def continued(self, start: int) -> Span:
        """The span that begins at sample `start` where this one is closed: its camera runs on."""
        ticks = None if self.ticks is None else Ticks(start, self.ticks.newest, start)
        return Span(start, self.frame_size, ticks=ticks)


class Spans:
    """How spans grow.  Holds no state: every call takes a span and returns the next one."""

    def __init__(self, senses: Senses, seconds_per_chunk: int) -> None:
        self._senses = senses
        self._chunk = seconds_per_chunk * HEARING_RATE
        self._grids_a_chunk = self._chunk // GRID
        self._ticks_a_chunk = self._chunk // TICK

    def takes_sound(self, span: Span) -> bool:
        """Whether sound may join: a camera's span that ran alone for a chunk is laid as such."""
        return span.kind != "video"

    def takes_frame(self, span: Span, taken_at: int) -> bool:
        """Whether a frame may join: a silent camera that was away longer than a chunk may not.

        Beside sound it may, since the sound itself fills the time.
        """
        return (
            span.mel is not None
            or span.ticks is None
            or (taken_at - span.ticks.newest_at <= self._chunk)
        )

    def _is_late(self, span: Span, taken_at: int) -> bool:
        """Whether a first frame comes after a chunk of sound, all of it encoded yet or not."""
        return span.mel is not None and span.ticks is None and taken_at >= span.start + self._chunk

    def hear(self, span: Span, samples: NDArray[np.float32], end: int) -> tuple[Span, list[Laid]]:
        """Sound, float32 [n], whose last sample is the one before `end`."""
        mel = span.mel
        if mel is None:
            mel = self._senses.mel.start()
            # A frame may come before the block of sound that its moment lies in.
            span = _begun_by(span, end - samples.size)
            # The camera was first: sound and picture are counted from the same moment.
            silence = max(0, end - samples.size - span.start)
            samples = np.concatenate((np.zeros(silence, np.float32), samples))
        mel, blocks = self._senses.mel.push(mel, samples)
        span = replace(span, mel=mel, heard=end)
        for block in blocks:
            span = self._with_sound(span, self._senses.encode_sound(block))
        return self._lay(span)

    def see(self, span: Span, picture: Picture, taken_at: int) -> tuple[Span, list[Laid]]:
        """A camera frame, uint8 [H, W, 3]."""
        if span.kind == "audio" or self._is_late(span, taken_at):
            return replace(span, late=picture), []
        if span.frame_size is None:
            span = replace(span, frame_size=self._senses.fit_frame(picture))
        if span.ticks is None:
            return replace(span, ticks=Ticks(span.start, picture, taken_at)), []
        ticks, pairs = span.ticks.see(picture, taken_at)
        span = self._with_pairs(replace(span, ticks=ticks), pairs)
        if span.mel is None and ticks.resolved >= self._ticks_a_chunk:
            span = replace(span, kind="video")
        return self._lay(span)

    def finish(self, span: Span) -> list[Laid]:
        """The span is over: what is left of it, at most one block of sound and one grid."""
        if span.mel is not None:
            tail = self._senses.mel.finish(span.mel)
            if tail is not None and self._senses.sound_tokens(tail.shape[1]):
                span = self._with_sound(span, self._senses.encode_sound(tail))
        if span.ticks is not None:
            span = self._with_pairs(span, span.ticks.finish(span.heard))
        if span.kind is None and span.grids:
            span = replace(span, kind="video")
        span, laid = self._lay(span)
        laid += _rest(span, self._grids_a_chunk)
        if span.kind is not None:
            laid.append(End(span.kind))
        return laid

    def _with_sound(self, span: Span, sound: EncodedSound) -> Span:
        """A block is complete: the ticks of its two seconds have passed, and its kind is known."""
        if span.kind is None:
            span = replace(span, kind="audio" if span.ticks is None else "audio-video")
        if span.ticks is not None:
            blocks = span.sound_laid + len(span.sound) + 1
            # The tail may be shorter than its chunk; `finish` resolves its ticks.
            passed = min(blocks * self._chunk, span.heard - span.start) // self._chunk
            ticks, pairs = span.ticks.resolve(passed * self._ticks_a_chunk)
            span = self._with_pairs(replace(span, ticks=ticks), pairs)
        return replace(span, sound=(*span.sound, sound))

    def _with_pairs(self, span: Span, pairs: list[Pair]) -> Span:
        if span.frame_size is None:
            return span
        size = span.frame_size
        encoded = tuple(self._senses.encode_grid(pair, size) for pair in pairs)
        return replace(span, grids=(*span.grids, *encoded))

    def _lay(self, span: Span) -> tuple[Span, list[Laid]]:
        """Everything whose place in the prompt is known by now."""
        if span.kind is None or not (span.sound or span.grids):
            return span, []
        laid: list[Laid] = [] if span.sound_laid or span.grids_laid else [Begin(span.kind)]
        if span.kind != "audio-video":
            laid += [*span.grids, *span.sound]
            return _after(span, len(span.sound), len(span.grids)), laid
        sound, grids = list(span.sound), list(span.grids)
        sound_laid, grids_laid = span.sound_laid, span.grids_laid
        while True:
            chunk_grids = (sound_laid + 1) * self._grids_a_chunk
            if grids and grids_laid < chunk_grids:
                laid.append(grids.pop(0))
                grids_laid += 1
            elif sound and grids_laid >= chunk_grids:
                laid.append(sound.pop(0))
                sound_laid += 1
            else:
                return _after(
                    span, sound_laid - span.sound_laid, grids_laid - span.grids_laid
                ), laid


def _begun_by(span: Span, start: int) -> Span:
    """The span, begun at sample `start` unless it began earlier."""
    if start >= span.start:
        return span
    ticks = None if span.ticks is None else replace(span.ticks, origin=start)
    return replace(span, start=start, ticks=ticks)


def _after(span: Span, sound: int, grids: int) -> Span:
    return replace(
        span,
        sound=span.sound[sound:],
        grids=span.grids[grids:],
        sound_laid=span.sound_laid + sound,
        grids_laid=span.grids_laid + grids,
    )


def _rest(span: Span, grids_a_chunk: int) -> Iterator[EncodedGrid | EncodedSound]:
    """What one kind has left once the other has run out, in chunks where both have some."""
    sound, grids = list(span.sound), list(span.grids)
    taken = span.grids_laid % grids_a_chunk
    while sound or grids:
        room = grids_a_chunk - taken
        yield from grids[:room]
        del grids[:room]
        yield from sound[:1]
        del sound[:1]
        taken = 0
