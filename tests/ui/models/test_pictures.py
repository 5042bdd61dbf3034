from __future__ import annotations

import numpy as np

from omni_core.media import Image
from ui.models.pictures import MOST_WAITING, Pictures, Thumbnail, WaitingPicture


def small(name: str = "photo.jpg") -> Thumbnail:
    return Thumbnail(name, np.zeros((3, 4, 3), np.uint8))


def shown(model: Pictures, name: str = "photo.jpg") -> WaitingPicture:
    model.begin()
    return model.came(Image(np.zeros((3, 4, 3), np.uint8)), small(name))


def test_a_picture_is_read_waits_and_is_used() -> None:
    model = Pictures()
    assert not model.shown
    model.begin()
    assert (model.reading, model.shown) == (1, True)
    first = model.came(Image(np.zeros((3, 4, 3), np.uint8)), small())
    second = shown(model, "other.png")
    assert (model.reading, [picture.number for picture in model.waiting]) == (0, [1, 2])
    assert model.used((first.number, 9)) == (first.small,)
    assert model.waiting == [second]
    assert model.withdraw(second.number)
    assert not model.withdraw(second.number)
    assert not model.shown


def test_why_one_was_refused_stands_there_until_the_next_try() -> None:
    model = Pictures()
    model.begin()
    model.failed("It is no picture.")
    assert (model.reading, model.refusal, model.shown) == (0, "It is no picture.", True)
    model.begin()
    assert model.refusal == ""


def test_no_more_wait_than_can_be_seen() -> None:
    model = Pictures()
    for _ in range(MOST_WAITING - 1):
        shown(model)
    assert model.room == 1
    model.begin()
    assert model.room == 0
    model.failed("Damaged.")
    assert model.room == 1


def test_numbers_are_never_given_twice() -> None:
    model = Pictures()
    numbers = [shown(model).number for _ in range(2)]
    model.withdraw(numbers[1])
    assert shown(model).number not in numbers
