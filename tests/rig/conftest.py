"""The rig for tests; where it cannot be, they are skipped, but for continuous integration."""

from __future__ import annotations

import os

import pytest

from tests.rig.needs import NEEDS, WINDOW_NEEDS, why_not


@pytest.fixture(scope="session")
def rig_is_here() -> None:
    """Skip, or fail where a missing rig would hide what was never tested."""
    _skip_without(why_not())


@pytest.fixture(scope="session")
def window_rig_is_here() -> None:
    """The same with a screen, a keyboard and a screen reader."""
    _skip_without(why_not((*NEEDS, *WINDOW_NEEDS)))


def _skip_without(reason: str | None) -> None:
    if reason is None:
        return
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
