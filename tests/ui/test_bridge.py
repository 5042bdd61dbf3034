"""What the session tells arrives, whatever a view does with it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.live.events import Told
from ui.bridge.bridge import Bridge
from ui.bridge.events import DeskEvent


def test_a_fault_in_a_view_stops_no_later_event(qtbot: QtBot) -> None:
    told: list[DeskEvent] = []

    def take(event: DeskEvent) -> None:
        told.append(event)
        if len(told) == 1:
            raise ZeroDivisionError

    bridge = Bridge(take)
    events: list[DeskEvent] = [Told(str(number)) for number in range(5)]
    with qtbot.captureExceptions() as faults:
        for event in events[:3]:
            bridge.mailbox.put(event)
        qtbot.waitUntil(lambda: told == events[:3])
        for event in events[3:]:
            bridge.mailbox.put(event)
        qtbot.waitUntil(lambda: told == events)
    assert [fault[0] for fault in faults] == [ZeroDivisionError]
