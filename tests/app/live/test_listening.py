"""A reply is lowered before it is known who is heard, with the real voice detector."""

import numpy as np
import pytest

from app.live.events import StateChanged
from app.playback.player import DUCK_DB
from app.turns.early_duck import LATEST_SECONDS
from app.turns.events import Mute
from app.turns_settings import TurnsGroup
from omni_core.media import HEARING_RATE
from tests.app.live.stage import Engine, Stage, says

REPLY = "Good evening to you and to everybody else who listens to this long reply of mine"
LOWERED = 10 ** (DUCK_DB / 20)
RULES = TurnsGroup()


@pytest.fixture
def stage(vad, question) -> Stage:
    """A reply sounds, and the room was quiet for two seconds of it."""
    stage = Stage(vad, Engine(says(REPLY), says(REPLY)))
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(2.0)
    assert stage.player.mixer.wanted.gain == 1.0
    return stage


def door(seconds: float = 0.1) -> np.ndarray:
    """A dull knock, nothing like a voice."""
    random = np.random.default_rng(5)
    sound = np.convolve(random.standard_normal(round(seconds * HEARING_RATE)), np.ones(40), "same")
    return (0.02 * sound / np.abs(sound).max()).astype(np.float32)


def states(stage: Stage) -> list[str]:
    return [event.state.name for event in stage.all(StateChanged)]


def gain(stage: Stage) -> float:
    return stage.player.mixer.wanted.gain


def test_a_knock_lowers_the_reply_at_once_and_for_a_moment(stage):
    before = stage.now
    stage.play(door(), until=lambda: gain(stage) < 1.0)
    assert gain(stage) == pytest.approx(LOWERED)
    assert stage.now - before < 0.04
    stage.silence(RULES.noise_patience + 0.1)
    assert gain(stage) == 1.0
    stage.wait_for("LISTENING", 12.0)
    assert states(stage)[-2:] == ["SPEAKING", "LISTENING"], "it decides nothing"
    assert stage.sounding == pytest.approx(0.3 * len(REPLY.split()), abs=0.02)


def test_a_voice_lowers_it_before_the_detector_is_sure_and_then_the_machine_goes_on(
    stage, question
):
    voiced = int(np.flatnonzero(np.abs(question) > 0.01)[0])
    before = stage.now
    stage.play(question[voiced:], until=lambda: gain(stage) < 1.0)
    assert states(stage)[-1] == "SPEAKING"
    assert stage.now - before < 0.05
    stage.play(question[voiced + round((stage.now - before) * HEARING_RATE) :])
    assert states(stage)[2:7] == ["THINKING", "SPEAKING", "DUCKED", "PAUSED", "HEARING"]


def test_what_is_faint_beside_the_echo_lowers_nothing(stage):
    stage.echo = 10.0
    stage.play(door())
    assert gain(stage) == 1.0
    stage.echo = 3.0
    stage.play(door())
    assert gain(stage) == pytest.approx(LOWERED)


def test_what_the_canceller_takes_for_echo_lowers_it_all_the_same(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.knows_far = True
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(3.5)
    assert gain(stage) == 1.0
    nothing, somebody = np.zeros(1600, np.float32), 30 * door()
    stage.play(nothing, until=lambda: gain(stage) < 1.0, taken_away=somebody)
    assert gain(stage) == pytest.approx(LOWERED)
    assert states(stage)[-1] == "SPEAKING"


def test_a_microphone_that_dies_does_not_leave_it_lowered(stage):
    stage.play(door())
    assert gain(stage) == pytest.approx(LOWERED)
    stage.dead(RULES.noise_patience + LATEST_SECONDS + 0.05)
    assert gain(stage) == 1.0


def test_muted_nothing_in_the_room_lowers_it(stage):
    stage.session.give(Mute(on=True))
    stage.silence(0.1)
    stage.play(door())
    assert gain(stage) == 1.0


def test_what_the_canceller_is_not_sure_of_lowers_nothing(stage):
    stage.echoes = True
    stage.play(door())
    assert gain(stage) == 1.0


def test_a_reply_lowered_for_a_noise_rises_when_the_canceller_begins_anew(stage):
    stage.play(door())
    assert gain(stage) == pytest.approx(LOWERED)
    stage.echoes = True
    stage.silence(0.05)
    assert gain(stage) == 1.0
