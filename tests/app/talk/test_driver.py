import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.talk.driver import BLOCK, TurnDriver
from app.talk.turn import Spoken, Turn, Typed
from omni_core.conversation import (
    Action,
    Conversation,
    EngineError,
    Options,
    ReplyDone,
    SpeechDelta,
    TextDelta,
    UserText,
)
from omni_core.media import Image
from tests.app.talk.scripted import FakeClock, ScriptedEngine, tone

PHOTO = Image(np.zeros((2, 3, 3), np.uint8))


def sound(samples: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, samples).astype(np.float32)


def all_of_it(samples: np.ndarray) -> int:
    return samples.size


@settings(deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=4), st.booleans())
def test_sound_arrives_whole_in_blocks_of_20_ms(sizes, realtime):
    engine = ScriptedEngine(clock=FakeClock())
    conversation: Conversation = engine.open(Options())
    driver = TurnDriver(conversation, realtime=realtime, clock=FakeClock())
    turns = [sound(size, seed) for seed, size in enumerate(sizes)]
    for samples in turns:
        driver.take(Turn(Spoken(samples)))
    for samples, said in zip(turns, engine.turns, strict=True):
        assert np.array_equal(said.sound, samples)
        assert all(block.samples.size == BLOCK for block in said.blocks[:-1])
    starts = [block.start for said in engine.turns for block in said.blocks]
    assert starts == sorted(starts)
    assert starts[0] == 0


def test_photos_come_before_the_words():
    engine = ScriptedEngine()
    driver = TurnDriver(engine.open(Options()))
    report = driver.take(Turn(Typed("What is it?"), (PHOTO, PHOTO)))
    assert engine.turns[0].items == [PHOTO, PHOTO, "What is it?"]
    assert report.reply == "0 samples, 2 photos."


def test_times_of_a_typed_turn_count_from_the_text():
    clock = FakeClock()
    driver = TurnDriver(ScriptedEngine(clock=clock).open(Options()), clock=clock)
    report = driver.take(Turn(Typed("Hello")))
    assert report.heard == "Hello"
    assert report.timings.first_text == pytest.approx(0.3)
    assert report.timings.first_sound == pytest.approx(0.6)
    assert report.timings.done == pytest.approx(0.7)
    assert report.speech_seconds == pytest.approx(0.5)


def test_times_of_a_spoken_turn_count_from_its_last_voiced_block():
    clock = FakeClock()
    engine = ScriptedEngine(clock=clock, hearing_seconds=lambda _block: 0.01)
    driver = TurnDriver(
        engine.open(Options()), clock=clock, last_voiced=lambda samples: samples.size // 2
    )
    report = driver.take(Turn(Spoken(sound(10 * BLOCK))))
    # Blocks 4 (the last voiced one) to 9 take 10 ms each to hear.
    assert report.timings.first_text == pytest.approx(0.06 + 0.3)


def test_real_time_feeds_at_the_speed_of_speech():
    clock = FakeClock()
    engine = ScriptedEngine(clock=clock)
    driver = TurnDriver(engine.open(Options()), realtime=True, clock=clock, last_voiced=all_of_it)
    begun = clock.now()
    report = driver.take(Turn(Spoken(sound(50 * BLOCK))))
    assert clock.waits == pytest.approx([0.02] * 50)
    assert clock.now() - begun == pytest.approx(1.0 + 0.7)
    assert report.timings.first_text == pytest.approx(0.3)


def test_real_time_catches_up_after_a_slow_block():
    clock = FakeClock()
    engine = ScriptedEngine(clock=clock, hearing_seconds=lambda block: 0.1 if block == 3 else 0.0)
    driver = TurnDriver(engine.open(Options()), realtime=True, clock=clock, last_voiced=all_of_it)
    report = driver.take(Turn(Spoken(sound(20 * BLOCK))))
    assert clock.waits[:4] == pytest.approx([0.02] * 4)
    assert clock.waits[4:8] == pytest.approx([-0.08, -0.06, -0.04, -0.02])
    assert clock.waits[9:] == pytest.approx([0.02] * 11)
    assert report.timings.first_text == pytest.approx(0.3)  # nothing was left at the end


def test_what_the_engine_has_not_caught_up_with_counts_as_latency():
    clock = FakeClock()
    engine = ScriptedEngine(clock=clock, hearing_seconds=lambda block: 0.5 * (block == 9))
    driver = TurnDriver(engine.open(Options()), realtime=True, clock=clock, last_voiced=all_of_it)
    report = driver.take(Turn(Spoken(sound(10 * BLOCK))))
    assert report.timings.first_text == pytest.approx(0.5 + 0.3)


def test_actions_and_every_event_are_handed_on():
    timer = Action("timer.set", {"id": "a"})
    script = [
        (0.0, UserText("Set a")),
        (0.0, UserText("Set a timer.")),
        (0.0, TextDelta("Your timer ")),
        (0.0, TextDelta("is set. ")),
        (0.0, timer),
        (0.0, SpeechDelta(tone(0.1), 5, True)),
        (0.0, ReplyDone("length")),
    ]
    seen = []
    driver = TurnDriver(ScriptedEngine(lambda _said: script).open(Options()), listener=seen.append)
    report = driver.take(Turn(Spoken(sound(BLOCK))))
    assert seen == [event for _, event in script]
    assert report.actions == (timer,)
    assert report.heard == "Set a timer."
    assert report.reply == "Your timer is set."


def test_an_engine_that_does_not_transcribe_or_speak():
    script = [(0.0, TextDelta("Yes.")), (0.0, ReplyDone("end"))]
    driver = TurnDriver(ScriptedEngine(lambda _said: script).open(Options()))
    spoken = driver.take(Turn(Spoken(sound(BLOCK))))
    typed = driver.take(Turn(Typed("Well?")))
    assert spoken.heard is None
    assert typed.heard == "Well?"
    assert spoken.timings.first_sound is None
    assert spoken.speech_seconds == 0


def test_a_failing_engine_is_passed_on():
    def script(said):
        if said.items == ["break"]:
            raise EngineError("model", "The model broke.")
        return [(0.0, TextDelta("Fine.")), (0.0, ReplyDone("end"))]

    driver = TurnDriver(ScriptedEngine(script).open(Options()))
    with pytest.raises(EngineError, match="broke"):
        driver.take(Turn(Typed("break")))
