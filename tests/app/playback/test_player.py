"""The player against a loudspeaker on a fake clock, sample by sample."""

from __future__ import annotations

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st

from app.playback.events import ReplyStarted, ReplyUnderrun, SpeechDropped
from app.playback.player import Player
from app.playback.start_rule import StartRule
from tests.app.playback.desk import LATENCY, Desk

FADE = 240
RNG = np.random.default_rng(5)
SPEECH = (0.1 + 0.4 * RNG.random(48_000)).astype(np.float32)
"""Two seconds without a zero, so that every silence is the player's."""


def test_a_reply_is_played_whole_and_its_end_is_told_when_it_has_sounded():
    desk = Desk()
    desk.speak(1, SPEECH)
    desk.run(2.03)
    assert "ReplyPlayed" not in desk.kinds()
    desk.run(0.1)
    assert desk.kinds() == ["ReplyStarted", "ReplyPlayed"]
    assert np.array_equal(desk.sounding[FADE:], SPEECH[FADE:])
    assert desk.sounding.size == SPEECH.size
    assert desk.player.epoch is None


def test_another_rate_is_resampled_as_a_whole_would_be():
    desk = Desk(48_000)
    desk.player.begin(1, desk.now)
    for piece in np.split(SPEECH, [7, 2_000, 2_001, 30_000]):
        desk.say(1, piece)
    desk.player.finish(1)
    desk.run(2.2)
    expected = soxr.resample(SPEECH, 24_000, 48_000)
    assert abs(desk.sounding.size - expected.size) <= 2
    assert np.allclose(desk.heard[480 : expected.size], expected[480:], atol=1e-3)


def test_it_starts_by_the_rule_and_tells_the_moment_of_the_first_sound():
    desk = Desk(player=Player(24_000, StartRule(margin=1.3)))
    desk.player.begin(1, desk.now)
    desk.run(0.5)
    desk.say(1, SPEECH[:6_000])  # 0.25 s, and the next packet is awaited in 0.5 s
    desk.run(0.2)
    assert not desk.heard.any()
    desk.run(0.2)
    started = [event for event in desk.events if isinstance(event, ReplyStarted)]
    assert len(started) == 1
    first = np.flatnonzero(desk.heard)[0] / 24_000
    assert started[0].moment == pytest.approx(100 + first + LATENCY, abs=1e-6)


def test_an_underrun_is_told_and_loses_nothing():
    desk = Desk()
    desk.player.begin(1, desk.now)
    desk.say(1, SPEECH[:12_000])
    desk.run(1.0)
    assert desk.kinds() == ["ReplyStarted", "ReplyUnderrun"]
    assert [e.sample for e in desk.events if isinstance(e, ReplyUnderrun)] == [12_000]
    desk.say(1, SPEECH[12_000:14_400])  # 0.1 s: too little when a second may pass again
    desk.run(0.3)
    assert np.flatnonzero(desk.heard)[-1] < 12_000 + 240
    desk.say(1, SPEECH[14_400:])
    desk.player.finish(1)
    desk.run(2.0)
    assert desk.kinds()[-1] == "ReplyPlayed"
    assert np.count_nonzero(desk.heard) == SPEECH.size
    played = desk.heard[desk.heard != 0]
    assert np.array_equal(played[FADE:12_000], SPEECH[FADE:12_000])
    assert np.array_equal(played[12_000 + FADE :], SPEECH[12_000 + FADE :])


def test_ducked_it_is_a_quarter_as_loud_within_a_fade():
    desk = Desk()
    desk.speak(1, SPEECH)
    desk.run(0.5)
    desk.player.duck(ducked=True)
    desk.run(0.5)
    desk.player.duck(ducked=False)
    desk.run(1.5)
    gain = desk.sounding / SPEECH
    assert np.allclose(gain[12_000 + 240 : 24_000], 10 ** (-12 / 20), atol=1e-4)
    assert np.allclose(gain[24_000 + 240 :], 1, atol=1e-5)
    assert np.abs(np.diff(gain)).max() < 1.01 / 240


def test_a_pause_stops_in_place_and_nothing_is_lost():
    desk = Desk()
    desk.speak(1, SPEECH)
    desk.run(0.5)
    stopped = desk.player.pause(desk.now)
    desk.run(1.0)
    assert stopped is not None
    assert abs(stopped.sample - 12_000 + LATENCY * 24_000) <= 240
    later = desk.player.played(desk.now)
    assert later is not None
    assert later.sample == 12_000 + FADE
    assert not desk.heard[12_000 + FADE :].any()
    desk.player.resume()
    desk.run(2.0)
    again = desk.heard[36_000:]
    left = SPEECH[12_000 + FADE :]
    assert np.array_equal(again[FADE : left.size], left[FADE:])
    assert not again[left.size :].any()
    assert desk.kinds() == ["ReplyStarted", "ReplyPlayed"]


