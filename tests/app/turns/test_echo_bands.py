"""A band that stands out of the echo, with a real voice from the speaker and simulated rooms."""

from __future__ import annotations

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.turns.echo_bands import EXCUSED_DB, LEAST_WINDOWS, UP_DB, EchoBands
from omni_core.media import HEARING_RATE
from tests.app.capture.room import echo_of, load
from tests.rig.room import Room

BLOCK = HEARING_RATE // 100
WINDOW_BLOCKS = 3
LOUDER_BY = 9.0


@pytest.fixture(scope="module")
def voice(recordings) -> NDArray[np.float32]:
    """What the speaker plays, 48 kHz: a recording over and over, 20 s."""
    once = load(recordings / "grapefruit.wav")
    once = 0.1 * once / once.std()
    return np.resize(once, 20 * 48_000).astype(np.float32)


def at_16_khz(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    return soxr.resample(samples, 48_000, HEARING_RATE).astype(np.float32)


def noise(seconds: float, db: float, seed: int = 1) -> NDArray[np.float32]:
    random = np.random.default_rng(seed)
    return (10 ** (db / 20) * random.standard_normal(round(seconds * HEARING_RATE))).astype("f4")


def hiss(db: float, seconds: float = 0.1) -> NDArray[np.float32]:
    """An S: noise above 4 kHz."""
    white = noise(seconds + 0.1, 0.0, seed=2)
    spectrum = np.fft.rfft(white)
    spectrum[: round(4000 * white.size / HEARING_RATE)] = 0
    sound = np.fft.irfft(spectrum)[: round(seconds * HEARING_RATE)]
    return (10 ** (db / 20) * sound / sound.std()).astype(np.float32)


def level(samples: NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.square(samples).mean()))


def run(
    bands: EchoBands, near: NDArray[np.float32], far: NDArray[np.float32], *, learns: bool = True
) -> NDArray[np.float64]:
    """What each block stands out by; every third one is learnt from."""
    beyond = []
    for number, first in enumerate(range(0, near.size - BLOCK + 1, BLOCK)):
        beyond.append(bands.hear(near[first : first + BLOCK], far[first : first + BLOCK]))
        if learns and number % WINDOW_BLOCKS == 0:
            bands.learn(bands.window())
    return np.array(beyond)


def scene(
    voice: NDArray[np.float32], room: Room
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What the microphone hears of `voice` over the room's noise, and `voice`; 16 kHz."""
    random = np.random.default_rng(room.seed)
    near = at_16_khz(echo_of(voice, room))
    return near + room.noise(near.size, random), at_16_khz(voice)


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.05, 0.1])
@pytest.mark.parametrize("echo_db", [-6.0, -20.0, 6.0])
def test_an_echo_alone_never_stands_out_once_the_room_is_known(voice, delay, echo_db):
    near, far = scene(voice, Room(2, delay=delay, echo_db=echo_db))
    beyond = run(EchoBands(), near, far)[300:]
    assert np.isfinite(beyond).all()
    assert beyond.max() < LOUDER_BY


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05])
def test_an_s_fainter_than_the_echo_stands_out_in_two_blocks(voice, delay):
    """The canceller takes it away for a tenth of a second."""
    near, far = scene(voice, Room(1, delay=delay))
    echo = level(near[5 * HEARING_RATE :])
    known = 5 * HEARING_RATE
    bands = EchoBands()
    run(bands, near[:known], far[:known])
    begins = [round(after * HEARING_RATE) // BLOCK for after in np.arange(0.3, 14.0, 0.7)]
    heard = near[known:].copy()
    for begin in begins:
        heard[begin * BLOCK :][: 10 * BLOCK] += hiss(echo - 10.0)
    beyond = run(bands, heard, far[known:], learns=False)
    caught = sum(beyond[begin : begin + 2].max() >= LOUDER_BY for begin in begins)
    assert caught >= 0.7 * len(begins), "elsewhere the voice has an S of its own"
    assert run(bands, near[known:], far[known:], learns=False).max() < LOUDER_BY


def test_before_a_second_of_the_speaker_nothing_is_known(voice):
    near, far = scene(voice, Room(1))
    beyond = run(EchoBands(), near, far)
    first = np.flatnonzero(np.isfinite(beyond))[0]
    assert LEAST_WINDOWS * WINDOW_BLOCKS <= first <= 2 * LEAST_WINDOWS * WINDOW_BLOCKS


def test_where_the_speaker_is_silent_what_is_louder_than_the_noise_stands_out(voice):
    near, far = scene(voice, Room(1, noise_db=-50.0))
    bands = EchoBands()
    run(bands, near, far)
    quiet = np.zeros(3 * HEARING_RATE, np.float32)
    assert run(bands, noise(3.0, -50.0), quiet)[50:].max() < LOUDER_BY
    assert run(bands, noise(0.1, -50.0) + hiss(-38.0), quiet).max() > LOUDER_BY


@pytest.fixture
def known(voice) -> EchoBands:
    """It knows a room, and how quiet that is."""
    bands = EchoBands()
    run(bands, *scene(voice, Room(1)))
    run(bands, noise(1.0, -62.0, seed=3), np.zeros(HEARING_RATE, np.float32))
    return bands


def breath(bands: EchoBands) -> float:
    """How far a breath stands out."""
    sound = hiss(-40.0)
    return float(run(bands, sound, np.zeros_like(sound), learns=False).max())


def test_a_breath_now_and_then_changes_little(known):
    first = breath(known)
    known.learn(known.window())
    assert first - breath(known) == pytest.approx(UP_DB, abs=0.01)


def test_what_was_mistaken_for_somebody_is_excused_and_that_is_forgotten_in_seconds(known):
    first = breath(known)
    known.excuse(known.window())
    assert breath(known) == pytest.approx(0.0, abs=0.01)
    quiet = noise(first / EXCUSED_DB, -62.0, seed=4)
    run(known, quiet, np.zeros_like(quiet))
    assert breath(known) == pytest.approx(first, abs=2.0)


def test_digital_silence_is_no_quieter_than_a_quiet_room(voice):
    near, far = scene(voice, Room(1, noise_db=-120.0))
    bands = EchoBands()
    run(bands, near, far)
    quiet = np.zeros(HEARING_RATE, np.float32)
    run(bands, quiet, quiet)
    assert run(bands, noise(0.1, -90.0), quiet[:1600], learns=False).max() < 0


@given(db=st.floats(-45, -15), by=st.floats(-30, 15), seed=st.integers(0, 1000))
def test_it_does_not_matter_how_loud_either_device_is(db, by, seed):
    """The same sound, `by` decibels louder at the microphone: known after a few seconds."""
    far = np.concatenate([np.zeros(HEARING_RATE, np.float32), noise(4.0, db, seed)])
    near = noise(5.0, -75.0, seed + 1) + (10 ** (by / 20) * far).astype(np.float32)
    beyond = run(EchoBands(), near, far)[300:]
    assert np.isfinite(beyond).all()
    assert beyond.max() < LOUDER_BY
