"""`visavis talk --engine omni` with a made-up checkpoint: many turns, a dump, every refusal."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch
from PIL import Image as Pillow

from app.cli.main import main
from omni_core.checkpoint.config import MediaTokens

REPLY = 4
CODES = 30
SAMPLES_A_CODE = 480
TOKENS = MediaTokens()
MERGED = 4
"""Patches that become one token."""

HIDDEN = 64
"""Width of the states of `tiny`."""


@pytest.fixture(scope="module")
def tiny(brief_checkpoint: Callable[[int], Path]) -> Path:
    return brief_checkpoint(CODES)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    noise = np.random.default_rng(1).integers(0, 256, (84, 140, 3), np.uint8)
    Pillow.fromarray(noise).save(path)
    return path


Result = tuple[int, str, str]


@pytest.fixture
def omni(home: Path, tiny: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """`visavis talk --engine omni --model tiny ARGS`; another --model in ARGS counts."""

    def run(*args: str | Path) -> Result:
        given = ["talk", "--engine", "omni", "--model", tiny, "--device", "cpu", "--greedy"]
        given += ["--set", f"conversation.max_reply_tokens={REPLY}", "--set", "omni.solver=euler"]
        given += args
        code = main([str(argument) for argument in given])
        out, err = capfd.readouterr()
        return code, out, err

    return run


def refused(result: Result, *words: str) -> None:
    code, out, err = result
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1, err
    assert all(word in err for word in words), err
    assert "Traceback" not in err


# -- a conversation -----------------------------------------------------------------------------


def test_many_turns_and_again_the_same(omni, photo, recordings, tmp_path):
    dump = tmp_path / "turn.npz"
    question = recordings / "what_time_is_it.wav"
    given = ["--text", "Good morning.", "--image", photo, "--audio", question]
    given += ["--audio", recordings / "grapefruit.wav", "--image", photo, "--text", "And now?"]
    given += ["--json", "--seed", 5, "--dump", dump]
    code, out, err = omni(*given)
    assert code == 0, err
    report = json.loads(out)
    turns = report["turns"]
    assert report["engine"] == "omni"
    assert [turn["heard"] for turn in turns] == ["Good morning.", None, None, "And now?"]
    used = [turn["context"]["used_tokens"] for turn in turns]
    assert used == sorted(set(used))  # each turn stands on the ones before
    with np.load(dump) as arrays:
        check_whole(dict(arrays), photos=2, clips=2)
        first = dict(arrays)

    code, out, _ = omni(*given)
    assert code == 0
    assert [turn["reply"] for turn in json.loads(out)["turns"]] == [t["reply"] for t in turns]
    with np.load(dump) as arrays:
        for name, before in first.items():
            if name in ("mel", "wave"):  # how many blocks go together depends on the moment
                far = np.abs(arrays[name] - before).max()
                assert far <= 0.02 * np.abs(before).max(), name
            else:
                assert np.array_equal(arrays[name], before), name


def check_whole(dump: dict[str, np.ndarray[Any, Any]], photos: int, clips: int) -> None:
    """The arrays of a dump agree with one another."""
    assert set(dump) == {
        *("prompt_ids", "position_ids", "reply_ids", "hidden"),
        *("voice", "speaker_token", "codec_codes", "mel", "noise", "wave"),
        *("log_mel", "audio_frames", "pixel_values", "pixel_grids", "pixel_stills"),
    }
    ids, positions, reply = dump["prompt_ids"], dump["position_ids"], dump["reply_ids"]
    assert positions.shape == (3, ids.size)
    assert positions.dtype == ids.dtype == reply.dtype == np.int64
    assert positions[:, 0].tolist() == [0, 0, 0]
    assert 0 < reply.size <= REPLY
    assert dump["hidden"].shape[0] - reply.size in (0, 1)  # one more for what ended it
    assert dump["hidden"].shape[1] == HIDDEN
    assert np.isfinite(dump["hidden"]).all()
    assert dump["audio_frames"].size == clips
    assert dump["log_mel"].shape == (128, dump["audio_frames"].sum())
    assert np.count_nonzero(ids == TOKENS.audio_bos) == clips
    grids = dump["pixel_grids"]
    assert grids.shape == (photos, 3)
    assert dump["pixel_stills"].tolist() == [True] * photos
    assert dump["pixel_values"].shape == (grids.prod(axis=1).sum(), 3 * 2 * 14 * 14)
    assert np.count_nonzero(ids == TOKENS.image) == grids.prod(axis=1).sum() // MERGED
    assert dump["voice"].tolist() == ["Chelsie"]
    codes = dump["codec_codes"].size
    assert 0 < codes <= CODES
    assert dump["mel"].shape == dump["noise"].shape == (2 * codes, 80)
    assert dump["wave"].shape == (codes * SAMPLES_A_CODE,)
    a_token = 4  # mel frames, of 10 ms each
    sound = np.count_nonzero(ids == TOKENS.audio)
    assert sound == pytest.approx(dump["log_mel"].shape[1] / a_token, abs=clips)


def test_text_alone_dumps_no_media(omni, tmp_path):
    code, out, err = omni("--text", "Hello", "--dump", tmp_path / "turn.npz")
    assert code == 0, err
    assert out.startswith("You: Hello\nVisavis: ")
    assert "of 32768 tokens]" in out
    with np.load(tmp_path / "turn.npz") as arrays:
        assert arrays["log_mel"].size == arrays["pixel_values"].size == 0
        assert arrays["position_ids"].tolist() == [list(range(arrays["prompt_ids"].size))] * 3


def test_a_reply_is_heard_in_the_voice_that_was_chosen(omni, tmp_path):
    waves = {}
    for voice in ("Chelsie", "Ethan"):
        file = tmp_path / f"{voice}.wav"
        code, out, err = omni(
            "--text", "Hello", "--seed", 3, "--json", "--out", file, "--set", f"omni.voice={voice}"
        )
        assert code == 0, err
        (turn,) = json.loads(out)["turns"]
        waves[voice], rate = soundfile.read(file)
        assert rate == 24000
        assert turn["speech_seconds"] == pytest.approx(waves[voice].size / rate, abs=0.001)
        assert turn["timings_ms"]["first_text"] < turn["timings_ms"]["done"]
    assert 0 < waves["Chelsie"].size <= CODES * SAMPLES_A_CODE
    assert not np.array_equal(waves["Chelsie"], waves["Ethan"])
    code, out, err = omni("--text", "Hello", "--set", "omni.voice=Nobody")
    assert code == 2
    assert "it has Chelsie, Ethan" in err


def test_text_alone_where_speech_is_not_wanted(omni, tmp_path):
    silent = ("--set", "omni.speaks=false")
    code, out, err = omni("--text", "Hello", "--json", *silent)
    assert code == 0, err
    assert json.loads(out)["turns"][0]["speech_seconds"] == 0
    refused(omni("--text", "Hello", "--out", tmp_path / "a.wav", *silent), "answers in text")


# -- what cannot be -----------------------------------------------------------------------------


@pytest.fixture
def unloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine may be loaded."""
    from app import engines

    def load(*_given: object, **_options: object) -> None:
        pytest.fail("an engine was loaded")

    monkeypatch.setattr(engines, "load_engine", load)


