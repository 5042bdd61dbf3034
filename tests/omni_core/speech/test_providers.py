"""Which provider runs a graph, and what is said when it is not the wanted one."""

from __future__ import annotations

import logging
from pathlib import Path

import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper
from onnxruntime.capi.onnxruntime_pybind11_state import EPFail

from app.logs import PolicyFormatter
from omni_core.conversation import EngineError
from omni_core.labels import Label
from omni_core.speech import providers
from omni_core.speech.providers import (
    COREML,
    CPU,
    CUDA,
    DIRECTML,
    NOT_INSTALLED,
    NOT_STARTED,
    PROVIDERS,
    REFUSED,
    candidates,
    installed_best,
    open_graph,
    provider_named,
)

HERE = torch.device("cpu")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Doubles a number."""
    file = tmp_path_factory.mktemp("graph") / "double.onnx"
    number = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy"]
    add = helper.make_node("Add", ["x", "x"], ["y"])
    model = helper.make_model(
        helper.make_graph([add], "double", number[:1], number[1:]),
        opset_imports=[helper.make_opsetid("", 20)],
        ir_version=10,
    )
    onnx.save(model, file)
    return file


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture):
    """The log's lines as the program writes them."""
    caplog.set_level(logging.INFO, "omni_core.speech")
    return lambda: [PolicyFormatter().format(r).split(": ", 1)[1] for r in caplog.records]


def test_the_best_of_the_installed_flavour_first() -> None:
    every = list(PROVIDERS.values())
    assert candidates(None, every) == [CUDA, DIRECTML, COREML, CPU]
    assert candidates(None, [PROVIDERS[CPU], "AzureExecutionProvider"]) == [CPU]
    assert candidates(None, [PROVIDERS[CPU], PROVIDERS[DIRECTML]]) == [DIRECTML, CPU]


def test_a_wanted_one_comes_before_the_processor_alone() -> None:
    every = list(PROVIDERS.values())
    assert candidates(DIRECTML, every) == [DIRECTML, CPU]
    assert candidates(CPU, every) == [CPU]


def test_a_wanted_one_that_is_not_installed(said) -> None:
    assert candidates(CUDA, [PROVIDERS[CPU]]) == [CPU]
    assert said() == [f"speech does not run on cuda: {NOT_INSTALLED}"]


def test_those_that_computed_something_else_are_left_out_unless_they_are_wanted() -> None:
    every = list(PROVIDERS.values())
    assert candidates(None, every, (COREML, CUDA)) == [DIRECTML, CPU]
    assert candidates(None, every, (CPU,))[-1] is CPU, "there is nothing behind it"
    assert candidates(COREML, every, (COREML,)) == [COREML, CPU]


def test_the_best_of_what_is_installed_here() -> None:
    assert PROVIDERS[installed_best()] in onnxruntime.get_available_providers()


def test_names_people_use() -> None:
    assert provider_named("coreml") is COREML
    with pytest.raises(EngineError, match="'tpu'; choose one of cuda, directml, coreml, cpu"):
        provider_named("tpu")


def test_on_the_processor(graph: Path, said) -> None:
    opened = open_graph(graph, None, HERE, threads=1, captures=True)
    assert (opened.provider, opened.device, opened.stream) == (CPU, HERE, None)
    assert not opened.captures
    assert said()[-1] == "a graph of speech runs on cpu"


@pytest.mark.filterwarnings("ignore:Specified provider")  # of the plain flavour, which has none
def test_one_that_does_not_start(
    graph: Path, said, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """ONNX Runtime goes on with the processor of its own accord; that is noticed."""
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(PROVIDERS.values()))
    opened = open_graph(graph, CUDA, HERE, threads=1, captures=True)
    assert opened.provider == CPU
    assert said() == [
        f"speech does not run on cuda: {NOT_STARTED}",
        "a graph of speech runs on cpu",
    ]
    assert capfd.readouterr() == ("", ""), "the person's screen is not ONNX Runtime's"


