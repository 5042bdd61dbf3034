"""What a person is told when a library of the omni engine is missing or does not start."""

from __future__ import annotations

import importlib
import sys

import pytest

from app.errors import UserError
from app.omni_libraries import CORE_OF_GRAPHS, LIBRARIES, load_libraries


def sentence() -> str:
    with pytest.raises(UserError) as raised:
        load_libraries()
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_all_are_here() -> None:
    load_libraries()


@pytest.mark.parametrize("library", ["torch", "safetensors", "onnxruntime"])
def test_one_is_missing(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = importlib.import_module

    def failing(name: str, package: str | None = None) -> object:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named '{library}'", name=library)
        return imported(name, package)

    monkeypatch.setattr(importlib, "import_module", failing)
    told = sentence()
    assert f"needs {library}, which is not installed" in told
    assert "setup omni" in told


def test_one_flavour_of_onnx_runtime_took_the_files_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of two flavours that were installed, one was uninstalled: a folder is left, and no more."""
    monkeypatch.setitem(sys.modules, CORE_OF_GRAPHS, None)
    told = sentence()
    assert told.startswith("onnxruntime is installed in part")
    assert "docs/gpu.md" in told


@pytest.mark.parametrize("library", [*LIBRARIES, CORE_OF_GRAPHS])
def test_one_does_not_start(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build for a graphics card whose driver is not here."""
    imported = importlib.import_module

    def failing(name: str, package: str | None = None) -> object:
        if name == library:
            raise ImportError("libcudart.so.13: cannot open shared object file\nmore")
        return imported(name, package)

    monkeypatch.setattr(importlib, "import_module", failing)
    told = sentence()
    assert told.startswith(f"{library.partition('.')[0]} is installed and does not start (libcu")
