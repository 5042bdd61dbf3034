"""Long conversations with the running program on the rig, as the benchmarks hold them."""

from __future__ import annotations

import pytest

from benchmarks import hands_free, hands_free_barge_in

pytestmark = [
    pytest.mark.rig,
    pytest.mark.usefixtures("rig_is_here"),
    pytest.mark.timeout(1800),  # they last as long as the conversation, and then look at it
]

CONVERSATION_MINUTES = 10.0
TURNS = 40
OVER_REPLIES, SPARE = 20, 6
"""The spare ones are for replies that end before they are talked over."""


def test_ten_minutes_over_its_own_echo(tmp_path):
    result = hands_free.run(tmp_path / "program", CONVERSATION_MINUTES, "talk", {})
    assert result["turns"] >= TURNS
    assert result["answered"] == result["turns"]
    assert result["self_interruptions"] == 0
    assert result["replies_with_a_gap"] == 0
    assert result["microphone"]["lost_seconds"] == 0
    assert result["microphone"]["dropped_blocks"] == 0


def test_it_stops_for_words_and_goes_on_after_noises(tmp_path):
    often = OVER_REPLIES + SPARE
    plan = hands_free_barge_in.scripts(often, often)
    result = hands_free_barge_in.run(tmp_path / "program", plan, "barge_in", {})
    assert result["interruptions"] >= OVER_REPLIES
    assert result["caught"] == result["interruptions"]
    assert result["within_one_word"] == result["histories"]
    assert not result["cut_by_noise"]
