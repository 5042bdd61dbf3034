"""What a conversation gets to speak with: prepared graphs, or torch."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
import torch

from omni_core.checkpoint.weights import Weights
from omni_core.conversation import Cancel, EngineError
from omni_core.speech import runtime
from omni_core.speech.calibration import CHUNKS, FILE
from omni_core.speech.export import step_example, vocoder_example
from omni_core.speech.ode import RK4
from omni_core.speech.prepared import DATA, NOTE, Prepared, Stage, locate
from omni_core.speech.providers import CPU, CUDA
from omni_core.speech.runtime import (
    TORCH,
    WINDOWS,
    SpeechNetworks,
    calibrated,
    open_networks,
    open_synthesis,
)
from omni_core.speech.sessions import OrtStep
from omni_core.speech.step import LeftContext, Modulation
from tests.omni_core.speech.networks import CODES_A_BLOCK, random_codes, relative_error
from tests.omni_core.speech.speaking import stream

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


class TestBesideACard:
    """torch has a card, which torch's device without memory stands for here."""

    CARD = torch.device("meta")

    def test_a_graph_on_the_processor_is_no_gain(
        self, prepared_as: Made, speaking_checkpoint: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Whoever prepares with the usual ONNX Runtime would otherwise speak slower for it."""
        weights = Weights.open(speaking_checkpoint)
        prepared, _ = prepared_as("fp32")
        networks = open_networks(weights, prepared, self.CARD)
        assert (networks.runs_on, networks.device) == (TORCH, self.CARD)
        assert "it runs on torch, on meta" in caplog.messages[-1]
        assert open_networks(weights, prepared, self.CARD, wanted=CPU).runs_on == CPU

    def test_nor_is_one_that_went_to_the_processor_after_all(
        self,
        prepared_as: Made,
        speaking_checkpoint: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        monkeypatch.setattr(runtime, "installed_best", lambda: CUDA)  # and it does not start
        prepared, _ = prepared_as("fp32")
        networks = open_networks(Weights.open(speaking_checkpoint), prepared, self.CARD)
        assert networks.runs_on == TORCH
        assert "it runs on torch, on meta" in caplog.messages[-1]


def test_what_cannot_be_captured_runs_without(
    prepared_as: Made,
    speaking_checkpoint: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A session whose capture failed is of no use: it is opened anew."""
    asked: list[bool] = []
    opened = runtime.open_step

    def opening(*args, captures: bool = True, **more) -> OrtStep:
        asked.append(captures)
        return opened(*args, captures=captures, **more)

    def failing(_step: OrtStep, lengths: Iterable[int]) -> None:
        assert set(lengths) == {1, 2, 3, 4, 6, 7, 8, 9}
        raise EngineError("internal", "Speech failed on cuda.")

    monkeypatch.setattr(runtime, "open_step", opening)
    monkeypatch.setattr(OrtStep, "capture", failing)
    networks = open_networks(Weights.open(speaking_checkpoint), prepared_as("fp32")[0], HERE)
    assert networks.runs_on == CPU
    assert asked == [True, False]
    assert "speech is not captured on cpu: it does not take the graph" in caplog.messages
    assert torch.isfinite(spoken(networks)).all()


@pytest.mark.parametrize("first", [0, 1, 5])
def test_every_window_that_occurs_is_known(first: int) -> None:
    """What is not captured when an engine loads never is."""
    for blocks in range(1, 13):
        speech, occurred = stream(), []
        pieces = min(first, blocks), max(blocks - first, 0)
        for number, piece in enumerate(pieces, start=1):
            speech.push(random_codes(piece * CODES_A_BLOCK))
            if number == len(pieces):
                speech.finish()
            while speech.ready:
                before = speech.cost.blocks_computed
                speech.next_packet(Cancel())
                occurred.append(speech.cost.blocks_computed - before)
        assert set(occurred) <= WINDOWS, (first, blocks)


def test_a_length_is_drawn_once(prepared_as: Made, speaking_checkpoint: Path, monkeypatch) -> None:
    """Drawing takes longer than a card takes to evaluate, and would be measured with it."""
    networks = open_networks(Weights.open(speaking_checkpoint), prepared_as("fp32")[0], HERE)
    drawn: list[int] = []

    def drawing(config, length: int):
        drawn.append(length)
        return (step_example if config is networks.dit else vocoder_example)(config, length)

    monkeypatch.setattr(runtime, "step_example", drawing)
    monkeypatch.setattr(runtime, "vocoder_example", drawing)
    for run in (runtime.step_run(networks), runtime.vocoder_run(networks)):
        for length in (2, 3, 2, 2):
            run(length)
    assert drawn == [2, 3, 2, 3]


def test_a_card_meets_every_length_before_anybody_waits(
    prepared_as: Made, speaking_checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared, _ = prepared_as("fp32")
    weights = Weights.open(speaking_checkpoint)
    here = open_networks(weights, prepared, HERE)
    lengths: dict[str, list[int]] = {"step": [], "vocoder": []}
    for name, noted in lengths.items():
        monkeypatch.setattr(runtime, f"{name}_run", lambda _networks, noted=noted: noted.append)
    synthesis = partial(open_synthesis, weights, prepared, {}, HERE, "euler")
    synthesis()
    assert lengths == {"step": [], "vocoder": []}
    monkeypatch.setattr(runtime, "open_networks", lambda *_: replace(here, runs_on=CUDA))
    synthesis()
    assert set(lengths["step"]) == WINDOWS
    assert lengths["vocoder"] == [24, 48, 64]
    for runs_on, device, is_card in (
        (TORCH, "cpu", False),
        (TORCH, "meta", True),
        (CPU, "cpu", False),
    ):
        there = replace(here, runs_on=runs_on, device=torch.device(device))
        assert there.on_a_card == is_card
