"""Where there can be no window, the command says so, or holds the sample conversation."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from app.cli.main import main


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VISAVIS_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_without_a_display_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gui"]) == 2
    assert capsys.readouterr().err.startswith("No display was found")


def test_without_the_library_it_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert main(["gui"]) == 2
    assert "PySide6" in capsys.readouterr().err


def test_a_start_without_a_display_holds_the_sample(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[argparse.Namespace] = []

    def talk(args: argparse.Namespace) -> int:
        asked.append(args)
        return 0

    monkeypatch.setattr("app.cli.talk.run", talk)
    assert main(["gui", "--or-sample"]) == 0
    assert asked[0].sample
    err = capsys.readouterr().err
    assert "No display was found" in err
    assert "without a window" in err