def test_no_checkpoint_there(omni, tmp_path):
    refused(omni("--text", "Hi", "--model", tmp_path / "none"), "There is no folder", "none")
    refused(omni("--text", "Hi", "--model", tmp_path), "config.json", "is missing")
    refused(omni("--text", "Hi", "--model", ""), "--model FOLDER", "models random")


def test_a_damaged_shard(omni, tiny, tmp_path):
    for file in tiny.iterdir():
        os.link(file, tmp_path / file.name)
    shard = next(tmp_path.glob("*.safetensors"))
    data = shard.read_bytes()
    shard.unlink()
    shard.write_bytes(data[:-1000])
    refused(omni("--text", "Hi", "--model", tmp_path), shard.name, "is cut off")


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has what must be missing")
def test_no_graphics_card(omni):
    refused(omni("--text", "Hi", "--device", "cuda"), "torch finds no cuda", "device cpu")


def test_an_unknown_device_or_format_or_context(omni):
    refused(omni("--text", "Hi", "--device", "abacus"), "There is no device 'abacus'")
    refused(omni("--text", "Hi", "--dtype", "int4"), "--dtype must be", "bfloat16")
    refused(omni("--text", "Hi", "--set", "omni.context=40000"), "between 512 and 32768")


@pytest.mark.parametrize("library", ["torch", "safetensors"])
def test_a_library_that_is_not_installed(omni, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)  # importing it fails from here on
    refused(omni("--text", "Hi"), f"needs {library}, which is not installed", "setup omni")


def test_a_library_that_does_not_start(omni, monkeypatch):
    """A build for another graphics card: its own library is not found."""
    imported = importlib.import_module

    def failing(name: str, package: str | None = None) -> object:
        if name == "torch":
            raise OSError("libcudart.so.12: cannot open shared object file\nmore")
        return imported(name, package)

    monkeypatch.setattr(importlib, "import_module", failing)
    refused(omni("--text", "Hi"), "torch is installed and does not start", "libcudart.so.12")


def test_options_of_the_other_engine(home, capfd, unloaded, tmp_path):
    for option, value in (("--dump", tmp_path / "a.npz"), ("--device", "cpu")):
        code = main(["talk", "--engine", "starter", "--text", "Hi", option, str(value)])
        out, err = capfd.readouterr()
        refused((code, out, err), f"{option} belongs to the omni engine; add --engine omni.")
    assert not (tmp_path / "a.npz").exists()


# -- a dump that cannot be written --------------------------------------------------------------


def test_a_place_for_the_dump_is_looked_at_first(omni, unloaded, photo, tmp_path):
    asked = ("--text", "Hi", "--json", "--dump")
    refused(omni(*asked, tmp_path / "none" / "a.npz"), "The folder of", "does not exist")
    refused(omni(*asked, tmp_path), "is a folder; give --dump the name of a file")
    shown = ("--image", photo, "--text", "Hi", "--dump", photo)
    refused(omni(*shown), "--dump", "would replace a file that is sent")


def test_a_disk_that_fills_up_costs_the_dump_alone(omni, photo, tmp_path):
    resource = pytest.importorskip("resource")
    target = tmp_path / "turn.npz"
    target.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Enough for the log and the timers, and too little for what the encoders got.
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    try:
        asked = ("--image", photo, "--text", "Hello", "--json", "--dump", target)
        code, out, err = omni(*asked)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code == 2
    assert json.loads(out)["turns"][0]["heard"] == "Hello"
    assert "turn.npz cannot be written (File too large); choose another --dump." in err
    assert target.read_text() == "old"
    assert list(tmp_path.glob(".visavis-*")) == []
