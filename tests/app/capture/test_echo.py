"""Echo cancellation through the whole capture path, in simulated rooms with real recordings."""

from __future__ import annotations

import numpy as np
import pytest

from app.capture.echo import EchoCanceller
from tests.app.capture.room import RATE, Parlour, clean, db, echo_of, load, raw
from tests.rig.correlation import find
from tests.rig.room import Room


@pytest.fixture(scope="module")
def far(recordings):
    speech = load(recordings / "languages" / "french.flac")
    return (0.1 * speech / speech.std())[: 8 * RATE].astype(np.float32)


@pytest.mark.parametrize(("seed", "delay"), [(1, 0.06), (2, 0.2), (3, 0.4)])
def test_the_rooms_echo_goes_when_its_delay_is_known(far, seed, delay):
    room = Room(seed, delay=delay)
    noise = room.noise(far.size, np.random.default_rng(seed))
    parlour = Parlour(EchoCanceller(), extra_delay=delay)
    blocks = parlour.run(far, echo_of(far, room) + noise)
    begin, steady = blocks[100:300], blocks[300:]
    assert db(raw(begin)) - db(clean(begin)) > 18
    assert db(raw(steady)) - db(clean(steady)) > 24
    state = blocks[-1].echo
    assert state is not None
    assert not state.converging
    assert state.removed_db > 20


def test_an_echo_that_comes_before_the_clocks_say_goes_too(far):
    room = Room(1)
    early = echo_of(far, room)[round(0.05 * RATE) :]
    near = np.concatenate([early, np.zeros(far.size - early.size, np.float32)])
    parlour = Parlour(EchoCanceller(), extra_delay=-0.05)
    blocks = parlour.run(far, near)[300:-20]
    assert db(raw(blocks)) - db(clean(blocks)) > 24


def test_a_person_who_talks_over_it_is_still_heard(far, recordings):
    room = Room(1)
    person = load(recordings / "grapefruit.wav")
    near = echo_of(far, room)
    begin = 4 * RATE
    near[begin : begin + person.size] += 0.1 * person / person.std()
    blocks = Parlour(EchoCanceller()).run(far, near)
    match = find(load(recordings / "grapefruit.wav", 16_000), clean(blocks))
    assert match.at == pytest.approx(4.048 * 16_000, abs=160)
    assert match.likeness > 0.7


def test_it_tells_when_it_has_heard_enough_of_the_speaker(far):
    parlour = Parlour(EchoCanceller())
    quiet = np.zeros(3 * RATE, np.float32)
    states = [block.echo for block in parlour.run(quiet, quiet)]
    assert all(state is not None and state.converging for state in states)
    states = [block.echo for block in parlour.run(far, echo_of(far, Room(1)))]
    assert states[-1] is not None
    assert not states[-1].converging
    parlour.microphone.speaker_changed()
    states = [block.echo for block in parlour.run(quiet, quiet)]
    assert all(state is not None and state.converging for state in states)


@pytest.mark.parametrize("pause", [0.021, 0.04])
def test_a_short_pause_of_the_speaker_is_soon_over(far, pause):
    room = Room(1)
    parlour = Parlour(EchoCanceller())
    parlour.run(far, echo_of(far, room))
    parlour.pause(pause)
    blocks = parlour.run(far, echo_of(far, room))[200:700]
    assert db(raw(blocks)) - db(clean(blocks)) > 27
    assert parlour.reference.jumps == 0


def test_after_a_long_one_the_canceller_soon_knows_the_room_again(far):
    room = Room(1)
    parlour = Parlour(EchoCanceller())
    parlour.run(far, echo_of(far, room))
    parlour.pause(0.09)
    blocks = parlour.run(far, echo_of(far, room))
    begun = next(place for place, block in enumerate(blocks) if block.may_echo)
    steady = blocks[begun + 100 : 700]
    assert db(raw(steady)) - db(clean(steady)) > 24
    assert not any(block.may_echo for block in steady[100:])
    assert parlour.reference.waits == 1


def test_a_speaker_that_is_stuck_does_not_hold_the_microphone_up(far):
    parlour = Parlour(EchoCanceller())
    parlour.run(far[:RATE], far[:RATE])
    parlour.speaker_plays = False
    blocks = parlour.run(far[:RATE], far[:RATE])
    assert len(blocks) > 90


def test_the_delay_is_kept_within_what_the_canceller_knows():
    echo = EchoCanceller()
    for delay in (-80.0, 12.4, 9_000.0):
        echo.set_delay(delay)
        echo.render(np.zeros(160, np.float32))
        assert not echo.capture(np.zeros(160, np.float32)).any()


def test_noise_suppression_takes_a_fan_away():
    noise = (np.random.default_rng(0).standard_normal(4 * RATE) * 0.01).astype(np.float32)
    quiet = np.zeros_like(noise)
    plain = Parlour(EchoCanceller()).run(quiet, noise)[200:]
    suppressed = Parlour(EchoCanceller(noise_suppression=True)).run(quiet, noise)[200:]
    assert db(clean(plain)) - db(clean(suppressed)) > 6


def test_noise_suppression_works_without_cancelling_the_echo_and_leaves_the_speech(recordings):
    speech = load(recordings / "grapefruit.wav")
    speech = (0.1 * speech / speech.std()).astype(np.float32)
    said = np.concatenate([np.zeros(3 * RATE), speech, np.zeros(RATE // 2)]).astype(np.float32)
    fan = (np.random.default_rng(0).standard_normal(said.size) * 0.01).astype(np.float32)
    quiet = np.zeros_like(said)
    echo = EchoCanceller(cancel_echo=False, noise_suppression=True)
    blocks = Parlour(echo).run(quiet, said + fan)
    before = blocks[150:300]
    assert db(raw(before)) - db(clean(before)) > 6
    there = blocks[300:]
    assert db(raw(there)) - db(clean(there)) < 3
    match = find(load(recordings / "grapefruit.wav", 16_000), clean(blocks))
    assert match.likeness > 0.85, "but for the deep tones, which the high-pass takes"
    playing = Parlour(EchoCanceller(cancel_echo=False)).run(speech, echo_of(speech, Room(1)))[100:]
    assert abs(db(raw(playing)) - db(clean(playing))) < 3
