"""Devices that come and go under the running program, as the benchmark pulls them."""

from __future__ import annotations

import pytest

from benchmarks import unplugged

pytestmark = [
    pytest.mark.rig,
    pytest.mark.usefixtures("rig_is_here"),
    pytest.mark.timeout(1800),
]


def test_twenty_pulled_plugs_and_a_killed_server(tmp_path):
    result = unplugged.run(tmp_path / "run", unplugged.TIMES)
    assert result["answered_after_return"] == unplugged.TIMES
    assert result["told_back"] == unplugged.TIMES
    assert result["told_twice"] == 0
    assert result["server_killed"]["answered"]
    assert result["running_at_the_end"]
