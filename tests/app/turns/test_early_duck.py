import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.turns.early_duck import AFTER_VOICE, UNKNOWN_DB, EarlyDuck
from app.turns.events import Voice
from app.turns_settings import TurnsGroup
from omni_core.starter.hearing.vad import WINDOW_SECONDS

RULES = TurnsGroup()
BLOCK = 0.01
QUIET, LOUD = -66.0, -45.0


def steady(level: float) -> NDArray[np.float32]:
    """A block so loud, in which no band stands out."""
    return np.full(160, 10 ** (level / 20), np.float32)


RANDOM = np.random.default_rng(4)


def noise(level: float) -> NDArray[np.float32]:
    return (10 ** (level / 20) * RANDOM.standard_normal(160)).astype(np.float32)


class Room:
    """Blocks and windows in step, as the microphone brings them."""

    def __init__(self) -> None:
        self.early = EarlyDuck(RULES)
        self.now = 0.0
        self._window = 0.0
        self.lowered: list[float] = []

    def hear(
        self,
        *levels: float,
        guards: bool = True,
        voice: float = 0.0,
        echo: float = -100.0,
        hiss: float | None = None,
    ) -> None:
        """levels: of what the canceller leaves; hiss: beside the echo, which it takes away
        as well; the speaker plays what is guarded."""
        for level in levels:
            self.now += BLOCK
            raw, far = steady(max(level, echo)), None
            if hiss is not None:
                far = noise(-20.0) if guards else steady(-100.0)
                raw = (raw + 0.5 * far + noise(hiss)).astype(np.float32)
            self.early.hear(steady(level), raw, far, self.now, guards=guards)
            if self.early.lowers:
                self.lowered.append(self.now)
            if self.now - self._window >= WINDOW_SECONDS:
                self._window += WINDOW_SECONDS
                self.early.judge(Voice(self._window, voice, level))

    def hear_for(
        self, seconds: float, level: float, *, guards: bool = True, voice: float = 0.0
    ) -> None:
        self.hear(*[level] * round(seconds / BLOCK), guards=guards, voice=voice)


@pytest.fixture
def room() -> Room:
    """One that has been quiet for a while."""
    room = Room()
    room.hear_for(6.0, QUIET)
    assert room.early.usual == pytest.approx(QUIET)
    assert not room.lowered
    return room


def test_a_reply_is_lowered_with_the_second_louder_block(room):
    begun = room.now
    room.hear(LOUD)
    assert not room.early.lowers
    room.hear(LOUD)
    assert room.lowered == [pytest.approx(begun + 2 * BLOCK)]


def test_a_single_loud_block_is_a_click(room):
    room.hear(LOUD, QUIET, LOUD, QUIET)
    assert not room.lowered


def test_what_a_canceller_lets_through_of_a_loud_reply_is_nothing(room):
    """As heard on virtual devices: -54 dB for 50 ms, 150 ms after a reply of -22 dB began."""
    room.hear(-64.0, -59.0, -54.0, -50.0, -53.0, -61.0, QUIET, echo=-22.0)
    assert not room.lowered
    room.hear(-60.0, -52.0, echo=-23.0)
    room.hear(-50.0, -50.0, echo=-34.0)
    assert not room.lowered, "the reply is fainter by then, and what is left of it later"
    room.hear_for(0.2, QUIET)
    room.hear(-37.0, -30.0, echo=-22.0)
    assert room.lowered


def test_a_little_louder_is_nothing(room):
    room.hear_for(0.2, QUIET + RULES.louder_by - 1.0)
    assert not room.lowered


def test_what_was_no_voice_lets_the_reply_rise_again_and_is_remembered(room):
    room.hear_for(0.1, LOUD)
    room.hear_for(1.0, QUIET)
    assert len(room.lowered) * BLOCK == pytest.approx(RULES.noise_patience, abs=1.5 * BLOCK)
    assert room.early.usual > LOUD - RULES.louder_by
    before = len(room.lowered)
    room.hear_for(0.1, LOUD)
    assert len(room.lowered) == before, "the same noise again"


def test_a_noise_that_goes_on_lowers_it_once(room):
    room.hear_for(20.0, LOUD)
    assert len(room.lowered) * BLOCK == pytest.approx(RULES.noise_patience, abs=1.5 * BLOCK)


def test_noises_that_come_again_and_again_lower_it_less_and_less_often(room):
    """As a loudspeaker does whose echo is never taken out whole."""
    counts = []
    for _ in range(3):
        before = len(room.lowered)
        for _ in range(20):
            room.hear_for(0.1, LOUD)
            room.hear_for(2.9, QUIET)
        counts.append(len(room.lowered) - before)
    assert counts[0] > 2 * max(counts[1:])


