"""The locks and the list of licences agree with pyproject.toml and with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bootstrap.environment import FLAVOURS, PLAIN

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, ...]]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return set(PIN.findall(text))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=! ;]", line, maxsplit=1)[0].lower() for line in requirements}


@pytest.mark.parametrize("lock", ["dev", "omni"])
def test_a_larger_set_holds_the_base_in_the_same_versions(lock: str) -> None:
    assert {pin[:2] for pin in pins("base")} <= {pin[:2] for pin in pins(lock)}


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert names(project["dependencies"]) <= {pin[0] for pin in pins("base")}
    assert names(project["optional-dependencies"]["dev"]) <= {pin[0] for pin in pins("dev")}


@pytest.mark.parametrize("lock", ["base", "dev", "omni"])
def test_what_must_stay_out_is_out(lock: str) -> None:
    held = {pin[0] for pin in pins(lock)}
    assert held.isdisjoint({"opencv-python", "av", "faster-whisper", "torch", "triton"})
    assert not any(name.startswith(("nvidia-", "cuda-")) for name in held)


def test_every_flavour_of_onnx_runtime_has_a_lock_of_its_own() -> None:
    """What it needs besides is in the base, with the plain one."""
    for flavour, package in FLAVOURS.items():
        (pin,) = [pin for pin in pins("base" if flavour == PLAIN else package) if "onnxr" in pin[0]]
        assert pin[0] == package


@pytest.mark.parametrize("lock", ["base", "dev", "omni", "onnxruntime-gpu", "onnxruntime-directml"])
def test_every_package_has_its_licence_written_down(lock: str) -> None:
    listed = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for name, version, *_ in pins(lock):
        assert re.search(rf"^\| {re.escape(name)} \|[^|]*\b{re.escape(version)}\b", listed, re.M), (
            f"{name} {version}: run packaging/third_party.py"
        )
