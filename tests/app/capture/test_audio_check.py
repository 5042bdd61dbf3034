"""The audio check in rooms of known delay and loudness, and what is kept of it."""

from __future__ import annotations

import numpy as np
import pytest

from app.capture.audio_check import ADVICE, AudioCheck, AudioChecker, chime, measure
from app.capture.check_store import CheckStore
from app.capture.devices import Device
from app.capture.microphone import NearBlock
from app.playback.player import Player
from omni_core.media import HEARING_RATE
from tests.rig.room import Room

RNG = np.random.default_rng(1)
MICROPHONE = Device("microphone", "desk", "ALSA", "Desk", 1, 48_000)
SPEAKER = Device("speaker", "desk", "ALSA", "Desk", 2, 48_000)


def heard(delay: float, echo_db: float, noise_db: float = -62.0) -> tuple[np.ndarray, np.ndarray]:
    """Quiet, then the chime from 0.2 s on as a room gives it back."""
    room = Room(4, delay=max(delay, 0.0), echo_db=echo_db, noise_db=noise_db)
    played = np.zeros(2 * HEARING_RATE, np.float32)
    begin = round((0.2 + min(delay, 0.0)) * HEARING_RATE)
    sample = chime(HEARING_RATE)
    played[begin : begin + sample.size] = sample
    echo = np.convolve(played, room.impulse_response(HEARING_RATE))[: played.size]
    return room.noise(9_600, RNG), (echo + room.noise(played.size, RNG)).astype(np.float32)


@pytest.mark.parametrize("delay", [-0.05, 0.0, 0.08, 0.25, 0.45])
def test_delay_and_return_loss_are_found(delay):
    check = measure(*heard(delay, -6.0), sounded_after=0.2)
    assert check.delay == pytest.approx(delay, abs=0.003)
    assert check.return_loss_db == pytest.approx(6, abs=3)
    assert check.noise_db == pytest.approx(-62, abs=0.5)
    assert check.verdict == "good"


def test_headphones_are_no_echo():
    check = measure(*heard(0.1, -80.0), sounded_after=0.2)
    assert (check.verdict, check.delay, check.return_loss_db) == ("separate", 0.0, None)


def test_noise_loudness_and_silence_have_their_verdicts():
    assert measure(*heard(0.1, -6.0, noise_db=-40), sounded_after=0.2).verdict == "noisy"
    assert measure(*heard(0.1, -80.0, noise_db=-30), sounded_after=0.2).verdict == "noisy"
    assert measure(*heard(0.1, 9.0), sounded_after=0.2).verdict == "loud"
    nothing = np.zeros(16_000, np.float32)
    assert measure(nothing, nothing, sounded_after=0.2).verdict == "dead"


@pytest.mark.parametrize("advice", ADVICE.values())
def test_advice_is_one_sentence(advice):
    assert advice.count(".") == 1


def checked(*, alive: bool) -> AudioCheck:
    """A whole check on a fake clock: the player's blocks come back to the microphone 90 ms late."""
    player = Player(16_000)
    mixer = player.mixer
    checker = AudioChecker(player, 30.0)
    now = 30.0
    air = [np.zeros(160, np.float32)] * 9
    while True:
        out = np.zeros(160, np.float32)
        mixer.fill(out, now)
        air.append(out)
        samples = 0.5 * air.pop(0) + (0.001 * RNG.standard_normal(160)).astype(np.float32)
        blocks = [NearBlock(samples, samples, now, 0.0, None)] if alive else []
        result = checker.step(now, blocks, player.step(now))
        if result is not None:
            return result
        now += 0.01


def test_a_whole_check_plays_and_listens():
    check = checked(alive=True)
    assert check.delay == pytest.approx(0.09, abs=0.002)
    assert check.return_loss_db == pytest.approx(6, abs=0.5)


def test_a_microphone_that_brings_nothing_ends_the_check():
    assert checked(alive=False).verdict == "dead"


def test_checks_are_kept_a_pair_of_devices(tmp_path):
    store = CheckStore(tmp_path / "data")
    assert store.find(MICROPHONE, SPEAKER) is None
    check = AudioCheck(0.08, 6.0, -60.0, "good")
    store.keep(MICROPHONE, SPEAKER, check)
    other = Device("speaker", "headset", "ALSA", "Headset", 2, 48_000)
    store.keep(MICROPHONE, other, AudioCheck(0.0, None, -60.0, "separate"))
    assert CheckStore(tmp_path / "data").find(MICROPHONE, SPEAKER) == check


@pytest.mark.parametrize("text", ["", "[]", '{"desk (ALSA) | desk (ALSA)": {"delay": 1}}', "\x00"])
def test_a_damaged_file_is_as_good_as_none(tmp_path, text):
    (tmp_path / "audio-checks.json").write_text(text)
    assert CheckStore(tmp_path).find(MICROPHONE, SPEAKER) is None
