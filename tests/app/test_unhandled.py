"""What nobody caught is in the log, without its words."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

import pytest

from app.logs import LogFile, set_log_level, written_logs
from app.unhandled import unhandled_logged


def fails(words: str) -> None:
    raise ValueError(words)


class Doomed:
    def __del__(self) -> None:
        fails("Anna died")


@pytest.fixture(autouse=True)
def hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own, for pytest has put others in their place."""
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)


@pytest.mark.parametrize("level", ["info", "debug"])
@pytest.mark.parametrize("where", ["hook", "thread", "nowhere"])
def test_it_is_logged_and_shown_only_at_level_debug(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str, level: str
) -> None:
    with written_logs(tmp_path) as log:
        set_log_level(level)
        with unhandled_logged():
            happen(where)
    written = text(log)
    assert "ValueError" in written
    assert "in fails" in written
    assert "Anna" not in written
    assert ("Anna" in capsys.readouterr().err) == (level == "debug")


def happen(where: str) -> None:
    match where:
        case "hook":
            try:
                fails("Anna called")
            except ValueError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        case "thread":
            thread = threading.Thread(target=fails, args=("Anna went",))
            thread.start()
            thread.join()
        case _:
            Doomed()
            gc.collect()


def text(log: LogFile) -> str:
    return log.path.read_text(encoding="utf-8")


def test_ctrl_c_stays_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with written_logs(tmp_path) as log, unhandled_logged():
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert not log.path.exists()
