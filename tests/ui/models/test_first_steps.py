from __future__ import annotations

import pytest

from ui.models.first_steps import FirstSteps, Step, wanted


def test_they_lead_forward_and_back_and_end_after_the_last() -> None:
    steps = FirstSteps()
    assert (steps.step, steps.number, steps.first) == (Step.WELCOME, 1, True)
    steps.back()
    assert steps.step is Step.WELCOME
    steps.forward()
    assert steps.step is Step.DEVICES
    steps.forward()
    assert steps.step is Step.ENGINE
    assert steps.last
    steps.back()
    assert steps.step is Step.DEVICES
    steps.forward()
    steps.forward()
    assert steps.over


@pytest.mark.parametrize("seen", range(3))
def test_each_can_be_skipped_and_all_begun_again(seen: int) -> None:
    steps = FirstSteps()
    for _ in range(seen):
        steps.forward()
    steps.skip()
    assert steps.over
    steps.begin()
    assert (steps.step, steps.over) == (Step.WELCOME, False)


@pytest.mark.parametrize("settings_exist", [False, True])
@pytest.mark.parametrize("seen", [False, True])
def test_only_a_first_start_wants_them(settings_exist: bool, seen: bool) -> None:
    assert wanted(settings_exist=settings_exist, seen=seen) == (not settings_exist and not seen)
