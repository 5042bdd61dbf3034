from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from app.live.events import (
    Caption,
    ContextUse,
    Level,
    PersonSaid,
    PicturesSeen,
    ReplyOver,
    ReplyTakenBack,
    ReplyText,
    StateChanged,
)
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from omni_core.media import Image
from ui.bridge.events import CameraNews, CouldNotOpen, DeskEvent, Glimpsed, Opened
from ui.models.conversation import ConversationModel, Part
from ui.models.devices import Standing
from ui.models.mood import Mood, frames_a_second, mood_of
from ui.models.pictures import Thumbnail
from ui.models.transcript import Delivery, Speaker

NOW = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)


def model_after(*events: DeskEvent) -> ConversationModel:
    model = ConversationModel()
    for event in events:
        model.apply(event, NOW)
    return model


def state(to: State, trigger: Trigger = Trigger.ONSET) -> StateChanged:
    return StateChanged(to, trigger, 0.0)


def test_it_gets_ready_before_it_is_there() -> None:
    model = model_after(state(State.LISTENING))
    assert model.mood is Mood.OPENING
    assert not model.opened
    model.apply(Opened(), NOW)
    assert (model.mood, model.opened) == (Mood.IDLE, True)


@pytest.mark.parametrize("to", State)
def test_every_state_has_a_look(to: State) -> None:
    assert model_after(Opened(), state(to)).mood is mood_of(to)


@pytest.mark.parametrize("mood", Mood)
def test_nothing_moves_when_motion_is_unwanted(mood: Mood) -> None:
    assert frames_a_second(mood, reduce_motion=True) == 0


def test_it_moves_most_while_somebody_speaks() -> None:
    fps = {mood: frames_a_second(mood, reduce_motion=False) for mood in Mood}
    assert fps[Mood.HEARING] == fps[Mood.SPEAKING] == 30
    assert fps[Mood.IDLE] == fps[Mood.ASLEEP] == 8
    assert fps[Mood.FAILED] == 0


def test_a_failure_is_said_and_can_be_left() -> None:
    model = model_after(Opened(), CouldNotOpen("No pack."))
    assert (model.mood, model.failure, model.opened) == (Mood.FAILED, "No pack.", False)
    model.begin_anew()
    assert (model.mood, model.failure) == (Mood.OPENING, None)


def test_stop_is_there_while_there_is_something_to_stop() -> None:
    assert not model_after(Opened(), state(State.LISTENING)).can_stop
    assert model_after(Opened(), state(State.SPEAKING)).can_stop


def test_the_list_is_told_from_where_it_changed_and_once() -> None:
    model = model_after(Opened(), PersonSaid(1, "Hi", True), ReplyText(1, "Hello"), Caption(1, 5))
    assert model.taken() == 0
    assert model.taken() is None
    assert model.apply(ReplyOver(1, "Hello", 5), NOW) == {Part.MESSAGES, Part.CAPTIONS}
    assert model.taken() == 1


def test_captions_hold_the_newest_turn_alone() -> None:
    model = model_after(Opened(), PersonSaid(1, "Hi", True), ReplyOver(1, "Hello", 5))
    reply = model.caption(Speaker.VISAVIS)
    assert reply is not None
    assert reply.text == "Hello"
    model.apply(PersonSaid(2, "How are you?", True), NOW)
    assert model.caption(Speaker.VISAVIS) is None
    person = model.caption(Speaker.PERSON)
    assert person is not None
    assert person.text == "How are you?"


def test_a_reply_with_nothing_to_say_is_shown_as_written() -> None:
    model = model_after(Opened(), ReplyText(1, "Done."))
    parts = model.apply(state(State.LISTENING, Trigger.NOTHING_TO_SAY), NOW)
    assert Part.MESSAGES in parts
    assert model.transcript.messages[0].delivery is Delivery.SILENT


def test_a_device_that_is_gone_is_a_trouble_until_it_is_back() -> None:
    model = model_after(Opened(), DeviceEvent("microphone", "lost", None))
    trouble = model.trouble
    assert trouble is not None
    assert trouble.kind == "microphone"
    assert "connect" in trouble.sentence
    assert not model.can_talk
    model.apply(DeviceEvent("microphone", "returned", None), NOW)
    assert model.trouble is None
    assert model.can_talk


def test_the_microphones_trouble_comes_before_the_cameras() -> None:
    model = model_after(
        Opened(), CameraNews("missing", "No picture."), DeviceEvent("speaker", "lost", None),
        DeviceEvent("microphone", "busy", None),
    )  # fmt: skip
    kinds = []
    for kind in ("microphone", "speaker", "camera"):
        trouble = model.trouble
        assert trouble is not None
        kinds.append(trouble.kind)
        model.devices.forget(kind)
    assert kinds == ["microphone", "speaker", "camera"]
    assert model.devices.standing("camera") is Standing.UNKNOWN


def test_every_happening_of_a_device_is_known() -> None:
    for happening in ("opened", "changed", "lost", "busy", "returned", "call quality"):
        model_after(DeviceEvent("speaker", happening, None))


def test_without_a_microphone_or_with_it_off_it_does_not_hear() -> None:
    model = model_after(Opened())
    assert model.hears
    model.muted = True
    assert not model.hears
    assert not model_after(Opened(), DeviceEvent("microphone", "busy", None)).hears


def test_the_level_is_followed_while_the_person_speaks_and_no_longer() -> None:
    model = model_after(Opened(), state(State.HEARING), Level(-20.0, 1.0))
    model.hearing.at(0.0)
    assert model.hearing.at(1.0) > 0.8
    model.apply(state(State.THINKING), NOW)
    assert model.hearing.at(3.0) < 0.01


def test_a_picture_goes_from_the_waiting_ones_to_the_words_it_came_with() -> None:
    model = model_after(Opened(), PersonSaid(1, "Look", True), ReplyText(1, "Yes"))
    model.pictures.begin()
    pixels = np.zeros((2, 2, 3), np.uint8)
    waiting = model.pictures.came(Image(pixels), Thumbnail("a.png", pixels))
    model.taken()
    parts = model.apply(PicturesSeen(1, (waiting.number,)), NOW)
    assert parts == {Part.PICTURES, Part.MESSAGES, Part.CAPTIONS}
    assert model.taken() == 0
    assert model.transcript.messages[0].pictures == (waiting.small,)
    assert model.apply(PicturesSeen(1, (waiting.number,)), NOW) == {Part.PICTURES}


def test_what_the_camera_showed_goes_to_the_words_or_waits_for_them() -> None:
    small = Thumbnail("a picture", np.zeros((2, 2, 3), np.uint8))
    model = model_after(Opened(), PersonSaid(1, "Look", True), Glimpsed(1, small))
    assert [m.pictures for m in model.transcript.messages] == [(small,)]
    model = model_after(Opened(), ReplyText(1, "Yes"), Glimpsed(1, small))
    model.apply(PersonSaid(1, "Look", True), NOW)
    first, answer = model.transcript.messages
    assert (first.text, first.pictures, answer.pictures) == ("Look", (small,), ())
    model.apply(ReplyTakenBack(1), NOW)
    assert model.transcript.messages == []


def test_the_context_is_that_of_this_conversation() -> None:
    model = model_after(Opened())
    assert model.context is None
    assert model.apply(ContextUse(10, 100), NOW) == {Part.STATUS}
    assert model.context == ContextUse(10, 100)
    model.begin_anew()
    assert model.context is None
