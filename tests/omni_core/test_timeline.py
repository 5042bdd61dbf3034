import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.conversation import GapError, OverlapError
from omni_core.media import HEARING_RATE, AudioBlock
from omni_core.timeline import SoundTimeline


def block(first_sample: int, count: int) -> AudioBlock:
    return AudioBlock(np.full(count, 0.5, np.float32), first_sample / HEARING_RATE)


@given(st.lists(st.tuples(st.integers(0, 1600), st.integers(1, 500)), min_size=1, max_size=20))
def test_every_sample_lands_where_it_belongs(parts):
    timeline, position, heard = SoundTimeline(), 0, []
    for gap, count in parts:
        position += gap
        timeline, samples = timeline.accept(block(position, count))
        heard.append(samples)
        position += count
    length = sum(part.size for part in heard)
    assert length == position - parts[0][0]
    assert np.concatenate(heard).sum() == 0.5 * sum(count for _, count in parts)


def test_gaps_of_more_than_a_tenth_of_a_second_are_refused_and_change_nothing():
    timeline, _ = SoundTimeline().accept(block(0, 160))
    with pytest.raises(GapError):
        timeline.accept(block(160 + 1601, 160))
    assert timeline.accept(block(160, 160))[1].size == 160


def test_overlaps_are_refused_across_turns_too():
    timeline, _ = SoundTimeline().accept(block(1000, 160))
    timeline = timeline.after_turn()
    with pytest.raises(OverlapError):
        timeline.accept(block(1159, 160))
    assert timeline.accept(block(50_000, 160))[1].size == 160


def test_the_sound_is_a_copy():
    sound = block(0, 160)
    _, heard = SoundTimeline().accept(sound)
    heard[:] = 0
    assert sound.samples[0] == 0.5
