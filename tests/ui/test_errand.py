from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from app.errors import UserError
from ui.bridge.errand import Errand


def test_what_is_found_comes_on_the_windows_thread(qtbot: QtBot) -> None:
    came: list[tuple[object, str]] = []
    errand = Errand(lambda: threading.current_thread().name)
    errand.came.connect(lambda found: came.append((found, threading.current_thread().name)))
    errand.go()
    qtbot.waitUntil(lambda: bool(came))
    assert came == [("errand", threading.current_thread().name)]


def test_one_goes_at_a_time(qtbot: QtBot) -> None:
    let_go, begun = threading.Event(), []

    def work() -> int:
        begun.append(1)
        let_go.wait(10)
        return 1

    errand = Errand(work)
    errand.go()
    errand.go()
    let_go.set()
    assert errand.join(10)
    assert begun == [1]


def test_a_failure_is_quiet(qtbot: QtBot) -> None:
    def work() -> int:
        raise UserError("The disk is full.")

    errand = Errand(work)
    errand.go()
    assert errand.join(10)
