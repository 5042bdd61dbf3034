"""What a long conversation takes of the processor and of memory."""

from __future__ import annotations

import pytest

from benchmarks import live_load

pytestmark = [
    pytest.mark.rig,
    pytest.mark.usefixtures("rig_is_here"),
    pytest.mark.timeout(1800),
]


def test_hearing_is_cheap_and_memory_flat(tmp_path):
    result = live_load.run(tmp_path / "program", live_load.MINUTES)
    assert result["quiet"]["hearing"] < live_load.LIMIT
    assert result["talking"]["hearing"] < live_load.LIMIT
    assert result["growth_of_medians"] < live_load.GROWTH_LIMIT
