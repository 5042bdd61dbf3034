"""Reads a sound file as one person's turn: any rate, any channels, to 16 kHz mono."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from app.capture.chosen_file import check_file, libraries_silenced, shown
from app.errors import UserError
from omni_core.media import HEARING_RATE

LONGEST_SECONDS = 600
"""Ten minutes without a pause: whoever needs longer sends several turns."""

SHORTEST_SECONDS = 0.1
"""No word is shorter."""

LOWEST_RATE, HIGHEST_RATE = 4_000, 192_000
"""Below it speech cannot be understood, above it no microphone records."""

MOST_CHANNELS = 8
"""As many as a recorder's surround format has."""

MOST_BYTES = 1_000_000_000
"""Ten minutes of stereo in 32 bits at 96 kHz are half of this."""

FAINTEST_PEAK = 1e-3
"""-60 dB: a person whispering at arm's length lies well above it, a silent line below."""

LOUDEST_PEAK = 8.0
"""18 dB above full scale: floating point files may exceed it a little, noise from wrongly
declared samples does so by far."""

_BLOCK_SECONDS = 1
_STREAMED_LENGTH = 0x7FFF_F000
"""From here up a length in a header means "not known": so say programs that write to a pipe."""

_LENGTH_MENDED = re.compile(r"^\s*(?:data|SSND)\s*: (\d+) \(should be (\d+)\)", re.MULTILINE)
_NO_END = re.compile(
    r"lacks an end-of-stream bit|without an End-Of-Stream|Junk after the last page"
)
"""Of an OGG file, whose sound comes in pages, the last one marked so."""

_FORMATS = "WAV, FLAC, OGG and MP3 files can be read"


def read_sound(path: Path) -> NDArray[np.float32]:
    """Return the file's sound, float32 [n], mono, 16 kHz, -1..1, with n >= 1600.

    Channels are averaged.  What lies beyond -1..1 in a floating point file is clipped.

    Raises: UserError with a sentence if there is no sound in it to take.
    """
    check_file(path, MOST_BYTES)
    name = shown(path)
    try:
        with libraries_silenced(), soundfile.SoundFile(path) as file:
            _check_shape(file, name)
            sound = _decode(file, name)
    except (soundfile.SoundFileError, RuntimeError, ValueError, TypeError) as error:
        # libsndfile's messages are often empty and never tell what to do.
        raise UserError(f"{name} is not a sound file, or is damaged; {_FORMATS}.") from error
    return _checked(sound, name)


def _check_shape(file: soundfile.SoundFile, name: str) -> None:
    """Refuse by the header alone what would take long or mean nothing."""
    if not LOWEST_RATE <= file.samplerate <= HIGHEST_RATE:
        raise UserError(
            f"{name} has {file.samplerate} samples a second; "
            f"rates from {LOWEST_RATE} to {HIGHEST_RATE} can be heard."
        )
    if file.channels > MOST_CHANNELS:
        raise UserError(
            f"{name} has {file.channels} channels; at most {MOST_CHANNELS} can be mixed."
        )
    if file.frames == 0:
        _refuse_cut_off(file, name)
        raise UserError(f"{name} holds no sound; record it again.")


def _cut_off(log: str) -> bool:
    """Whether libsndfile's log says that sound is missing: it mends such files without an error.

    An OGG file is known to be cut off only once its last page has been read.
    """
    for promised, there in _LENGTH_MENDED.findall(log):
        if int(there) + 1 < int(promised) < _STREAMED_LENGTH:  # one byte is padding
            return True
    return _NO_END.search(log) is not None


def _refuse_cut_off(file: soundfile.SoundFile, name: str, decoded: int = 0) -> None:
    """Refuse a file of which only `decoded` frames are there, if it promises more."""
    if decoded < file.frames or _cut_off(file.extra_info):
        raise UserError(
            f"{name} is cut off: it promises more sound than is there; use the whole file."
        )


def _decode(file: soundfile.SoundFile, name: str) -> NDArray[np.float32]:
    """Decode, mix down and resample block by block, so that memory stays bounded by time."""
    resampler = soxr.ResampleStream(file.samplerate, HEARING_RATE, 1, dtype="float32")
    pieces: list[NDArray[np.float32]] = []
    decoded = 0
    while True:
        frames = file.read(_BLOCK_SECONDS * file.samplerate, dtype="float32", always_2d=True)
        decoded += len(frames)
        if decoded > LONGEST_SECONDS * file.samplerate:
            raise UserError(
                f"{name} is longer than {LONGEST_SECONDS // 60} minutes; cut it into several turns."
            )
        if not np.isfinite(frames).all():
            raise UserError(f"{name} holds samples that are not numbers; save it again.")
        if frames.size and np.abs(frames).max() > LOUDEST_PEAK:
            raise UserError(f"{name} is noise far beyond full scale; save it again as 16-bit WAV.")
        last = len(frames) < _BLOCK_SECONDS * file.samplerate
        pieces.append(resampler.resample_chunk(frames.mean(axis=1), last=last))
        if last:
            break
    _refuse_cut_off(file, name, decoded)
    return np.concatenate(pieces)


def _checked(sound: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    if sound.size < SHORTEST_SECONDS * HEARING_RATE:
        raise UserError(
            f"{name} lasts {sound.size / HEARING_RATE:.2f} s, too short to hold a word; "
            "record it again."
        )
    if np.abs(sound - sound.mean()).max() < FAINTEST_PEAK:
        raise UserError(f"{name} holds only silence; check the microphone and record it again.")
    return np.clip(sound, -1.0, 1.0)