def test_it_can_go_on_from_an_earlier_word():
    desk = Desk()
    desk.speak(1, SPEECH)
    desk.run(0.5)
    desk.player.pause(desk.now)
    desk.run(0.3)
    desk.player.resume(from_sample=8_000)
    desk.run(0.2)
    again = desk.heard[round(0.8 * 24_000) :]
    assert np.array_equal(again[FADE:], SPEECH[8_000 + FADE : 8_000 + again.size])
    played = desk.player.played(desk.now)
    assert played is not None
    assert played.sample == 8_000 + 4_800 - LATENCY * 24_000
    desk.run(2.0)
    assert desk.kinds() == ["ReplyStarted", "ReplyPlayed"]


def test_a_cut_silences_it_and_tells_how_much_was_heard():
    desk = Desk()
    desk.player.begin(1, desk.now)
    for piece in range(4):
        desk.say(1, SPEECH[piece * 12_000 : (piece + 1) * 12_000], 10 * (piece + 1))
    desk.run(0.75)
    played = desk.player.cut(desk.now)
    desk.run(0.5)
    assert played is not None
    assert abs(np.count_nonzero(desk.heard) - played.sample) <= FADE
    assert (played.text.spoken, played.text.speaking) == (10, 20)
    assert played.text.estimate == 15
    assert not played.complete
    desk.say(1, SPEECH)  # late
    desk.speak(2, SPEECH[:2_400])
    desk.run(0.3)
    assert desk.kinds()[-1] == "ReplyPlayed"


def test_a_held_reply_waits_for_its_confirmation():
    desk = Desk()
    desk.player.begin(1, desk.now, held=True)
    desk.say(1, SPEECH)
    desk.player.finish(1)
    desk.run(0.5)
    assert not desk.heard.any()
    desk.player.release(2)
    desk.run(0.1)
    assert not desk.heard.any()
    desk.player.release(1)
    desk.run(0.02)
    assert desk.heard.any()


@pytest.mark.parametrize("rate", [24_000, 48_000])
def test_a_speaker_that_is_opened_anew_goes_on_where_it_was(rate):
    desk = Desk()
    desk.speak(1, SPEECH)
    desk.run(1.0)
    before = desk.heard[desk.heard != 0]
    desk.reopen(rate)
    desk.blocks.clear()
    desk.run(2.0)
    heard = desk.sounding
    resumed = before.size - round(LATENCY * 24_000)  # what the lost device held is said again
    left = soxr.resample(SPEECH, 24_000, rate)[resumed * rate // 24_000 :]
    assert abs(heard.size - left.size) <= 2
    assert np.allclose(heard[480 : left.size - 480], left[480:-480], atol=1e-3)
    assert desk.kinds()[-1] == "ReplyPlayed"


def test_what_is_too_long_to_hold_is_said(monkeypatch):
    monkeypatch.setattr("app.playback.reply_sound.LONGEST_SECONDS", 1)
    desk = Desk()
    desk.speak(1, SPEECH[:20_000])
    desk.say(1, SPEECH[:12_000])
    desk.run(0.1)
    assert [e.seconds for e in desk.events if isinstance(e, SpeechDropped)] == [0.5]


ACTIONS = st.sampled_from(["push", "pause", "resume", "duck", "rest"])


@given(st.lists(st.tuples(ACTIONS, st.integers(1, 30)), max_size=25))
def test_whatever_is_done_to_a_reply_every_sample_sounds_once_and_in_order(steps):
    speech = np.arange(1, 24_001, dtype=np.float32) / 24_000
    desk = Desk()
    desk.player.begin(1, desk.now)
    sent = 0
    for action, amount in steps:
        match action:
            case "push":
                piece = speech[sent : sent + 100 * amount]
                desk.say(1, piece) if piece.size else None
                sent += piece.size
            case "pause":
                desk.player.pause(desk.now)
            case "resume":
                desk.player.resume()
            case "duck":
                desk.player.duck(ducked=amount % 2 == 0)
            case _:
                desk.run(amount / 100)
    if sent < speech.size:
        desk.say(1, speech[sent:])
    desk.player.finish(1)
    desk.player.resume()
    desk.run(2.0)
    assert desk.kinds()[-1] == "ReplyPlayed"
    # The last sample of each fade is zero.
    faded_out = sum(action == "pause" for action, _ in steps)
    assert speech.size - np.count_nonzero(desk.heard) <= faded_out
