"""Pauses within sentences, before the running program."""

from __future__ import annotations

import pytest

from benchmarks import hands_free_pauses

pytestmark = [
    pytest.mark.rig,
    pytest.mark.usefixtures("rig_is_here"),
    pytest.mark.timeout(1800),
]

MOST_CUT_OFF = 3


def test_who_stops_to_think_is_let_finish_and_a_trial_leaves_no_trace(tmp_path):
    result = hands_free_pauses.run(tmp_path / "program", hands_free_pauses.SENTENCES)
    assert result["cut_off"] <= MOST_CUT_OFF
    assert result["ends_missed"] == 0
    assert result["actions_of_replies_not_heard"] == 0
