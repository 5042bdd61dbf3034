from __future__ import annotations

import pytest

from app.capture.audio_check import AudioCheck
from app.live.events import Level
from app.sound.events import DeviceEvent
from ui.bridge.events import CouldNotOpen, Ended, SoundChecked
from ui.models.device_test import LINGERS, DeviceTest, Phase

GOOD = AudioCheck(0.012, 34.0, -62.0, "good")
DEAD = AudioCheck(0.0, None, -100.0, "dead")


def test_a_voice_is_heard_for_a_moment_longer() -> None:
    test = DeviceTest()
    test.apply(Level(-20.0, 0.1), 10.0)
    assert not test.hears(10.0)
    test.apply(Level(-20.0, 0.9), 11.0)
    assert test.hears(11.0 + LINGERS)
    assert not test.hears(11.1 + LINGERS)
    assert test.level.at(11.0) == 0.0
    assert test.level.at(11.2) > 0.5


def test_a_check_runs_and_is_known() -> None:
    test = DeviceTest()
    test.begin()
    test.recall(DEAD)
    assert test.phase is Phase.RUNNING
    assert test.apply(SoundChecked(GOOD), 1.0)
    assert (test.phase, test.finding) == (Phase.KNOWN, GOOD)


def test_what_was_measured_earlier_is_recalled_but_not_over_what_is_new() -> None:
    test = DeviceTest()
    test.recall(None)
    assert test.phase is Phase.UNKNOWN
    test.recall(GOOD)
    assert test.finding == GOOD
    test.apply(SoundChecked(DEAD), 1.0)
    test.recall(None)
    assert test.finding == DEAD


def test_other_devices_are_not_measured_yet() -> None:
    test = DeviceTest()
    test.apply(SoundChecked(GOOD), 1.0)
    assert test.apply(DeviceEvent("speaker", "changed", None), 2.0)
    assert (test.phase, test.finding) == (Phase.UNKNOWN, None)


@pytest.mark.parametrize("event", [SoundChecked(None), CouldNotOpen("It broke."), Ended()])
def test_a_check_that_ends_otherwise_was_broken_off(event: object) -> None:
    test = DeviceTest()
    test.begin()
    assert test.apply(event, 1.0)
    assert test.phase is Phase.BROKEN_OFF
