"""The rig for tests; where it cannot be, they are skipped, but for continuous integration."""

from __future__ import annotations

import os

import pytest

from tests.rig.needs import why_not


@pytest.fixture(scope="session")
def rig_is_here() -> None:
    """Skip, or fail where a missing rig would hide what was never tested."""
    reason = why_not()
    if reason is not None:
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
