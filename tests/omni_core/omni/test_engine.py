"""Opening a checkpoint as an engine, and what is refused before anything is loaded."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from omni_core.checkpoint.errors import CheckpointError
from omni_core.conversation import EngineError, Options, StateError
from omni_core.omni.device import choose_device, choose_dtype
from omni_core.omni.engine import SHORTEST_CONTEXT, OmniEngine
from omni_core.thinker.chat_template import FILE


@pytest.fixture(scope="module")
def folder(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def test_an_engine_says_what_it_can_do_and_closes(folder: Path) -> None:
    engine = OmniEngine.load(folder, device="cpu", context=SHORTEST_CONTEXT)
    assert engine.capabilities.sees
    assert engine.limit == SHORTEST_CONTEXT
    with pytest.raises(EngineError, match="no voices yet"):
        engine.open(Options(voice="Chelsie"))
    engine.close()
    engine.close()
    with pytest.raises(StateError, match="closed"):
        engine.open(Options())


@pytest.mark.parametrize("context", [0, SHORTEST_CONTEXT - 1, 10**6])
def test_a_context_that_cannot_be_is_refused(folder: Path, context: int) -> None:
    with pytest.raises(EngineError, match="context must lie between"):
        OmniEngine.load(folder, device="cpu", context=context)


def test_a_folder_without_a_checkpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"config\.json"):
        OmniEngine.load(tmp_path, device="cpu")


def test_a_checkpoints_own_template_is_looked_at(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = tmp_path / "checkpoint"
    shutil.copytree(folder, copy)
    with caplog.at_level(logging.WARNING):
        OmniEngine.load(copy, device="cpu").close()
    assert caplog.text == ""
    (copy / FILE).write_text("{{ messages }}")
    with caplog.at_level(logging.WARNING):
        OmniEngine.load(copy, device="cpu").close()
    assert FILE in caplog.text
    (copy / FILE).write_text("{% if %}")
    with pytest.raises(CheckpointError, match="holds no template"):
        OmniEngine.load(copy, device="cpu")


@pytest.mark.parametrize("name", ["abacus", "cpu:1", "cuda:x", "cuda:99", "cpu:-1"])
def test_a_device_that_is_not_there(name: str) -> None:
    with pytest.raises(EngineError, match="device") as refused:
        choose_device(name)
    assert refused.value.kind == "device"


def test_devices_and_formats_by_name() -> None:
    cpu = choose_device("cpu")
    assert cpu == torch.device("cpu")
    assert choose_dtype("auto", cpu) == torch.float32
    assert choose_dtype("bfloat16", cpu) == torch.bfloat16
    with pytest.raises(EngineError, match="no number format"):
        choose_dtype("int3", cpu)
