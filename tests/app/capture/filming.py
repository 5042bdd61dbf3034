"""Makes real films of known pictures and sound, with FFmpeg's own program."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
from imageio_ffmpeg import get_ffmpeg_exe

LOSSLESS = ("-c:v", "ffv1", "-pix_fmt", "bgr0")
COMMON = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def run_ffmpeg(*arguments: str | Path, data: bytes = b"") -> None:
    command = [get_ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, input=data, check=True, timeout=60)


def numbered(count: int, height: int = 16, width: int = 32) -> np.ndarray:
    """Pictures uint8 [count, height, width, 3]; all red of the first is 0, of the second 1, ..."""
    pictures = np.zeros((count, height, width, 3), np.uint8)
    pictures[..., 0] = np.arange(count).reshape(-1, 1, 1)
    pictures[:, :, width // 2 :, 2] = 200  # a blue right half
    return pictures


def film_of(
    path: Path,
    pictures: np.ndarray,
    rate: int,
    sound: Path | None = None,
    *,
    coding: tuple[str, ...] = LOSSLESS,
    sound_coding: str = "pcm_s16le",
    before_pictures: tuple[str, ...] = (),
    before_sound: tuple[str, ...] = (),
) -> Path:
    """Write uint8 [n, H, W, 3] at `rate` pictures a second, with a sound file beside them."""
    height, width = pictures.shape[1:3]
    raw = (
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-s",
        f"{width}x{height}",
        "-framerate",
        str(rate),
    )
    arguments: list[str | Path] = [*before_pictures, *raw, "-framerate", str(rate), "-i", "-"]
    if sound is not None:
        arguments += [*before_sound, "-i", sound, "-map", "0:v", "-map", "1:a"]
        arguments += ["-c:a", sound_coding]
    run_ffmpeg(*arguments, *coding, path, data=pictures.tobytes())
    return path
