"""How much faster than it plays a reply was made."""

from __future__ import annotations

import pytest

from omni_core.omni.real_time import real_time_factors

NOTHING = {"said_s": 0.0, "speech_s": 0.0, "diffusion_s": 0.0, "vocoder_s": 0.0}


def test_each_stage_counts_by_the_sound_it_made() -> None:
    stats = {
        "said_s": 8.0,  # and cancelled when half of it sounded
        "speech_s": 4.0,
        "talker_s": 2.0,
        "diffusion_s": 0.5,
        "vocoder_s": 0.5,
        "last_sound_s": 3.0,
    }
    assert real_time_factors(stats) == {
        "talker_real_time_factor": pytest.approx(0.25),
        "speech_real_time_factor": pytest.approx(0.25),
        "real_time_factor": pytest.approx(0.75),
    }


def test_where_nothing_sounded_there_is_no_ratio() -> None:
    assert set(real_time_factors(NOTHING).values()) == {0.0}
    only_said = {**NOTHING, "said_s": 2.0, "talker_s": 1.0}
    assert real_time_factors(only_said)["talker_real_time_factor"] == 0.5
    assert real_time_factors(only_said)["real_time_factor"] == 0.0
