from __future__ import annotations

import pytest

from app.errors import UserError
from app.history.trouble import Trouble


def test_what_goes_wrong_is_told_once_until_it_is_right_again() -> None:
    told: list[str] = []
    trouble = Trouble(told.append)
    for problem in ("full", "full", None, "full again"):
        with trouble.told():
            if problem is not None:
                raise UserError(problem)
    assert told == ["full", "full again"]


def test_a_fault_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), Trouble(print).told():
        _ = 1 / 0
