"""`visavis models prepare` as a person runs it."""

from __future__ import annotations

import errno
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from app.cli.main import main
from app.cli.prepare import PlainStages, StageBars
from app.omni_libraries import FOR_EXPORT, LIBRARIES
from omni_core.checkpoint.shapes import SHAPES, without_speech
from omni_core.speech import comparison
from omni_core.speech.export import Recipe
from omni_core.speech.prepared import DATA, GRAPH, Doing, Stage

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def models(home: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """`visavis models ARGS`: exit code, standard output, standard error."""

    def run(*args: str | Path) -> tuple[int, str, str]:
        code = main(["models", *map(str, args)])
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="module")
def tiny(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the graphs that were made, by something quicker than the exporter."""
    names: list[str] = []

    def write(recipe: Recipe, file: Path, _dtype: object) -> None:
        names.append(recipe.name)
        number = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy"]
        add = helper.make_node("Add", ["x", "x"], ["y"])
        graph = helper.make_graph([add], recipe.name, number[:1], number[1:])
        opset = [helper.make_opsetid("", 20)]
        onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=10), file)
        file.with_name(DATA).write_bytes(b"weights")

    monkeypatch.setattr(Recipe, "write", write)
    monkeypatch.setattr(comparison, "largest_error", lambda _recipe, _session: 1e-6)
    return names


def refused(result: tuple[int, str, str], *words: str) -> None:
    code, _, err = result
    assert code == 2
    assert err.count("\n") == 1, err
    assert all(word in err for word in words), err
    assert "Traceback" not in err


def test_made_once(models: Command, tiny: Path, home: Path, written: list[str]) -> None:
    code, out, err = models("prepare", tiny)
    assert (code, err) == (0, "")
    *lines, last = out.splitlines()
    assert [line for line in lines if line.startswith("checkpoint")][-1] == (
        "checkpoint: 100 % hashed"
    )
    assert [line for line in lines if not line.startswith("checkpoint")] == [
        "diffusion transformer: exporting",
        "diffusion transformer: comparing with torch",
        "diffusion transformer: ready",
        "vocoder: exporting",
        "vocoder: comparing with torch",
        "vocoder: ready",
    ]
    assert last.startswith(f"The speech of {tiny} is ready in fp32: 0.00 GB in {home / 'cache'}")
    code, out, err = models("prepare", tiny)
    assert (code, err) == (0, "")
    assert out.splitlines() == ["diffusion transformer: ready", "vocoder: ready", last]
    assert models("prepare", tiny, "--dtype", "fp16", "--provider", "cpu")[0] == 0
    assert written == ["step", "vocoder"] * 2


def test_a_damaged_graph(models: Command, tiny: Path, home: Path, written: list[str]) -> None:
    models("prepare", tiny)
    (graph,) = (home / "cache").glob(f"speech/*/vocoder/{GRAPH}")
    graph.write_bytes(b"")
    assert models("prepare", tiny)[0] == 0
    assert written == ["step", "vocoder", "vocoder"]


def test_interrupted(
    models: Command, tiny: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Recipe.write

    def interrupted(recipe: Recipe, file: Path, dtype: object) -> None:
        if recipe.name == "vocoder":
            raise KeyboardInterrupt
        write(recipe, file, dtype)  # pyright: ignore[reportArgumentType] - the fixture's own

    with monkeypatch.context() as patch:
        patch.setattr(Recipe, "write", interrupted)
        assert models("prepare", tiny)[0] == 130
    assert models("prepare", tiny)[0] == 0
    assert written == ["step", "vocoder"]


def test_a_checkpoint_that_cannot_be(
    models: Command, tiny: Path, tmp_path: Path, made_up_checkpoint: Callable[..., Path]
) -> None:
    refused(models("prepare", tmp_path / "nowhere"), "config.json", "is missing")
    silent = made_up_checkpoint(without_speech(SHAPES["tiny"]))
    refused(models("prepare", silent), "has no voice to prepare")
    damaged = shutil.copytree(tiny, tmp_path / "damaged")
    shard = next(damaged.glob("*.safetensors"))
    shard.write_bytes(shard.read_bytes()[:-1])
    refused(models("prepare", damaged), "cut off")


def test_a_full_disk(
    models: Command, tiny: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_recipe: Recipe, _file: Path, _dtype: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Recipe, "write", full)
        refused(models("prepare", tiny), "the disk is full; free some space")
    usage = shutil.disk_usage(tiny)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=100))
    refused(models("prepare", tiny), "takes 0.0 GB", "free some and run this again")


def test_a_cache_that_cannot_be_made(models: Command, tiny: Path, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("in the way")
    refused(models("prepare", tiny), "cache", "cannot be made")


def test_a_graph_that_is_wrong(
    models: Command, tiny: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "largest_error", lambda _recipe, _session: float("nan"))
    refused(models("prepare", tiny), "computes something else than torch on cpu (nan off)")


def test_wrong_options(models: Command, tiny: Path) -> None:
    refused(models("prepare", tiny, "--dtype", "int8"), "--dtype")
    refused(models("prepare", tiny, "--provider", "tpu"), "--provider")
    refused(models("prepare", tiny, "--provider", "directml"), "no provider directml", "cpu")


@pytest.mark.parametrize("library", [*LIBRARIES, *FOR_EXPORT])
def test_a_library_that_is_not_installed(
    models: Command, tiny: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # importing it fails from here on
    refused(models("prepare", tiny), f"needs {library}, which is not installed", "setup omni")


STAGES = [
    Stage(Doing.HASHING, share=0.1),
    Stage(Doing.HASHING, share=0.3),
    Stage(Doing.HASHING, share=1.0),
    Stage(Doing.EXPORTING, "step"),
    Stage(Doing.COMPARING, "step"),
    Stage(Doing.READY, "step", made=True),
    Stage(Doing.READY, "vocoder"),
]


def test_plain_lines() -> None:
    stream = io.StringIO()
    shown = PlainStages(stream)
    for stage in STAGES:
        shown.stage(stage)
    assert stream.getvalue().splitlines() == [
        "checkpoint: 30 % hashed",
        "checkpoint: 100 % hashed",
        "diffusion transformer: exporting",
        "diffusion transformer: comparing with torch",
        "diffusion transformer: ready",
        "vocoder: ready",
    ]


def test_bars_on_a_terminal() -> None:
    stream = io.StringIO()
    with StageBars(stream) as shown:
        for stage in STAGES:
            shown.stage(stage)
    assert "diffusion transformer: ready" in stream.getvalue()
    assert "vocoder: ready" in stream.getvalue()


@pytest.mark.slow
def test_with_the_real_exporter(models: Command, speaking_checkpoint: Path, home: Path) -> None:
    """Which says a lot of its own; a person reads nothing but the command's own words."""
    code, out, err = models("prepare", speaking_checkpoint)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == len(set(out.splitlines())) <= 4 + 6 + 1
    for note in (home / "cache").glob("speech/*/*/note.json"):
        assert 0 < json.loads(note.read_text())["error"] <= 1e-4
