"""The benchmark that people with a graphics card run: the same code on a processor, once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import gpu, report
from benchmarks.gpu_parts import LEFT_TOKENS, packets
from omni_core.omni.latency import Parts
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.prepared import Prepared, Stage

LENGTH = 12
"""Tenths of a second of sound, which these runs stop at."""


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "benchmarks" / "results"
    folder.parent.mkdir()
    monkeypatch.setattr(report, "RESULTS", folder)
    monkeypatch.setattr(gpu, "LONGEST_SOUND", LENGTH / 10)
    return folder


def run(checkpoint: Path, cache: Path, *more: str) -> int:
    quick = ["--context", "1100", "--rounds", "2", "--turns", "1", "--solver", "euler"]
    return gpu.main([str(checkpoint), "--device", "cpu", "--cache", str(cache), *quick, *more])


def test_everything_is_measured_and_told(
    prepared_as: Callable[[str], tuple[Prepared, list[Stage]]],
    speaking_checkpoint: Path,
    results: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepared, _ = prepared_as("fp32")
    assert run(speaking_checkpoint, prepared.folder.parents[1]) == 0
    told = capsys.readouterr().out
    result = json.loads((results / "gpu_cpu_given.json").read_text(encoding="utf-8"))
    expected = {"2 s of sound encoded", "a pair of frames encoded"}
    expected |= {f"{name} reads {LEFT_TOKENS} tokens" for name in ("Thinker", "Talker")}
    expected |= {"Thinker, a token behind 1000", "Thinker, choosing it"}
    expected |= {"Talker, a code behind 1000", "Talker, choosing it"}
    for runs_on in ("cpu", "torch"):
        expected |= {f"diffusion, {chunk + 1} blocks, {runs_on}" for chunk in CHUNKS}
        expected |= {f"vocoder, {frames} frames, {runs_on}" for frames in packets(24)}
    assert set(result["ms"]) == expected
    for name, times in result["ms"].items():
        assert 0 < times["least"] <= times["median"] <= times["most"], name
        assert re.search(rf"^{re.escape(name)} +[0-9.]+ +[0-9.]+ +[0-9.]+$", told, re.M), name
    parts = dict.fromkeys(Parts.__slots__, 0.0)
    latency = result["seconds_to_first_packet"]
    assert set(latency) == {*parts, "together", "from the last voiced sample"}
    modelled = {name: row["modelled"] for name, row in latency.items()}
    assert sum(modelled[name] for name in parts) == pytest.approx(modelled["together"])
    assert modelled["from the last voiced sample"] == pytest.approx(0.2 + modelled["together"])
    assert modelled["codes"] == pytest.approx(
        24e-3
        * sum(
            result["ms"][name]["median"]
            for name in result["ms"]
            if name.startswith(("Thinker, ", "Talker, "))
        )
    )
    (turn,) = result["turns"]
    assert latency["together"]["measured"]["median"] == pytest.approx(turn["first_sound_s"])
    assert turn["speech_s"] >= LENGTH / 10
    assert (result["runs_on"], result["device"], result["dtype"]) == ("cpu", "cpu", "float32")
    assert (result["checkpoint"], result["solver"]) == ("given", "euler")


def test_a_device_that_is_not_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert gpu.main(["--device", "abacus"]) == 1
    assert "There is no device 'abacus'" in capsys.readouterr().err
