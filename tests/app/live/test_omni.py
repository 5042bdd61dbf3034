"""The omni engine in a live session, on a made-up checkpoint: speak, cut, take back, fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from app.live.events import (
    Caption,
    ContextUse,
    PersonSaid,
    ReplyOver,
    ReplyTakenBack,
    StateChanged,
    Told,
)
from app.live.pictures import PictureShown
from app.turns.events import Typed
from omni_core.conversation import Cancel, Options, TextDelta
from omni_core.media import HEARING_RATE, Image
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from omni_core.starter.hearing.vad import SileroVad
from tests.app.live.stage import Engine, Stage, says
from tests.omni_core.speech.speaking import speech_of

CODES = 200
"""Four seconds of speech at most: made-up weights know no end."""

OPTIONS = Options(greedy=True, seed=3, max_reply_tokens=12)


@pytest.fixture(scope="module")
def engine(made_up_checkpoint) -> Iterator[OmniEngine]:
    folder = made_up_checkpoint("tiny")
    engine = OmniEngine.load(folder, device="cpu", speech=speech_of(folder))
    assert engine.talking is not None
    engine.talking = replace(
        engine.talking, settings=replace(engine.talking.settings, longest=CODES)
    )
    yield engine
    engine.close()


def stage_with(vad: SileroVad, engine: OmniEngine, **rules) -> Stage:
    stage = Stage(vad, engine, options=OPTIONS, **rules)
    stage.ears.written = ["What time is it?"] * 9
    return stage


def conversation(stage: Stage) -> OmniConversation:
    found = stage.session.engine._conversation
    assert isinstance(found, OmniConversation)
    return found


def ids(stage: Stage) -> list[int]:
    """The whole prompt as it stands."""
    return conversation(stage)._context.ids.tolist()


def test_a_question_is_answered_aloud_with_captions(vad, engine, question):
    stage = stage_with(vad, engine)
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    (said,) = stage.all(PersonSaid)
    assert (said.text, said.by_engine) == ("What time is it?", False)
    (over,) = stage.all(ReplyOver)
    assert over.text
    assert over.heard == len(over.text)
    captions = [event.heard for event in stage.all(Caption)]
    assert captions == sorted(captions)
    assert captions[-1] == len(over.text)
    assert 1.0 < stage.sounding <= CODES / 50
    states = [event.state.name for event in stage.all(StateChanged)]
    assert states == ["HEARING", "WAITING", "THINKING", "SPEAKING", "LISTENING"]
    assert stage.all(Told) == []


def test_what_is_typed_and_shown_stands_in_the_prompt_in_its_order(vad, engine):
    stage = stage_with(vad, engine)
    stage.silence(0.5)
    stage.session.give(PictureShown(1, Image(np.full((56, 84, 3), 90, np.uint8))))
    stage.session.give(Typed("What is this picture?"))
    stage.wait_for("SPEAKING")
    alone = engine.open(OPTIONS)
    alone.show(Image(np.full((56, 84, 3), 90, np.uint8)))
    alone.read("What is this picture?")
    said = [e.text for e in alone.reply(Cancel()) if isinstance(e, TextDelta)]
    assert alone._context.ids.tolist() == ids(stage)[: len(alone._context.ids)]
    alone.close()
    stage.wait_for("LISTENING")
    (over,) = stage.all(ReplyOver)
    assert over.text == "".join(said)
    assert {event.text for event in stage.all(PersonSaid)} == {"What is this picture?"}
    (use,) = stage.all(ContextUse)
    assert 0 < use.used < use.limit


def test_a_cut_reply_ends_in_the_prompt_where_it_was_heard(vad, engine, question):
    stage = stage_with(vad, engine)
    stage.ears.heard = lambda played, text, reach: len(text) // 2
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(0.5)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    cut, over = stage.all(ReplyOver)
    assert 0 < cut.heard < len(cut.text)
    prompt = engine.tokenizer.decode([i for i in ids(stage) if engine.tokenizer.is_text(i)])
    assert cut.text[: cut.heard] in prompt
    assert cut.text not in prompt
    assert over.text in prompt


def test_a_trial_that_is_taken_back_leaves_no_trace(vad, engine, question):
    stage = stage_with(vad, engine)
    stage.ears.over = 0.1
    stage.silence(0.6)
    stage.play(question)
    stage.silence(0.6)
    stage.ears.over = 0.9
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert len(stage.all(ReplyTakenBack)) == 1
    (over,) = stage.all(ReplyOver)
    never_tried = engine.open(OPTIONS)
    for block in stage.session.engine._turn:
        never_tried.hear(block)
    said = [e.text for e in never_tried.reply(Cancel()) if isinstance(e, TextDelta)]
    assert "".join(said) == over.text
    assert never_tried._context.ids.tolist() == ids(stage)
    never_tried.close()


@pytest.mark.parametrize("moment", ["hearing", "answering"])
def test_when_memory_runs_out_the_other_engine_says_so_and_goes_on(
    vad, engine, question, monkeypatch, moment
):
    other = Engine(says("Here I am"), says("And again"))
    stage = Stage(vad, engine, options=OPTIONS, fallback=other)
    stage.ears.written = ["What time is it?"] * 9
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")

    def full(*_: object) -> None:
        raise torch.OutOfMemoryError

    failing = conversation(stage)
    if moment == "hearing":
        monkeypatch.setattr(failing._context, "extend", full)
    else:
        monkeypatch.setattr(failing, "_asked", full)
    stage.play(question)
    stage.silence(10.0)
    (told,) = stage.all(Told)
    assert told.sentence == "The omni engine ran out of memory; the scripted engine goes on."
    first, second = stage.all(ReplyOver)
    assert [turn.reply for turn in other.histories[0]] == [first.text]
    assert second.text == "Here I am"
    assert other.conversations[0].turns[0].seconds > question.size / HEARING_RATE - 0.5
    stage.play(question)
    stage.silence(5.0)
    assert stage.all(ReplyOver)[-1].text == "And again"
    assert len(stage.all(Told)) == 1
