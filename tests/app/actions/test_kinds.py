from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.actions.kinds import CancelEntry, Entry, SetEntry, read_action
from app.errors import UserError
from omni_core.conversation import Action

DUE = "2025-03-04T18:15:00+01:00"


def test_a_timer_is_read_with_its_time_in_utc() -> None:
    action = Action("timer.set", {"id": "1", "seconds": 300, "label": "the eggs", "due": DUE})
    due = datetime(2025, 3, 4, 17, 15, tzinfo=UTC)
    assert read_action(action) == SetEntry(Entry("1", "timer", "the eggs", due))


def test_a_reminder_and_a_cancel_are_read() -> None:
    action = Action("reminder.set", {"id": "2", "text": "to eat", "due": DUE})
    command = read_action(action)
    assert isinstance(command, SetEntry)
    assert (command.entry.kind, command.entry.label) == ("reminder", "to eat")
    assert read_action(Action("timer.cancel", {"id": "1"})) == CancelEntry("1")


@pytest.mark.parametrize("kind", ["lamp.set", "timer", "timer.", "timer.snooze", ".set", ""])
def test_other_actions_are_nobodys_matter_here(kind: str) -> None:
    assert read_action(Action(kind, {"id": "1", "due": DUE})) is None


@pytest.mark.parametrize(
    ("kind", "data", "word"),
    [
        ("timer.cancel", {}, "id"),
        ("timer.cancel", {"id": 5}, "id"),
        ("timer.set", {"id": "1", "due": DUE}, "label"),
        ("reminder.set", {"id": "1", "label": "x", "due": DUE}, "text"),
        ("timer.set", {"id": "1", "label": ""}, "due"),
        ("timer.set", {"id": "1", "label": "", "due": "soon"}, "time"),
        ("timer.set", {"id": "1", "label": "", "due": "2025-03-04T18:15:00"}, "zone"),
        ("timer.set", {"id": "1", "label": "", "due": "0001-01-01T00:00:00+05:00"}, "time"),
    ],
)
def test_incomplete_data_is_refused_in_a_sentence(kind: str, data: dict, word: str) -> None:
    with pytest.raises(UserError, match=word) as refusal:
        read_action(Action(kind, data))
    assert str(refusal.value).endswith(".")
