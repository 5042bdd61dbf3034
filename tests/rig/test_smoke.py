"""The rig itself, and the program's sound on it: a few seconds out, in, unplugged and back."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from omni_core.media import HEARING_RATE, SPEECH_RATE
from tests.rig.correlation import find
from tests.rig.coupler import RATE
from tests.rig.live import Listener, load
from tests.rig.room import Room
from tests.rig.sound import VirtualSound

pytestmark = [pytest.mark.rig, pytest.mark.smoke, pytest.mark.usefixtures("rig_is_here")]


@pytest.fixture(scope="module")
def question(recordings):
    return recordings / "what_time_is_it.wav"


@pytest.fixture(scope="module")
def reading(recordings):
    return load(recordings / "languages" / "spanish.flac", SPEECH_RATE)[: 4 * SPEECH_RATE]


ATTEMPTS = 5
"""On a very busy machine sound may break at first; the program then keeps more of it ahead."""


def decibels(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(samples**2) + 1e-12))


def test_every_sample_goes_out_and_comes_in_and_the_echo_stays_out(question, reading):
    said = load(question, HEARING_RATE)
    with VirtualSound(Room(), coupled=True) as rig, Listener() as live:
        live.await_told("speaker", "opened")
        live.await_told("microphone", "opened")
        begin = quiet = 0
        likeness, lost = 0.0, 0.0
        for attempt in range(ATTEMPTS):
            begin = len(live.blocks)
            live.await_played(live.play(reading), 4)
            quiet = len(live.blocks)
            rig.say(f"question {attempt}", load(question, RATE))
            live.await_heard(2.5)
            likeness = likeness_of_what_was_played(rig, reading)
            lost = sum(block.lost for block in live.blocks[begin:])
            if likeness > 0.9999 and not lost:
                break
        heard = live.raw()[quiet * 160 :]
    assert likeness > 0.9999
    assert lost == 0
    assert find(said, heard).likeness > 0.9
    echo = decibels(live.raw()[(begin + 100) * 160 : quiet * 160])
    left = decibels(live.clean()[(begin + 100) * 160 : quiet * 160])
    assert echo - left > 15
    assert all(event.sentence == "" for event in live.told)


def test_the_audio_check_finds_the_rooms_delay():
    near, far = Room(delay=0.0), Room(delay=0.15)
    delays: list[float] = []
    for room in (near, far):
        with VirtualSound(room, coupled=True), Listener() as live:
            live.await_told("speaker", "opened")
            live.await_told("microphone", "opened")
            check = live.check()
            assert check.verdict == "good"
            assert check.return_loss_db == pytest.approx(6, abs=4)
            delays.append(check.delay)
    assert delays[1] - delays[0] == pytest.approx(0.15, abs=0.04)


def test_unplugged_devices_are_noticed_and_taken_up_again(question, reading):
    with VirtualSound() as rig, Listener() as live:
        live.await_told("speaker", "opened")
        live.await_told("microphone", "opened")
        for device, kind in (("desk_microphone", "microphone"), ("desk_speaker", "speaker")):
            for change, now_used in ((rig.unplug, "spare"), (rig.plug, "desk")):
                told = len(live.told)
                change(device)
                event = live.await_told(kind, "changed", told)
                assert event.device is not None
                assert event.device.label.startswith(now_used)
        check_it_works(rig, live, question, reading)


def test_a_killed_sound_server_is_survived(question, reading):
    with VirtualSound() as rig, Listener() as live:
        live.await_told("speaker", "opened")
        live.await_told("microphone", "opened")
        rig.server.kill()
        live.await_told("speaker", "lost")
        live.await_told("microphone", "lost")
        rig.server.start()
        rig.furnish()
        live.await_told("speaker", "returned")
        live.await_told("microphone", "returned")
        check_it_works(rig, live, question, reading)
        assert [event.happening for event in live.told].count("lost") == 2


def check_it_works(rig: VirtualSound, live: Listener, question, reading) -> None:
    short = reading[: 2 * SPEECH_RATE]
    likeness, begin = 0.0, 0
    for attempt in range(ATTEMPTS):
        begin = len(live.blocks)
        epoch = live.play(short)
        rig.say(f"question {attempt}", load(question, RATE))
        live.await_played(epoch, 2)
        live.await_heard(1.5)
        likeness = likeness_of_what_was_played(rig, short)
        if likeness > 0.9999:
            break
    assert likeness > 0.9999
    assert find(load(question, HEARING_RATE), live.raw()[begin * 160 :]).likeness > 0.9


def likeness_of_what_was_played(rig: VirtualSound, speech) -> float:
    """Of all samples but those of the fade at the beginning."""
    whole = soxr.resample(speech, SPEECH_RATE, RATE)
    return find(whole[RATE // 50 :], rig.recording().speaker).likeness
