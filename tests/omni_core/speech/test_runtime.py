"""What a conversation gets to speak with: prepared graphs, or torch."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
import torch

from omni_core.checkpoint.weights import Weights
from omni_core.speech import runtime
from omni_core.speech.calibration import CHUNKS, FILE
from omni_core.speech.export import step_example, vocoder_example
from omni_core.speech.ode import RK4
from omni_core.speech.prepared import DATA, NOTE, Prepared, Stage, locate
from omni_core.speech.providers import CPU
from omni_core.speech.runtime import TORCH, SpeechNetworks, calibrated, open_networks
from omni_core.speech.step import LeftContext, Modulation
from tests.omni_core.speech.networks import relative_error

HERE = torch.device("cpu")
Made = Callable[[str], tuple[Prepared, list[Stage]]]


def spoken(networks: SpeechNetworks) -> torch.Tensor:
    """A velocity and a wave, end to end."""
    mel, condition, layers, out, keys, values, seen, last_own = step_example(networks.dit, 2)
    velocity, _ = networks.step(
        mel, condition, Modulation(layers, out), LeftContext(keys, values), seen, last_own
    )
    (mel,) = vocoder_example(networks.vocoder_config, 9)
    return torch.cat((velocity.flatten(), networks.vocoder(mel)))


def test_prepared_graphs_where_they_are(
    prepared_as: Made, speaking_checkpoint: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "omni_core.speech")
    weights = Weights.open(speaking_checkpoint)
    prepared, _ = prepared_as("fp32")
    graphs = open_networks(weights, prepared, HERE)
    assert (graphs.runs_on, graphs.device) == (CPU, HERE)
    missing = locate(speaking_checkpoint, tmp_path, "fp32")
    by_torch = open_networks(weights, missing, HERE)
    assert by_torch.runs_on == TORCH
    assert caplog.messages[-1] == "speech is not prepared; it runs on torch"
    assert relative_error(spoken(graphs), spoken(by_torch)) <= 1e-5


def test_graphs_that_do_not_load(
    prepared_as: Made, speaking_checkpoint: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whole as they were made, and yet nothing that ONNX Runtime knows."""
    source, _ = prepared_as("fp32")
    place = locate(speaking_checkpoint, tmp_path, "fp32")
    for name in source.folder.iterdir():
        if name.is_dir():
            made = place.folder / name.name
            made.mkdir(parents=True)
            (made / "graph.onnx").write_bytes(b"of another world")
            (made / DATA).write_bytes(b"")
            note = json.loads((name / NOTE).read_text())
            for file, entry in note["files"].items():
                state = (made / file).stat()
                entry |= {"size": state.st_size, "mtime_ns": state.st_mtime_ns}
            (made / NOTE).write_text(json.dumps(note))
    assert place.is_ready
    networks = open_networks(Weights.open(speaking_checkpoint), place, HERE)
    assert networks.runs_on == TORCH
    assert caplog.messages[-1] == "the prepared graphs do not load; speech runs on torch"


def test_calibrated_once(
    prepared_as: Made,
    speaking_checkpoint: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    networks = open_networks(Weights.open(speaking_checkpoint), prepared_as("fp32")[0], HERE)
    ticks = count()
    choice = calibrated(networks, tmp_path, clock=lambda: 1e-3 * next(ticks))
    # Every run takes a millisecond on this clock, however long its input.
    assert (choice.solver, choice.chunks) == (RK4.name, CHUNKS)
    assert (tmp_path / FILE).exists()
    monkeypatch.setattr(runtime, "measure", lambda *_: pytest.fail("measured again"))
    assert calibrated(networks, tmp_path) == choice
