"""Damaged and random files: one clear sentence, exit code 2, no engine loaded, nothing printed."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image as Pillow

SENTENCE = re.compile(r"\S.{10,400}[.]\n", re.DOTALL)
ROOT = Path(__file__).parents[3]


def check_refused(code: int, out: str, err: str) -> None:
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1, err
    assert SENTENCE.fullmatch(err), err
    assert "Traceback" not in err
    assert "Error" not in err


# -- damaged sound ----------------------------------------------------------------------------


def sound_of(kind: str, subtype: str | None) -> bytes:
    tones = np.sin(np.arange(16000) / 5) * np.sin(np.arange(16000) / 900) * 0.4
    memory = io.BytesIO()
    soundfile.write(memory, tones, 16000, format=kind, subtype=subtype)
    return memory.getvalue()


def cut(data: bytes, random: np.random.Generator) -> bytes:
    return data[: int(random.integers(1, len(data) * 9 // 10))]


def without_head(data: bytes, random: np.random.Generator) -> bytes:
    """Without its beginning: no sound file any more, and no photo."""
    return random.bytes(64) + data[64:]


def noise(data: bytes, random: np.random.Generator) -> bytes:
    return random.bytes(int(random.integers(1, 5000)))


def other_header(data: bytes, random: np.random.Generator) -> bytes:
    """Every field after the magic number random."""
    return data[:4] + random.bytes(60) + data[64:]


DAMAGES = [cut, without_head, noise, other_header]
SOUNDS = [("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"), ("WAV", "FLOAT")]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(("kind", "subtype"), SOUNDS)
def test_damaged_sound(talk, loader, tmp_path, kind, subtype, damage, seed):
    random = np.random.default_rng([seed, DAMAGES.index(damage), SOUNDS.index((kind, subtype))])
    file = tmp_path / "sound"
    file.write_bytes(damage(sound_of(kind, subtype), random))
    result = talk(["--audio", file, "--json"])
    check_refused(result.code, result.out, result.err)
    assert not loader.loads


@pytest.mark.parametrize("seed", range(30))
def test_sound_with_wrong_bytes_is_taken_or_refused(talk, tmp_path, seed):
    """Bytes changed anywhere: what still is sound may be heard, but nothing may break."""
    random = np.random.default_rng(seed)
    kind, subtype = [*SOUNDS, ("MP3", None)][seed % 5]
    data = bytearray(sound_of(kind, subtype))
    for place in random.integers(0, len(data) if seed % 2 else 100, 20):
        data[place] = random.integers(0, 256)
    file = tmp_path / "sound"
    file.write_bytes(data)
    result = talk(["--audio", file])
    if result.code:
        check_refused(result.code, result.out, result.err)
    else:
        assert "samples, 0 photos." in result.out
        assert result.err == ""


# -- damaged photos ---------------------------------------------------------------------------

PHOTOS = ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"]


def photo_of(kind: str) -> bytes:
    pixels = np.random.default_rng(1).integers(0, 256, (48, 64, 3), np.uint8)
    memory = io.BytesIO()
    Pillow.fromarray(pixels).save(memory, kind)
    return memory.getvalue()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("damage", [cut, without_head, noise])
@pytest.mark.parametrize("kind", PHOTOS)
def test_damaged_photo(talk, loader, tmp_path, kind, damage, seed):
    random = np.random.default_rng([seed, DAMAGES.index(damage), PHOTOS.index(kind)])
    file = tmp_path / "photo"
    file.write_bytes(damage(photo_of(kind), random))
    result = talk(["--image", file, "--text", "What is it?", "--json"])
    check_refused(result.code, result.out, result.err)
    assert not loader.loads


@pytest.mark.parametrize("seed", range(48))
def test_a_photo_with_wrong_bytes_is_taken_or_refused(talk, tmp_path, seed):
    random = np.random.default_rng(seed)
    data = bytearray(photo_of(PHOTOS[seed % len(PHOTOS)]))
    for place in random.integers(0, len(data) if seed % 2 else 100, 10):
        data[place] = random.integers(0, 256)
    file = tmp_path / "photo"
    file.write_bytes(data)
    result = talk(["--image", file, "--text", "What is it?"])
    if result.code:
        check_refused(result.code, result.out, result.err)
    else:
        assert "0 samples, 1 photos." in result.out
        assert result.err == ""


# -- what is no damaged file -------------------------------------------------------------------


def test_nothing_said(talk, loader):
    for args in (
        [],
        ["--image", "photo.jpg"],
        ["--text", "Hi", "--image", "photo.jpg"],
        ["--text", ""],
        ["--text", " \n"],
        ["--text", "x" * 100_000],
        ["--text", "\udcff"],
        ["--text", "Hi", "--sample"],
        ["--text", "Hi"] * 1001,
        [*["--image", "photo.jpg"] * 9, "--text", "Hi"],
    ):
        result = talk([*args, "--json"])
        check_refused(result.code, result.out, result.err)
    assert not loader.loads


def test_paths_of_no_file(talk, loader, tmp_path, recordings):
    names = ["", "missing", str(tmp_path), "x" * 5000, "zero\0byte", "new\nline", "/dev/zero", "~"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        names.append(str(tmp_path / "pipe"))
    for name in names:
        for args in (["--audio", name], ["--image", name, "--text", "Hi"]):
            result = talk(args)
            check_refused(result.code, result.out, result.err)
            if not name:  # as a shell's empty variable: not the folder one stands in
                assert result.err == f"{args[0]} is empty; give it the name of a file.\n"
    assert not loader.loads


def test_wrong_outputs(talk, loader, tmp_path, recordings):
    question = recordings / "grapefruit.wav"
    for name in ("", tmp_path, tmp_path / "no" / "a.wav", "/dev/full", "x" * 300, question):
        result = talk(["--audio", question, "--out", name])
        check_refused(result.code, result.out, result.err)
    assert not loader.loads
    assert soundfile.info(question).frames == 44_801


@pytest.mark.parametrize("seed", ["-1", "x", "1.5", str(2**32), "٣"])
def test_wrong_seeds(talk, seed):
    result = talk(["--text", "Hi", "--seed", seed])
    assert result.code == 2
    assert "--seed" in result.err
    assert result.err.count("\n") == 1


# -- through a process of its own --------------------------------------------------------------


def bomb(file: Path) -> None:
    """A PNG of 100 megapixels in a few kilobytes."""
    Pillow.new("1", (10_000, 10_000)).save(file, "PNG")


def hour(file: Path) -> None:
    with soundfile.SoundFile(file, "w", 16000, 1, format="FLAC") as recording:
        for _ in range(60):
            recording.write(np.zeros(60 * 16000, np.int16))


def damaged_mp3(file: Path) -> None:
    file.write_bytes(sound_of("MP3", None)[:-3000])


def lying_wav(file: Path) -> None:
    """A header that promises two gigabytes."""
    file.write_bytes(
        b"RIFF" + struct.pack("<I", 2**31 - 9) + sound_of("WAV", "PCM_16")[8:40]
        + struct.pack("<I", 2**31 - 5000) + bytes(2000)
    )  # fmt: skip


def folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.parametrize("make", [bomb, hour, damaged_mp3, lying_wav, folder])
def test_in_a_process_of_its_own(home, tmp_path, make: Callable[[Path], None]):
    file = tmp_path / "given"
    make(file)
    given = ["--image", file, "--text", "Hi"] if make is bomb else ["--audio", file]
    run = subprocess.run(
        [sys.executable, "-m", "app", "talk", *map(str, given), "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    check_refused(run.returncode, run.stdout, run.stderr)
