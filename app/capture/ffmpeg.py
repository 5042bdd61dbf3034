"""FFmpeg's own program at work: a process of its own, spoken to through pipes.

So its licence stays its own, and a damaged file can bring down that process alone.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from app.errors import UserError

NO_FFMPEG = (
    "Films need FFmpeg, which comes with the omni engine's libraries: `python3 run.py setup omni` "
    "in a checkout, `pip install visavis[omni]` elsewhere."
)

CONTAINERS = "mov,matroska,avi,mpegts"
"""Of all that FFmpeg knows: those that films come in.  Playlists, which name other files and
servers, are not among them."""

QUIET = ("-hide_banner", "-nostdin", "-nostats")

_COLOURS = 3


def only(path: Path) -> tuple[str, ...]:
    """The arguments that name the input: this one file, whatever stands in it or in its name."""
    return (
        *("-protocol_whitelist", "file", "-format_whitelist", CONTAINERS),
        *("-i", f"file:{path}"),
    )


@contextmanager
def ffmpeg(
    arguments: Sequence[str], words: IO[bytes] | int = subprocess.DEVNULL
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Start FFmpeg; yield it and its standard output.  It is over when the block is.

    words: where its standard error goes; a file, for a pipe that nobody reads would stop it.

    Raises: UserError if it is not installed or cannot be started.
    """
    try:
        from imageio_ffmpeg import get_ffmpeg_exe
    except ImportError:
        raise UserError(NO_FFMPEG) from None
    try:
        child = subprocess.Popen(
            [get_ffmpeg_exe(), *QUIET, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, RuntimeError) as error:  # forbidden to run, or none for this machine
        raise UserError(
            f"FFmpeg, which reads films, cannot be started ({error}); install it again."
        ) from error
    with child:
        try:
            yield child, cast(IO[bytes], child.stdout)
        finally:
            child.kill()


def read_picture(output: IO[bytes]) -> NDArray[np.uint8] | None:
    """The next of a row of PPM pictures, uint8 [H, W, 3]; None at their end.

    PPM, for each picture says its own size: what turning and scaling made of it need not be known.
    """
    magic, size, depth = (output.readline() for _ in range(3))
    if (magic, depth) != (b"P6\n", b"255\n"):
        return None
    width, height = map(int, size.split())
    pixels = output.read(width * height * _COLOURS)
    if len(pixels) < width * height * _COLOURS:
        return None
    return np.frombuffer(pixels, np.uint8).reshape(height, width, _COLOURS)
