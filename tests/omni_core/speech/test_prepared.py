"""Prepared graphs: found again, made again, never half there."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omni_core.checkpoint.errors import CheckpointError
from omni_core.conversation import EngineError
from omni_core.speech import comparison
from omni_core.speech import fingerprint as hashing
from omni_core.speech import prepared as module
from omni_core.speech.export import Recipe
from omni_core.speech.prepared import (
    DATA,
    GRAPH,
    GRAPHS,
    NOTE,
    STEP,
    VOCODER,
    Doing,
    Prepared,
    Stage,
    locate,
    prepare,
)
from omni_core.speech.providers import COREML, CPU, Opened, open_graph
from omni_core.speech.sessions import Session

Made = Callable[[str], tuple[Prepared, list[Stage]]]


class Copier:
    """In place of the exporter: hands out graphs that were exported before."""

    def __init__(self, source: Prepared) -> None:
        self._source = source
        self.written: list[str] = []
        self.before: Callable[[str], None] = lambda _name: None
        self.behind: Callable[[Path], None] = lambda _file: None

    def write(self, recipe: Recipe, file: Path, _dtype: object) -> None:
        self.before(recipe.name)
        self.written.append(recipe.name)
        for name in (GRAPH, DATA):
            shutil.copy(self._source.folder / recipe.name / name, file.with_name(name))
        self.behind(file)


@pytest.fixture
def copier(prepared_as: Made, monkeypatch: pytest.MonkeyPatch) -> Copier:
    copier = Copier(prepared_as("fp32")[0])
    monkeypatch.setattr(Recipe, "write", lambda self, file, dtype: copier.write(self, file, dtype))
    return copier


def folders(prepared: Prepared) -> set[str]:
    return {path.name for path in prepared.folder.iterdir() if path.is_dir()}


def test_what_is_reported_and_noted(prepared_as: Made) -> None:
    prepared, stages = prepared_as("fp32")
    assert prepared.is_ready
    assert folders(prepared) == set(GRAPHS)
    hashed = [stage.share for stage in stages if stage.doing is Doing.HASHING]
    assert hashed == sorted(hashed)
    assert hashed[-1] == 1.0
    assert [(s.doing, s.graph, s.made) for s in stages if s.doing is not Doing.HASHING] == [
        (Doing.EXPORTING, STEP, False),
        (Doing.COMPARING, STEP, False),
        (Doing.READY, STEP, True),
        (Doing.EXPORTING, VOCODER, False),
        (Doing.COMPARING, VOCODER, False),
        (Doing.READY, VOCODER, True),
    ]
    for name in GRAPHS:
        folder = prepared.folder / name
        assert {file.name for file in folder.iterdir()} == {GRAPH, DATA, NOTE}
        note = json.loads((folder / NOTE).read_text())
        assert 0 < note["error"] <= 1e-4
        assert set(note["files"]) == {GRAPH, DATA}


def test_the_second_time_nothing_is_made(
    speaking_checkpoint: Path, copier: Copier, tmp_path: Path
) -> None:
    first = prepare(speaking_checkpoint, tmp_path, "fp32")
    assert copier.written == [STEP, VOCODER]
    stages: list[Stage] = []
    second = prepare(speaking_checkpoint, tmp_path, "fp32", report=stages.append)
    assert second == first == locate(speaking_checkpoint, tmp_path, "fp32")
    assert copier.written == [STEP, VOCODER]
    assert stages == [Stage(Doing.READY, STEP), Stage(Doing.READY, VOCODER)]


def test_formats_are_kept_apart(speaking_checkpoint: Path, tmp_path: Path) -> None:
    places = {locate(speaking_checkpoint, tmp_path, dtype).folder for dtype in ("fp32", "fp16")}
    assert len(places) == 2


@pytest.mark.parametrize("stopped_at", GRAPHS)
@pytest.mark.parametrize("behind", [False, True], ids=["before", "while comparing"])
def test_an_interrupted_run_goes_on_where_it_was(
    speaking_checkpoint: Path, copier: Copier, tmp_path: Path, stopped_at: str, behind: bool
) -> None:
    def stop(name: str) -> None:
        if name == stopped_at:
            raise KeyboardInterrupt

    def stop_behind(file: Path) -> None:
        stop(file.parent.name.removesuffix(module.PART))

    if behind:
        copier.behind = stop_behind
    else:
        copier.before = stop
    with pytest.raises(KeyboardInterrupt):
        prepare(speaking_checkpoint, tmp_path, "fp32")
    place = locate(speaking_checkpoint, tmp_path, "fp32")
    assert not place.is_ready
    assert folders(place) == ({STEP} if stopped_at == VOCODER else set())
    copier.written, copier.before, copier.behind = [], lambda _n: None, lambda _f: None
    assert prepare(speaking_checkpoint, tmp_path, "fp32").is_ready
    assert copier.written == ([VOCODER] if stopped_at == VOCODER else [STEP, VOCODER])


def test_what_a_killed_run_left_is_cleared_away(
    speaking_checkpoint: Path, copier: Copier, tmp_path: Path
) -> None:
    left = locate(speaking_checkpoint, tmp_path, "fp32").folder / f"{STEP}{module.PART}"
    left.mkdir(parents=True)
    (left / "half a graph").write_bytes(b"half")
    prepared = prepare(speaking_checkpoint, tmp_path, "fp32")
    assert folders(prepared) == set(GRAPHS)
    assert not (prepared.folder / STEP / "half a graph").exists()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def writing(text: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_text(text)

    return write


DAMAGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "cut off": (DATA, cut),
    "one bit": (DATA, flip),
    "graph": (GRAPH, flip),
    "no weights": (DATA, Path.unlink),
    "no note": (NOTE, Path.unlink),
    "another note": (NOTE, writing('{"files": {}}')),
    "broken note": (NOTE, writing("{")),
    "odd note": (NOTE, writing('{"files": [1]}')),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_graph_alone_is_made_again(
    speaking_checkpoint: Path,
    copier: Copier,
    tmp_path: Path,
    damage: tuple[str, Callable[[Path], None]],
) -> None:
    prepared = prepare(speaking_checkpoint, tmp_path, "fp32")
    copier.written = []
    name, spoil = damage
    spoil(prepared.folder / VOCODER / name)
    assert not prepared.is_ready
    assert prepare(speaking_checkpoint, tmp_path, "fp32").is_ready
    assert copier.written == [VOCODER]


def test_a_copied_cache_is_hashed_and_trusted(
    speaking_checkpoint: Path, copier: Copier, tmp_path: Path
) -> None:
    prepared = prepare(speaking_checkpoint, tmp_path, "fp32")
    os.utime(prepared.graph(STEP), ns=(1, 1))
    assert prepared.is_ready


def test_a_graph_that_computes_something_else_is_refused(
    speaking_checkpoint: Path, copier: Copier, tmp_path: Path
) -> None:
    def swap(file: Path) -> None:
        data = file.with_name(DATA)
        content = bytearray(data.read_bytes())
        half = len(content) // 2
        data.write_bytes(bytes(len(content) - half) + bytes(content[:half]))

    copier.behind = swap
    with pytest.raises(EngineError, match=r"computes something else than torch on cpu") as raised:
        prepare(speaking_checkpoint, tmp_path, "fp32")
    assert raised.value.kind == "internal"
    assert folders(locate(speaking_checkpoint, tmp_path, "fp32")) == set()


@pytest.mark.parametrize("fails", [False, True])
def test_a_provider_that_computes_something_else_is_not_used(
    speaking_checkpoint: Path,
    copier: Copier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fails: bool,
) -> None:
    """fails: at running, which nobody knows when a graph is loaded.  The next one is taken."""
    tried: list[str] = []

    def opening(file: Path, wanted, device, threads, captures, without=()) -> Opened:
        best = CPU if COREML in without or wanted == CPU else COREML
        tried.append(best)
        return replace(open_graph(file, CPU, device, threads, captures), provider=best)

    def error_of(_recipe: Recipe, session: Session) -> float:
        if fails and session.provider == COREML:
            raise EngineError("internal", "Speech failed on coreml.")
        return 1e-2 if session.provider == COREML else 1e-6

    monkeypatch.setattr(comparison, "open_graph", opening)
    monkeypatch.setattr(comparison, "largest_error", error_of)
    prepared = prepare(speaking_checkpoint, tmp_path, "fp32")
    assert tried == [COREML, CPU] * len(GRAPHS)
    for name in GRAPHS:
        assert prepared.refused(name) == (COREML,)
        note = json.loads((prepared.folder / name / NOTE).read_text())
        assert (note["provider"], note["error"]) == (CPU, 1e-6)
    wanted = tmp_path / "wanted"
    with pytest.raises(EngineError, match=r"on coreml"):
        prepare(speaking_checkpoint, wanted, "fp32", COREML)


def test_what_an_older_note_does_not_say(prepared_as: Made, tmp_path: Path) -> None:
    source, _ = prepared_as("fp32")
    prepared = replace(source, folder=tmp_path)
    assert prepared.refused(STEP) == ()
    (tmp_path / STEP).mkdir()
    for text in ("{}", "[]", '{"refused": 3}', "{"):
        (tmp_path / STEP / NOTE).write_text(text)
        assert prepared.refused(STEP) == ()


def test_a_full_disk(
    speaking_checkpoint: Path, copier: Copier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_name: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    copier.before = full
    with pytest.raises(OSError, match="No space"):
        prepare(speaking_checkpoint, tmp_path, "fp32")
    assert folders(locate(speaking_checkpoint, tmp_path, "fp32")) == set()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=100))
    with pytest.raises(EngineError, match=r"takes 0\.0 GB and the cache .* has 0\.0 GB left"):
        prepare(speaking_checkpoint, tmp_path, "fp32")


def test_a_checkpoint_without_a_voice(made_up_checkpoint, tmp_path: Path) -> None:
    from omni_core.checkpoint.shapes import SHAPES, without_speech

    silent = made_up_checkpoint(without_speech(SHAPES["tiny"]))
    for call in (prepare, locate):
        with pytest.raises(EngineError, match="has no voice to prepare"):
            call(silent, tmp_path, "fp32")


class TestFingerprint:
    @pytest.fixture
    def checkpoint(self, speaking_checkpoint: Path, tmp_path: Path) -> Path:
        """A copy that may be changed."""
        return shutil.copytree(speaking_checkpoint, tmp_path / "copy")

    @staticmethod
    def key(checkpoint: Path, cache: Path, stages: list[Stage] | None = None) -> str:
        report = (lambda _stage: None) if stages is None else stages.append
        return locate(checkpoint, cache, "fp32", report).folder.name

    def test_the_same_wherever_it_lies(
        self, speaking_checkpoint: Path, checkpoint: Path, tmp_path: Path
    ) -> None:
        cache = tmp_path / "cache"
        assert self.key(checkpoint, cache) == self.key(speaking_checkpoint, cache)

    def test_hashed_once(self, checkpoint: Path, tmp_path: Path) -> None:
        cache = tmp_path / "cache"
        first, second, third = [], [], []
        key = self.key(checkpoint, cache, first)
        assert self.key(checkpoint, cache, second) == key
        assert first
        assert not second
        os.utime(next(checkpoint.glob("*.safetensors")))
        assert self.key(checkpoint, cache, third) == key
        assert third
        (cache / module.FOLDER / hashing.MEMORY).write_text("damaged")
        assert self.key(checkpoint, cache) == key

    def test_another_one_for_other_speech_only(self, checkpoint: Path, tmp_path: Path) -> None:
        cache = tmp_path / "cache"
        before = self.key(checkpoint, cache)
        file = next(checkpoint.glob("*.safetensors"))
        header_size = int.from_bytes(file.read_bytes()[:8], "little")
        header = json.loads(file.read_bytes()[8 : 8 + header_size])
        for part, changes in (("thinker.", False), ("token2wav.code2wav_dit", True)):
            name = next(name for name in header if name.startswith(part))
            content = bytearray(file.read_bytes())
            content[8 + header_size + header[name]["data_offsets"][0]] ^= 1
            file.write_bytes(content)
            after = self.key(checkpoint, cache)
            assert (after != before) == changes, part
            before = after

    def test_a_cache_that_cannot_be_written(self, checkpoint: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        key = self.key(checkpoint, tmp_path / "file")
        assert key == self.key(checkpoint, tmp_path / "cache")

    def test_a_damaged_checkpoint(self, checkpoint: Path, tmp_path: Path) -> None:
        cut(next(checkpoint.glob("*.safetensors")))
        with pytest.raises(CheckpointError, match="cut off"):
            prepare(checkpoint, tmp_path / "cache", "fp32")
