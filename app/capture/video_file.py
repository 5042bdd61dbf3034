"""Reads a film as a camera with a microphone would have given it: pictures in time, and sound.

A film is never held whole: its sound is small and kept, its pictures are decoded while they are
shown, at the moments that count and no larger than an engine needs them.
"""

from __future__ import annotations

import re
import tempfile
import warnings
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import soundfile
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from app.capture.chosen_file import check_file, libraries_silenced, shown
from app.capture.ffmpeg import ffmpeg, only, read_picture
from app.capture.photo_file import FORMATS as PHOTO_FORMATS
from app.errors import UserError
from omni_core.media import HEARING_RATE

PICTURES_A_SECOND = 2
"""What the official model takes of a camera; more would be handed over to be thrown away."""

TICK = HEARING_RATE // PICTURES_A_SECOND
"""Samples from one picture to the next."""

LONGEST_SIDE = 1280
"""Pixels: several times what an engine makes of a film's picture, and writing stays readable."""

LONGEST_SECONDS = 300
"""Five minutes: with its sound about what a context of 32,768 tokens holds."""

MOST_BYTES = 10_000_000_000
"""Five minutes as phones and cameras record them in 4K take a third of this."""

_FORMATS = "MP4, MOV, MKV, WebM, AVI and MPEG-TS files can"

_SPARE_SECONDS = 1.0
"""What a film may lack of the length that its header promises: headers are rounded."""

