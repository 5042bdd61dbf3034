"""A short play of the monkey at the window; the long one is `python -m benchmarks.monkey`."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from benchmarks.monkey import Run, one_run
from ui.conversation.panel import ConversationPanel
from ui.desk import Desk
from ui.theme.style import Theme


def played(qapp: QApplication, theme: Theme, seed: int, actions: int) -> Run:
    run = one_run(qapp, theme, seed, actions)
    assert run.widgets == 0
    return run


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_is_done_to_the_window_breaks_it(
    qapp: QApplication, theme: Theme, seed: int
) -> None:
    run = played(qapp, theme, seed, 200)
    assert run.faults == []
    assert run.changed_buttons == []
    assert run.threads_left == []


def test_the_monkey_notices_what_goes_wrong(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ConversationPanel, "_copy_all", broken)
    run = played(qapp, theme, 1, 0)
    assert any("ZeroDivisionError" in fault for fault in run.faults)


def test_the_monkey_notices_a_button_that_does_its_work_no_more(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Desk.sleep_or_wake
    pressed: list[Desk] = []

    def tired(desk: Desk) -> None:
        if not pressed:
            whole(desk)
        pressed.append(desk)

    monkeypatch.setattr(Desk, "sleep_or_wake", tired)
    run = played(qapp, theme, 1, 0)
    assert [line.split(":")[0] for line in run.changed_buttons] == ["RoundButton Sleep"]


def test_the_monkey_notices_a_warning_of_qt(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warns(_: object) -> None:
        QPushButton().setFixedWidth(-5)

    monkeypatch.setattr(ConversationPanel, "_copy_all", warns)
    run = played(qapp, theme, 1, 0)
    assert any(fault.startswith("Qt: ") for fault in run.faults)
