"""The command line with an engine that needs no models."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.cli.main import main
from app.engines import options_of
from tests.app.talk.scripted import ScriptedEngine


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        assert self.out.count("\n") == 1
        return json.loads(self.out)


class Loader:
    """In place of `app.engines`: counts how often an engine was loaded."""

    def __init__(self) -> None:
        self.engine = ScriptedEngine()
        self.loads: list[str] = []

    def load_engine(
        self, name: str, _settings: object, _folders: object, *, keeps_inputs: bool
    ) -> ScriptedEngine:
        self.loads.append(name)
        return self.engine


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> Loader:
    loader = Loader()
    module = ModuleType("app.engines")
    module.__dict__.update(load_engine=loader.load_engine, options_of=options_of)
    monkeypatch.setitem(sys.modules, "app.engines", module)
    return loader


@pytest.fixture
def talk(
    home: Path, loader: Loader, capfd: pytest.CaptureFixture[str]
) -> Callable[[Sequence[str | Path]], Run]:
    """`visavis talk ARGS` in this process: exit code, standard output, standard error."""

    def run(args: Sequence[str | Path]) -> Run:
        code = main(["talk", *map(str, args)])
        out, err = capfd.readouterr()
        return Run(code, out, err)

    return run