_LENGTH = re.compile(r"^ {2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_STREAM = re.compile(r"^ {2}Stream #\S*: (Video|Audio): (.*)$", re.MULTILINE)
_COVER = "(attached pic)"
_REACHED = re.compile(r"^out_time_us=(\d+)", re.MULTILINE)
_COUNTED = re.compile(r"^frame=\s*(\d+)", re.MULTILINE)
"""FFmpeg's words on what a file holds, and on how far it has read."""

_PICTURES = ("-map", "0:V:0")
"""The first stream of pictures that is no cover."""
_SOUND = ("-map", "0:a:0")
_READ_ALONG = ("-c", "copy", "-f", "null", "-")
"""What a stream is read for that is not wanted: a film's time begins with the first stream read,
and it is cut off where any stream is."""

# Each half second takes the newest picture taken by then, and the first one stands for the time
# before it too.  Pixels that are not square are made so; there are only ever fewer, never more.
_AT_TICKS = f"fps={PICTURES_A_SECOND}:start_time=0:round=up"
_SQUARE = "scale=w=trunc(iw*sar):h=ih,setsar=1"
_BOUNDED = (
    f"scale=w='min({LONGEST_SIDE},iw)':h='min({LONGEST_SIDE},ih)'"
    ":force_original_aspect_ratio=decrease"
)
_FROM_THE_START = "aresample=async=1:first_pts=0"
"""Silence where a sound track begins late or has holes."""

_SAMPLE_BYTES = 2
_FULL_SCALE = np.float32(32768)
_NO_SOUND = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """Up to half a second of a film.

    picture: uint8 [H, W, 3] RGB, what is seen at its begin; None once the pictures have ended.
    sound: float32 [n], n <= `TICK`, from its begin; empty where there is none.
    length: samples, at the hearing rate, until the next moment begins.
    """

    picture: NDArray[np.uint8] | None
    sound: NDArray[np.float32]
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A film that can be shown.

    sound: float32 [n], mono, 16 kHz, -1..1, n >= 1, from the film's begin; None: it has none.
    """

    path: Path
    sound: NDArray[np.float32] | None

    def moments(self) -> Generator[Moment]:
        """Play it once, from its begin; close the generator when done.

        The microphone is on as long as the camera: a sound track that ends before the last
        picture goes on as silence up to it.

        Raises: UserError if the pictures cannot be decoded.
        """
        begin = 0
        with closing(self._pictures()) as pictures:
            picture = next(pictures)
            for following in pictures:
                yield Moment(picture, self._sound_from(begin), TICK)
                picture = following
                begin += TICK
        if self.sound is None:
            yield Moment(picture, _NO_SOUND, TICK)
            return
        rest = self.sound[begin:]
        yield Moment(picture, rest[:TICK], rest[:TICK].size)
        for at in range(TICK, rest.size, TICK):
            yield Moment(None, rest[at : at + TICK], rest[at : at + TICK].size)

    def _sound_from(self, begin: int) -> NDArray[np.float32]:
        """The sound of a whole moment."""
        if self.sound is None:
            return _NO_SOUND
        piece = self.sound[begin : begin + TICK]
        return np.concatenate((piece, np.zeros(TICK - piece.size, np.float32)))

    def _pictures(self) -> Generator[NDArray[np.uint8]]:
        """The picture of every half second, uint8 [H, W, 3], at least one."""
        arguments = ["-v", "quiet", "-t", str(LONGEST_SECONDS), *only(self.path)]
        arguments += [*_PICTURES, "-vf", f"{_AT_TICKS},{_SQUARE},{_BOUNDED}"]
        arguments += ["-c:v", "ppm", "-f", "image2pipe", "-"]
        if self.sound is not None:
            arguments += [*_SOUND, *_READ_ALONG]
        with ffmpeg(arguments) as (child, output):
            number = 0
            while (picture := read_picture(output)) is not None:
                yield picture
                number += 1
            if number == 0 or child.wait():
                raise UserError(
                    f"The pictures of {shown(self.path)} cannot be decoded; "
                    "save it again as MP4 with H.264."
                )


def read_film(path: Path) -> Film:
    """Return the film, read to its end; of its pictures the first one is decoded.

    Raises: UserError with a sentence if it is no film that can be shown.
    """
    check_file(path, MOST_BYTES)
    name = shown(path)
    _refuse_photos_and_sounds(path, name)
    header = _header(path, name)
    if header.seconds is not None:
        _check_length(header.seconds, name)
    content = _read_through(path, header.has_sound, name)
    _check_length(content.seconds, name)
    if content.pictures < 2 and content.sound is None:  # some photos come in a film's container
        raise UserError(f"{name} holds a single picture; save it as JPEG and show it by --image.")
    if header.seconds is not None and content.seconds + _SPARE_SECONDS < header.seconds:
        raise UserError(f"{name} is cut off or damaged: its end is missing; use the whole file.")
    film = Film(path, content.sound)
    with closing(film.moments()) as moments:
        next(moments)
    return film


@dataclass(frozen=True, slots=True)
class _Header:
    """What a film says of itself; seconds is None where it does not tell its length."""

    seconds: float | None
    has_sound: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Content:
    """What is in a film: its sound, how many pictures, and how long the longer of both is."""

    sound: NDArray[np.float32] | None
    pictures: int
    seconds: float


def _refuse_photos_and_sounds(path: Path, name: str) -> None:
    """Whoever mixed up the options is told which one it should be."""
    with libraries_silenced(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            Pillow.open(path, formats=PHOTO_FORMATS).close()
        except (UnidentifiedImageError, Pillow.DecompressionBombError, OSError, ValueError):
            pass
        else:
            raise UserError(f"{name} is a photo, not a film; show it by --image.")
        try:
            soundfile.info(path)
        except soundfile.SoundFileError:
            pass
        else:
            raise UserError(f"{name} is a sound file, not a film; give it by --audio.")


def _header(path: Path, name: str) -> _Header:
    with tempfile.TemporaryFile() as words:
        with ffmpeg(only(path), words) as (child, _):
            child.wait()  # it tells what the file holds, and complains that nothing is asked for
        said = _text(words)
    streams = _STREAM.findall(said)
    if not streams:
        raise UserError(f"{name} is not a film that can be read, or is damaged; {_FORMATS}.")
    kinds = [kind for kind, note in streams if _COVER not in note]
    if "Video" not in kinds:
        raise UserError(
            f"{name} holds sound and no pictures; save it as WAV or MP3 and give it by --audio."
        )
    length = _LENGTH.search(said)
    seconds = None
    if length is not None:
        seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])
    return _Header(seconds, "Audio" in kinds)


def _check_length(seconds: float, name: str) -> None:
    if seconds > LONGEST_SECONDS:
        raise UserError(
            f"{name} is longer than {LONGEST_SECONDS // 60} minutes; cut it into several turns."
        )


def _read_through(path: Path, has_sound: bool, name: str) -> _Content:
    """Decode the sound and read past the pictures, to the film's end."""
    longest = LONGEST_SECONDS + _SPARE_SECONDS  # so that what is too long shows as such
    arguments = ["-v", "fatal", "-progress", "pipe:2", "-t", str(longest), *only(path)]
    if has_sound:
        arguments += [*_SOUND, "-af", _FROM_THE_START]
        arguments += ["-ac", "1", "-ar", str(HEARING_RATE), "-f", "s16le", "-"]
    arguments += [*_PICTURES, *_READ_ALONG]
    with tempfile.TemporaryFile() as words:
        with ffmpeg(arguments, words) as (child, output):
            data = output.read()  # ten megabytes at most
            failed = child.wait() != 0
        said = _text(words)
    if failed:
        raise UserError(f"The film {name} is damaged; choose another one or save it again.")
    whole = len(data) - len(data) % _SAMPLE_BYTES
    sound = np.frombuffer(data[:whole], "<i2").astype(np.float32) / _FULL_SCALE
    seconds = max(sound.size / HEARING_RATE, _last(_REACHED, said) / 1e6)
    return _Content(sound if sound.size else None, _last(_COUNTED, said), seconds)


def _last(count: re.Pattern[str], said: str) -> int:
    """The newest count among FFmpeg's words on its progress; 0 before the first one."""
    counts = count.findall(said)
    return int(counts[-1]) if counts else 0


def _text(words: IO[bytes]) -> str:
    words.seek(0)
    return words.read().decode("utf-8", "replace")
