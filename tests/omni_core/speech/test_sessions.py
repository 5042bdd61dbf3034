"""Both networks on ONNX Runtime against torch, with the same weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import onnxruntime
import pytest
import torch
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, RuntimeException
from torch import Tensor

from omni_core.checkpoint.weights import Weights
from omni_core.conversation import EngineError
from omni_core.speech.dit import TorchStep
from omni_core.speech.export import step_example, vocoder_example
from omni_core.speech.loading import read_network
from omni_core.speech.prepared import STEP, VOCODER, Prepared, Stage
from omni_core.speech.providers import CPU as ON_CPU
from omni_core.speech.providers import CUDA, Opened, open_graph
from omni_core.speech.sessions import (
    CAPTURE_RUNS,
    KEPT_WINDOWS,
    NOT_CAPTURED,
    OrtStep,
    OrtVocoder,
    Session,
    open_step,
    open_vocoder,
)
from omni_core.speech.step import LeftContext, Modulation, VelocityStep, Vocoder
from omni_core.speech.vocoder import TorchVocoder, read_vocoder
from tests.omni_core.speech.networks import relative_error

CPU = torch.device("cpu")
LARGEST = {"fp32": 1e-5, "fp16": 0.02}
"""A tenth of what a prepared graph is held to: these networks are shallow."""

Made = Callable[[str], tuple[Prepared, list[Stage]]]


def networks(
    prepared: Prepared, checkpoint: Path
) -> tuple[tuple[OrtStep, TorchStep], tuple[OrtVocoder, TorchVocoder]]:
    weights = Weights.open(checkpoint)
    step = open_step(prepared.graph(STEP), prepared.dit, None, CPU, threads=1)
    vocoder = open_vocoder(prepared.graph(VOCODER), prepared.vocoder, None, CPU, threads=1)
    return (
        (step, TorchStep(read_network(weights, prepared.dit, CPU, torch.float32))),
        (vocoder, TorchVocoder(read_vocoder(weights, prepared.vocoder, CPU))),
    )


def velocity(step: VelocityStep, given: tuple[Tensor, ...]) -> tuple[Tensor, Tensor, Tensor]:
    mel, condition, layers, out, keys, values, seen, last_own = given
    made, left = step(
        mel, condition, Modulation(layers, out), LeftContext(keys, values), seen, last_own
    )
    return made.clone(), left.keys.clone(), left.values.clone()


@pytest.mark.parametrize("dtype", ["fp32", pytest.param("fp16", marks=pytest.mark.slow)])
def test_as_torch_at_every_length(prepared_as: Made, speaking_checkpoint: Path, dtype: str) -> None:
    prepared, _ = prepared_as(dtype)
    (step, torch_step), (vocoder, torch_vocoder) = networks(prepared, speaking_checkpoint)
    for blocks in (1, 2, 3, 4, 7, 9):
        given = step_example(prepared.dit, blocks)
        for ours, expected in zip(velocity(step, given), velocity(torch_step, given), strict=True):
            assert ours.shape == expected.shape
            assert ours.dtype == torch.float32
            assert 0 < relative_error(ours, expected) <= LARGEST[dtype], blocks
    for frames in (1, 2, 24, 65, 230):
        (mel,) = vocoder_example(prepared.vocoder, frames)
        ours, expected = vocoder(mel), torch_vocoder(mel)
        assert ours.shape == (frames * prepared.vocoder.samples_per_frame,)
        assert 0 < relative_error(ours, expected) <= LARGEST[dtype], frames


def test_windows_of_one_length_share_their_tensors(
    prepared_as: Made, speaking_checkpoint: Path
) -> None:
    """What was handed out is overwritten; what was handed in never is."""
    prepared, _ = prepared_as("fp32")
    (step, torch_step), _ = networks(prepared, speaking_checkpoint)
    one, other = step_example(prepared.dit, 3), step_example(prepared.dit, 3)
    kept = [each.clone() for each in one]
    other[0].mul_(-1.0)
    mel, condition, layers, out, keys, values, seen, last_own = one
    first, left = step(
        mel, condition, Modulation(layers, out), LeftContext(keys, values), seen, last_own
    )
    before = first.clone()
    assert all(torch.equal(a, b) for a, b in zip(one, kept, strict=True))
    velocity(step, other)
    assert not torch.equal(first, before)
    # The left context handed back goes in again, as a decoder does it.
    again, _ = step(mel, condition, Modulation(layers, out), left, seen, last_own)
    expected, _ = torch_step(
        mel,
        condition,
        Modulation(layers, out),
        LeftContext(*velocity(torch_step, other)[1:]),
        seen,
        last_own,
    )
    assert relative_error(again, expected) <= LARGEST["fp32"]


def test_inputs_need_not_lie_in_order(prepared_as: Made, speaking_checkpoint: Path) -> None:
    prepared, _ = prepared_as("fp32")
    (step, _), (vocoder, _) = networks(prepared, speaking_checkpoint)
    given = step_example(prepared.dit, 2)
    scattered = tuple(each.T.contiguous().T if each.ndim == 2 else each for each in given)
    for ours, expected in zip(velocity(step, scattered), velocity(step, given), strict=True):
        assert torch.equal(ours, expected)
    (mel,) = vocoder_example(prepared.vocoder, 20)
    assert torch.equal(vocoder(mel.T.contiguous().T), vocoder(mel))


def test_more_lengths_than_are_kept(prepared_as: Made, speaking_checkpoint: Path) -> None:
    prepared, _ = prepared_as("fp32")
    (step, torch_step), _ = networks(prepared, speaking_checkpoint)
    for blocks in (*range(1, KEPT_WINDOWS + 3), KEPT_WINDOWS + 1):
        given = step_example(prepared.dit, blocks)
        ours, expected = velocity(step, given)[0], velocity(torch_step, given)[0]
        assert relative_error(ours, expected) <= LARGEST["fp32"], blocks


def test_packets_do_not_share_memory(prepared_as: Made, speaking_checkpoint: Path) -> None:
    prepared, _ = prepared_as("fp32")
    _, (vocoder, _) = networks(prepared, speaking_checkpoint)
    ours: Vocoder = vocoder
    (mel,) = vocoder_example(prepared.vocoder, 20)
    first = ours(mel)
    before = first.clone()
    ours(mel - 1.0)
    assert torch.equal(first, before)


def test_a_graph_that_fails_says_so(prepared_as: Made, speaking_checkpoint: Path) -> None:
    prepared, _ = prepared_as("fp32")
    _, (vocoder, _) = networks(prepared, speaking_checkpoint)
    with pytest.raises(EngineError, match="Speech failed on cpu") as raised:
        vocoder(torch.zeros(5, prepared.vocoder.mel_bins + 1))
    assert raised.value.kind == "internal"


class TestCapture:
    """CUDA graphs, as far as the processor goes: it takes the same calls, and ignores them."""

    @pytest.fixture
    def step(self, prepared_as: Made) -> OrtStep:
        prepared, _ = prepared_as("fp32")
        opened = open_graph(prepared.graph(STEP), ON_CPU, CPU, threads=1, captures=True)
        return OrtStep(Session(replace(opened, captures=True)), prepared.dit)

    @pytest.fixture
    def ran(self, step: OrtStep, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """The graphs asked for, run by run."""
        graphs: list[int] = []
        run = step._session.run

        def noting(binding, graph: int = NOT_CAPTURED) -> None:
            graphs.append(graph)
            run(binding, graph)

        monkeypatch.setattr(step._session, "run", noting)
        return graphs

    def test_lengths_that_are_named_and_no_others(
        self, step: OrtStep, ran: list[int], prepared_as: Made, speaking_checkpoint: Path
    ) -> None:
        """A capture in the middle of a conversation would fail, or what runs beside it."""
        prepared, _ = prepared_as("fp32")
        _, torch_step = networks(prepared, speaking_checkpoint)[0]
        step.capture((3, 2, 3))
        assert ran == [1] * CAPTURE_RUNS + [2] * CAPTURE_RUNS
        ran.clear()
        for blocks, graph in ((2, 1), (3, 2), (4, NOT_CAPTURED), (4, NOT_CAPTURED), (2, 1)):
            given = step_example(prepared.dit, blocks)
            ours, expected = velocity(step, given)[0], velocity(torch_step, given)[0]
            assert ran.pop() == graph
            assert relative_error(ours, expected) <= LARGEST["fp32"]

    def test_without_such_a_thing_nothing_is_run(self, prepared_as: Made) -> None:
        prepared, _ = prepared_as("fp32")
        step = open_step(prepared.graph(STEP), prepared.dit, None, CPU, threads=1)
        step.capture((2, 3))
        assert step._windows == {}


@pytest.mark.parametrize(
    ("raised", "kind", "told"),
    [
        (
            Fail("Failed to allocate memory for requested buffer"),
            "memory",
            "programs",
        ),
        (RuntimeException("CUDNN_STATUS_ALLOC_FAILED"), "memory", "not enough memory to speak"),
        (RuntimeError("CUDA failure 2: out of memory"), "memory", "choose a smaller context"),
        (RuntimeError("CUDA failure 700: an illegal memory access"), "internal", "device cpu"),
    ],
)
def test_what_a_card_may_fail_with(raised: Exception, kind: str, told: str) -> None:
    class Failing:
        def run_with_iobinding(self, binding, options) -> None:
            raise raised

    session = Session(Opened(cast("onnxruntime.InferenceSession", Failing()), CUDA, CPU))
    with pytest.raises(EngineError, match=told) as error:
        session.run(cast("onnxruntime.IOBinding", None))
    assert error.value.kind == kind
    assert "cuda" in str(error.value)


def test_numbers_out_of_order_are_never_bound(prepared_as: Made) -> None:
    prepared, _ = prepared_as("fp32")
    opened = open_graph(prepared.graph(VOCODER), ON_CPU, CPU, threads=1, captures=False)
    (mel,) = vocoder_example(prepared.vocoder, 20)
    with pytest.raises(ValueError, match="in order"):
        Session(opened).bind({"mel": mel.T.contiguous().T}, {})