def test_one_that_refuses_the_graph(graph: Path, said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(PROVIDERS.values()))
    real = providers._session

    def refusing(file, attempt, threads):
        if attempt.provider == DIRECTML:
            raise EPFail("a kernel is missing")
        return real(file, attempt, threads)

    monkeypatch.setattr(providers, "_session", refusing)
    assert open_graph(graph, DIRECTML, HERE, threads=1, captures=True).provider == CPU
    first, *_ = said()
    assert first.startswith(f"speech does not run on directml: {REFUSED}")
    assert "kernel is missing" not in first, "the log writes no text that is not our own"


def test_cuda_libraries_that_do_not_fit(graph: Path, said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where CUDA_PATH is set ONNX Runtime raises instead, and no exception of its own."""
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(PROVIDERS.values()))
    real = providers._session

    def refusing(file, attempt, threads):
        if attempt.provider == CUDA:
            raise RuntimeError("CUDA_PATH is set but CUDA wasn't able to be loaded.")
        return real(file, attempt, threads)

    monkeypatch.setattr(providers, "_session", refusing)
    assert open_graph(graph, CUDA, HERE, threads=1, captures=True).provider == CPU
    assert said()[0].startswith(f"speech does not run on cuda: {REFUSED}")


def test_what_each_provider_is_told(monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    """By ONNX Runtime's documentation; nothing here can check that it listens."""

    def options(provider: Label, device: torch.device) -> list[dict[str, str]]:
        return [dict(each.options) for each in providers._attempts(provider, device, captures=True)]

    assert options(CPU, HERE) == [{}]
    assert options(COREML, HERE) == [{"ModelFormat": "MLProgram"}]
    assert options(DIRECTML, HERE) == [{"performance_preference": "high_performance"}]

    def missing() -> None:
        print("Failed to load libcudart.so.13")  # noqa: T201

    monkeypatch.setattr(onnxruntime, "preload_dlls", missing)
    (alone,) = options(CUDA, HERE)
    assert capfd.readouterr().out == "", "the person's screen is not ONNX Runtime's"
    assert alone == {
        "device_id": "0",
        "use_tf32": "0",
        "cudnn_conv_algo_search": "HEURISTIC",
        "arena_extend_strategy": "kSameAsRequested",
    }


class CudaTorch:
    """Stands for torch built for CUDA, which this machine need not have."""

    class Stream:
        cuda_stream = 4711

        def __init__(self, device: torch.device) -> None:
            self.device = device


def test_a_card_is_asked_for_capture_first(
    graph: Path, said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(PROVIDERS.values()))
    monkeypatch.setattr(torch.cuda, "Stream", CudaTorch.Stream)
    asked: list[dict[str, str]] = []

    class Session:
        def get_providers(self) -> list[str]:
            return [PROVIDERS[CUDA], PROVIDERS[CPU]]

    def session(file, attempt, threads):
        asked.append(dict(attempt.options))
        if attempt.captures:
            raise EPFail("nodes on the processor")
        return Session()

    monkeypatch.setattr(providers, "_session", session)
    opened = open_graph(graph, None, torch.device("cuda:1"), threads=1, captures=True)
    assert (opened.provider, opened.captures) == (CUDA, False)
    assert opened.device == torch.device("cuda:1")
    assert [options.get("enable_cuda_graph") for options in asked] == ["1", None]
    assert {options["user_compute_stream"] for options in asked} == {"4711"}
    assert {options["device_id"] for options in asked} == {"1"}
    assert said() == [
        f"speech is not captured on cuda: {REFUSED}",
        "a graph of speech runs on cuda",
    ]


def test_a_file_that_is_no_graph(tmp_path: Path) -> None:
    file = tmp_path / "graph.onnx"
    for content in (b"", b"no graph", None):
        file.unlink() if content is None else file.write_bytes(content)
        with pytest.raises(EngineError, match="prepare the checkpoint again") as raised:
            open_graph(file, None, HERE, threads=1, captures=False)
        assert raised.value.kind == "model"
