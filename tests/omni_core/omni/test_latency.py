"""The parts of the time until the first sound, foreseen and measured."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from omni_core.omni.latency import FIRST_CODES, Costs, from_last_voiced, measured
from omni_core.speech.schedule import AHEAD_BLOCKS

COSTS = Costs(
    reading=0.05,
    thinker_step=0.01,
    talker_step=0.004,
    evaluation=0.002,
    evaluations=36,
    vocoder=0.015,
)


def test_as_the_design_adds_them_up() -> None:
    parts = COSTS.parts()
    assert astuple(parts) == pytest.approx((0.05, 24 * 0.014, 36 * 0.002, 0.015))
    assert parts.together == pytest.approx(0.05 + 0.336 + 0.072 + 0.015)


def test_the_first_packet_waits_for_the_codes_of_a_block_and_the_one_behind_it() -> None:
    codes_a_block = 12
    assert codes_a_block * (1 + AHEAD_BLOCKS) == FIRST_CODES


def test_a_confirmation_that_comes_later_decides() -> None:
    parts = COSTS.parts()
    assert from_last_voiced(parts, silence=0.2) == pytest.approx(0.2 + parts.together)
    assert from_last_voiced(parts, silence=0.2, confirmation=0.5) == pytest.approx(0.673)
    assert from_last_voiced(parts, silence=0.2, confirmation=1.5) == 1.5


def test_the_parts_of_a_reply_add_up_to_when_it_sounded() -> None:
    stats = {
        "read_s": 0.1,
        "first_token_s": 0.12,
        "first_code_s": 0.13,
        "first_sound_s": 0.9,
        "first_packet_diffusion_s": 0.3,
        "first_packet_vocoder_s": 0.05,
        "diffusion_s": 2.0,
    }
    parts = measured(stats)
    assert parts is not None
    assert astuple(parts) == pytest.approx((0.1, 0.45, 0.3, 0.05))
    assert parts.together == pytest.approx(stats["first_sound_s"])


def test_a_reply_without_sound_has_none() -> None:
    assert measured({"read_s": 0.1, "tokens": 3}) is None
