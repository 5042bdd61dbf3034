from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.actions.runner import ActionRunner, Ring
from app.actions.store import ActionStore
from app.errors import UserError
from omni_core.conversation import Action
from omni_core.starter.skills.reminders import Reminders
from omni_core.starter.skills.skill import Context, Memory, Skill
from omni_core.starter.skills.timers import Timers


def actions(skill: Skill, words: str, now: datetime, memory: Memory | None = None):
    answer = skill.answer(words, Context(now, memory or Memory(), "", 1.0, lambda: None))
    assert answer is not None
    return answer


@pytest.fixture
def rings() -> list[Ring]:
    return []


@pytest.fixture
def runner(store: ActionStore, clock, rings: list[Ring]) -> ActionRunner:
    return ActionRunner(store, clock, rings.append)


def execute(runner: ActionRunner, skill: Skill, words: str, now: datetime) -> None:
    for action in actions(skill, words, now).actions:
        assert runner.execute(action)


def test_a_timer_of_a_reply_rings_when_it_is_due(runner, clock, rings) -> None:
    execute(runner, Timers(), "set a timer for the eggs for five minutes", clock.now)
    assert runner.next_due() == clock.now + timedelta(minutes=5)
    clock.pass_by(minutes=4, seconds=59.9)
    assert runner.step() == 0
    clock.pass_by(seconds=0.1)
    assert runner.step() == 1
    assert runner.step() == 0
    assert [ring.sentence for ring in rings] == ["Your timer for the eggs is done."]
    assert runner.next_due() is None


def test_what_came_due_while_the_computer_slept_says_when(runner, clock, rings) -> None:
    execute(runner, Timers(), "set a timer for the eggs for five minutes", clock.now)
    execute(runner, Reminders(), "remind me at half past six to call my mum", clock.now)
    clock.pass_by(hours=2)
    runner.step()
    assert [ring.sentence for ring in rings] == [
        "While this computer slept, your timer for the eggs ended "
        "at quarter past six in the evening.",
        "While this computer slept, I should have reminded you to call your mum "
        "at half past six in the evening.",
    ]


def test_a_reminder_rings_in_its_own_words(runner, clock, rings) -> None:
    execute(runner, Reminders(), "remind me at half past seven to call my mum", clock.now)
    clock.pass_by(hours=1, minutes=20, seconds=30)
    runner.step()
    assert [ring.sentence for ring in rings] == ["You asked me to remind you to call your mum."]


def test_a_cancelled_timer_never_rings(runner, clock, rings) -> None:
    answer = actions(Timers(), "set a timer for five minutes", clock.now)
    cancel = actions(Timers(), "cancel the timer", clock.now, answer.memory)
    for action in (*answer.actions, *cancel.actions):
        runner.execute(action)
    clock.pass_by(hours=1)
    assert runner.step() == 0
    assert rings == []


def test_executing_twice_rings_once(runner, clock, rings) -> None:
    (action,) = actions(Timers(), "set a timer for five minutes", clock.now).actions
    runner.execute(action)
    runner.execute(action)
    clock.pass_by(minutes=5)
    assert runner.step() == 1
    runner.execute(action)
    assert runner.step() == 0


def test_other_actions_are_left_to_others(runner) -> None:
    assert not runner.execute(Action("lamp.on", {}))
    with pytest.raises(UserError):
        runner.execute(Action("timer.set", {}))


def test_a_ring_that_fails_is_tried_again(store, clock, rings) -> None:
    def broken(ring: Ring) -> None:
        raise OSError("no sound device")

    execute(ActionRunner(store, clock, rings.append), Timers(), "5 minute timer", clock.now)
    clock.pass_by(minutes=5)
    with pytest.raises(OSError, match="no sound device"):
        ActionRunner(store, clock, broken).step()
    assert ActionRunner(store, clock, rings.append).step() == 1


def restart(path: Path, clock) -> str | None:
    store = ActionStore(path)
    runner = ActionRunner(store, clock, lambda ring: pytest.fail("it was told already"))
    told = runner.missed()
    assert runner.missed() is None
    runner.step()
    store.close()
    return told


def test_nothing_missed(path, store, runner, clock) -> None:
    execute(runner, Timers(), "set a timer for an hour", clock.now)
    assert restart(path, clock) is None


@pytest.mark.parametrize(
    ("off", "told"),
    [
        (
            timedelta(hours=1),
            "While I was off, your timer for the eggs ended at quarter past six in the evening.",
        ),
        (
            timedelta(hours=10),
            "While I was off, your timer for the eggs ended yesterday at quarter past six "
            "in the evening.",
        ),
        (
            timedelta(days=20),
            "While I was off, your timer for the eggs ended on the 4th of March at quarter past "
            "six in the evening.",
        ),
    ],
)
def test_a_missed_timer_is_told_at_the_next_start(
    path, runner, clock, off: timedelta, told: str
) -> None:
    execute(runner, Timers(), "set a timer for the eggs for five minutes", clock.now)
    clock.now += off
    assert restart(path, clock) == told


def test_many_missed_ones_make_one_sentence(path, runner, clock) -> None:
    execute(runner, Reminders(), "remind me at seven to eat", clock.now)
    for minutes in (5, 6, 7, 8):
        execute(runner, Timers(), f"set a timer for {minutes} minutes", clock.now)
        clock.pass_by(microseconds=1)
    clock.pass_by(hours=2)
    assert restart(path, clock) == (
        "While I was off, your timer ended at quarter past six in the evening, your timer ended "
        "at six sixteen in the evening, your timer ended at six seventeen in the evening and "
        "2 more were due."
    )


def test_a_missed_reminder(path, runner, clock) -> None:
    execute(runner, Reminders(), "remind me at seven to take my pills", clock.now)
    clock.pass_by(hours=2)
    assert restart(path, clock) == (
        "While I was off, I should have reminded you to take your pills "
        "at seven o'clock in the evening."
    )


def test_travel_and_clock_changes_do_not_move_a_timer(runner, clock, rings) -> None:
    clock.now = datetime(2025, 3, 30, 0, 55, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    execute(runner, Timers(), "set a timer for ten minutes", clock.now)
    assert runner.next_due() == datetime(2025, 3, 30, 1, 5, tzinfo=UTC)
    clock.now = datetime(2025, 3, 30, 1, 4, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    assert clock.now.hour == 3
    assert runner.step() == 0
    clock.now = datetime(2025, 3, 30, 1, 5, tzinfo=UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    assert runner.step() == 1
