"""Whatever a session does, a conversation is given sound without gaps that it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.live.conversation_clock import ConversationClock
from omni_core.media import HEARING_RATE, AudioBlock, VideoFrame
from omni_core.timeline import SoundTimeline

pauses = st.floats(0.0, 30.0, allow_nan=False)
steps = st.lists(st.tuples(pauses, st.integers(1, 800), st.booleans()), min_size=1, max_size=12)


@given(first=pauses, steps=steps)
def test_no_gap_is_refused_and_all_sound_arrives(first, steps):
    clock, timeline, now = ConversationClock(), SoundTimeline(), first
    for pause, count, rewinds in steps:
        before = clock.heard, timeline
        now += pause
        placed = clock.place(AudioBlock(np.ones(count, np.float32), now))
        assert isinstance(placed, AudioBlock)
        timeline, samples = timeline.accept(placed)
        assert samples[-count:].all()
        assert timeline.next_sample == clock.heard
        now += count / HEARING_RATE
        if rewinds:
            clock.heard, timeline = before


def test_pictures_stay_where_they_were_among_the_sound():
    clock = ConversationClock()
    pixels = np.zeros((2, 2, 3), np.uint8)
    clock.place(AudioBlock(np.zeros(HEARING_RATE, np.float32), 5.0))
    clock.leave_out_until(19.5)
    frame = clock.place(VideoFrame(pixels, 20.0))
    block = clock.place(AudioBlock(np.zeros(HEARING_RATE, np.float32), 19.5))
    later = clock.place(VideoFrame(pixels, 20.8))
    assert isinstance(frame, VideoFrame)
    assert isinstance(block, AudioBlock)
    assert isinstance(later, VideoFrame)
    assert (frame.time, block.start, later.time) == pytest.approx((6.5, 6.0, 7.3), abs=1e-4)
    assert clock.place("typed") == "typed"
