"""Codes to sound in packets: as many blocks as wait and are due, and the same sound each way."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from omni_core.conversation import Cancel
from omni_core.speech.block_decoder import DecodingCancelledError
from omni_core.speech.calibration import CHUNKS
from tests.omni_core.speech.networks import CODES_A_BLOCK, FRAMES_A_BLOCK, random_codes
from tests.omni_core.speech.speaking import VOICE, said_at_once, stream, synthesis

HOP = synthesis().samples_per_frame
CONTEXT = synthesis().context.right


def test_the_first_packet_needs_two_blocks_of_codes_and_one_evaluation_a_time():
    speech = stream()
    speech.push(random_codes(2 * CODES_A_BLOCK - 1))
    assert not speech.ready
    speech.push(random_codes(1))
    assert speech.ready
    packet = speech.next_packet(Cancel())
    assert packet.size == (FRAMES_A_BLOCK - CONTEXT) * HOP
    assert speech.cost.blocks_computed == 2
    first = speech.cost.first
    assert first is not None
    assert (first.codes, first.blocks) == (2 * CODES_A_BLOCK, 2)
    assert (first.evaluations, first.vocoder_calls) == (synthesis().solver.evaluations, 1)
    assert not speech.ready


def test_codes_are_of_use_for_this_packet_and_the_next():
    speech = stream(growth=(1, 2, 6))
    assert speech.codes_of_use == (1 + 2 + 1) * CODES_A_BLOCK
    speech.push(random_codes(40 * CODES_A_BLOCK))
    speech.next_packet(Cancel())
    assert speech.codes_of_use == (1 + 2 + 6 + 1) * CODES_A_BLOCK
    speech.next_packet(Cancel())
    assert speech.codes_of_use == (3 + 6 + 6 + 1) * CODES_A_BLOCK


def test_chunks_grow_as_far_as_codes_wait():
    speech = stream()
    speech.push(random_codes(40 * CODES_A_BLOCK))
    before, chunks = 0, []
    while speech.ready:
        speech.next_packet(Cancel())
        chunks.append(speech.cost.blocks - before)
        before = speech.cost.blocks
    assert chunks == [*CHUNKS, 8, 8, 3]


def test_what_waits_is_not_waited_for_longer():
    speech = stream()
    for _ in range(10):
        speech.push(random_codes(CODES_A_BLOCK))
        while speech.ready:
            before = speech.cost.blocks
            speech.next_packet(Cancel())
            assert speech.cost.blocks == before + 1
    assert speech.cost.blocks == 9


@pytest.mark.parametrize("count", [1, 11, 12, 13, 24, 50])
@pytest.mark.parametrize("speed", [1.0, 1.25])
def test_a_reply_is_as_long_as_its_codes(count, speed):
    speech = stream(speed)
    assert said_at_once(random_codes(count), speed).size == speech.samples_of(count)
    if speed == 1.0:
        assert speech.samples_of(count) == count * 2 * HOP


def test_a_reply_without_codes_ends_at_once():
    speech = stream()
    assert not speech.ended
    speech.finish()
    assert speech.ended
    assert not speech.ready
    with pytest.raises(ValueError, match="No block"):
        speech.next_packet(Cancel())


@settings(max_examples=8)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6))
def test_sound_differs_by_chunks_alone(pieces):
    """Other pieces, other chunks; within what the schedule allows, the same sound."""
    codes = random_codes(sum(pieces))
    speech, packets, at = stream(), [], 0
    for size in pieces:
        speech.push(codes[at : at + size])
        at += size
        while speech.ready:
            packets.append(speech.next_packet(Cancel()))
    speech.finish()
    while speech.ready:
        packets.append(speech.next_packet(Cancel()))
    assert speech.ended
    ours, whole = np.concatenate(packets), said_at_once(codes)
    assert ours.shape == whole.shape
    assert np.abs(ours - whole).max() <= 0.02


def test_what_is_kept_is_what_was_heard():
    speech = stream()
    speech.keeps_mel = True
    codes = random_codes(30)
    speech.push(codes)
    speech.finish()
    packets = []
    while speech.ready:
        packets.append(speech.next_packet(Cancel()))
    mel = speech.mel
    assert mel.shape == (60, 80)
    assert speech.noise_of(60).shape == (60, 80)
    again = synthesis().vocoder(torch.from_numpy(mel)).numpy()
    assert np.abs(np.concatenate(packets) - again).max() < 1e-4


def test_a_cancelled_packet_is_none():
    speech, cancel = stream(), Cancel()
    speech.push(random_codes(24))
    cancel.set()
    with pytest.raises(DecodingCancelledError):
        speech.next_packet(cancel)


def test_an_unknown_voice_is_refused():
    parts = synthesis()
    assert list(parts.voices) == [VOICE]
    with pytest.raises(KeyError):
        parts.stream("Nobody", parts.noise(0))