def test_each_voice_makes_up_for_a_noise(room):
    just = [QUIET + RULES.louder_by + 1.0] * 2
    room.hear_for(0.1, LOUD)
    room.hear_for(RULES.noise_patience, QUIET)
    room.hear_for(6.0, QUIET, guards=False)
    room.lowered.clear()
    room.hear(*just)
    assert not room.lowered, "it was mistaken once"
    room.hear_for(3.0, QUIET)
    room.hear_for(0.1, LOUD, voice=0.9)
    assert room.lowered
    room.hear_for(6.0, QUIET, guards=False)
    room.lowered.clear()
    room.hear(*just)
    assert room.lowered


def test_a_soft_voice_is_no_noise(room):
    """The detector heard somebody, too faintly for an onset."""
    room.hear_for(RULES.noise_patience + 0.1, LOUD, voice=RULES.voice_hold + 0.01)
    assert room.lowered
    room.hear_for(1.0, QUIET)
    assert room.early.usual < LOUD - 15


def test_a_door_is_forgotten(room):
    room.hear_for(0.1, LOUD)
    room.hear_for(10.0, QUIET)
    room.lowered.clear()
    room.hear_for(0.1, LOUD)
    assert room.lowered


def test_where_nothing_is_guarded_nothing_is_lowered(room):
    room.hear_for(0.1, LOUD, guards=False)
    assert not room.lowered


def test_it_lets_go_as_soon_as_others_decide(room):
    room.hear_for(0.05, LOUD)
    assert room.early.lowers
    room.hear(LOUD, guards=False)
    assert not room.early.lowers


def test_a_voice_is_not_taken_for_what_is_usual(room):
    room.hear_for(3.0, LOUD, guards=False, voice=0.9)
    assert room.early.usual == pytest.approx(QUIET)
    # Its end, which the detector calls none.
    room.hear_for(AFTER_VOICE - 0.05, LOUD - 5.0, guards=False)
    room.hear_for(1.0, QUIET)
    assert room.early.usual == pytest.approx(QUIET)


def test_a_soft_beginning_does_not_hide_the_voice(room):
    """Louder by 4 dB a window: each alone would be remembered before the next."""
    for step in range(1, 7):
        room.hear_for(WINDOW_SECONDS + 0.001, QUIET + 4.0 * step)
    assert room.lowered


def test_before_anything_is_known_only_what_is_loud_counts():
    room = Room()
    room.hear_for(0.1, UNKNOWN_DB + RULES.louder_by - 1.0)
    assert not room.lowered
    room.hear_for(0.1, UNKNOWN_DB + RULES.louder_by + 0.1)
    assert room.lowered


@pytest.fixture
def speaks(room) -> Room:
    """One in which a reply sounds, whose echo is known."""
    room.hear(*[QUIET] * 100, hiss=-60.0, guards=False)
    room.hear(*[QUIET] * 500, hiss=-60.0)
    assert not room.lowered
    return room


def test_what_the_canceller_took_away_is_seen_in_its_band(speaks):
    begun = speaks.now
    speaks.hear(QUIET, QUIET, hiss=-5.0)
    assert speaks.lowered == [pytest.approx(begun + 2 * BLOCK)]


def test_a_single_block_of_a_band_is_a_click(speaks):
    speaks.hear(QUIET, hiss=-5.0)
    speaks.hear(QUIET, QUIET, hiss=-60.0)
    assert not speaks.lowered


def test_a_noise_in_a_band_lowers_it_once_however_long_it_lasts(speaks):
    speaks.hear(*[QUIET] * 600, hiss=-5.0)
    assert len(speaks.lowered) * BLOCK == pytest.approx(RULES.noise_patience, abs=1.5 * BLOCK)


def test_somebody_whom_the_detector_missed_is_heard_again_in_some_seconds(speaks):
    for _ in range(2):
        before = len(speaks.lowered)
        speaks.hear(*[QUIET] * 5, hiss=-5.0)
        assert len(speaks.lowered) > before
        speaks.hear(*[QUIET] * 400, hiss=-60.0)


@given(seed=st.integers(0, 2**32 - 1))
def test_what_wavers_as_an_echo_does_lowers_nothing_for_long(seed):
    """Three decibels of spread about any loudness: no more than a dip in the first seconds."""
    random = np.random.default_rng(seed)
    room = Room()
    room.hear(*(random.uniform(-80, -30) + random.normal(0.0, 3.0, 3000)).tolist())
    assert len(room.lowered) * BLOCK <= 2 * RULES.noise_patience
