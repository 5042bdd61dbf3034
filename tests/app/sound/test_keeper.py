"""Devices that come, go, refuse and fall silent, on a fake clock."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from app.capture.devices import Device, DeviceList, Kind
from app.sound.events import DeviceEvent
from app.sound.keeper import DeviceKeeper, Side
from app.sound.portaudio import Stream
from app.sound.streams import CannotOpenError, OpenStream


def device(kind: Kind, name: str, rate: int = 48_000) -> Device:
    return Device(kind, name, "ALSA", name.title(), 2, rate)


DESK_MIC, SPARE_MIC = device("microphone", "desk"), device("microphone", "spare")
DESK, SPARE = device("speaker", "desk"), device("speaker", "spare")
ALL = DeviceList((DESK_MIC, SPARE_MIC, DESK, SPARE), DESK_MIC, DESK)


class FakeStream:
    active = True
    latency = 0.04

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def abort(self) -> None: ...
    def close(self) -> None: ...


class Desk:
    """The computer: what it lists, what opens, what still calls."""

    def __init__(self, *, chosen: str = "auto") -> None:
        self.list = ALL
        self.now = 50.0
        self.refusing: set[str] = set()
        self.stale: set[str] = set()
        self.mute: set[Kind] = set()
        self.opened: dict[Kind, OpenStream] = {}
        self.refreshes = 0
        self.slower = 0
        self.idle = True
        self.slept = False
        self.log: list[str] = []
        self.events: list[DeviceEvent] = []
        sides: dict[Kind, Side] = {"microphone": OneSide(self), "speaker": OneSide(self)}
        self.keeper = DeviceKeeper(
            self,
            sides,
            lambda: self.list,
            {"microphone": chosen, "speaker": chosen},
            idle=lambda: self.idle,
            slept=self._slept,
        )

    def _slept(self, now: float) -> bool:
        slept, self.slept = self.slept, False
        return slept

    def refresh(self) -> None:
        assert not self.opened, "PortAudio must hold nothing open when it is renewed"
        self.refreshes += 1
        self.stale.clear()

    def close(self, stream: OpenStream) -> None:
        del self.opened[stream.device.kind]
        self.log.append(f"close {stream.device.name}")

    def slow_down(self, kind: Kind) -> bool:
        self.slower += 1
        return True

    def run(self, seconds: float) -> list[str]:
        before = len(self.events)
        for _ in range(round(seconds * 20)):
            self.now += 0.05
            for kind, stream in self.opened.items():
                if kind not in self.mute:
                    stream.asked = self.now
            self.events += self.keeper.step(self.now)
        return [f"{e.kind} {e.happening}" for e in self.events[before:]]

    def uses(self) -> tuple[str | None, str | None]:
        microphone, speaker = self.keeper.device("microphone"), self.keeper.device("speaker")
        return microphone and microphone.name, speaker and speaker.name


class OneSide:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def open(self, device: Device) -> OpenStream:
        if device.name in self.desk.refusing | self.desk.stale:
            raise CannotOpenError(device.kind)
        stream = OpenStream(device, device.rate, cast(Stream, FakeStream()), self.desk.now, 0.04)
        self.desk.opened[device.kind] = stream
        return stream

    def closed(self) -> None: ...


def without(*gone: Device) -> DeviceList:
    left = tuple(d for d in ALL.devices if d not in gone)
    return DeviceList(
        left,
        next((d for d in left if d.kind == "microphone"), None),
        next((d for d in left if d.kind == "speaker"), None),
    )


def test_the_default_devices_are_opened_and_nothing_is_said():
    desk = Desk()
    assert desk.run(1) == ["microphone opened", "speaker opened"]
    assert desk.uses() == ("desk", "desk")
    assert not any(event.sentence for event in desk.events)
    assert desk.run(5) == []


def test_a_chosen_device_is_returned_to_when_it_is_there_again():
    desk = Desk(chosen="Spare")
    desk.list = without(SPARE)
    desk.run(1)
    assert desk.uses() == ("spare", "desk")
    desk.list = ALL
    assert desk.run(1) == ["speaker changed"]
    assert desk.uses() == ("spare", "spare")
    assert desk.events[-1].sentence == "I use Spare as the speaker now."


def test_another_one_is_used_as_soon_as_it_is_chosen():
    desk = Desk()
    desk.run(1)
    desk.keeper.choose("speaker", "Spare")
    assert desk.run(1) == ["speaker changed"]
    assert desk.uses() == ("desk", "spare")
    desk.keeper.choose("speaker", "auto")
    desk.run(1)
    assert desk.uses() == ("desk", "desk")


def test_a_pulled_plug_goes_over_to_another_one_and_says_so_once():
    desk = Desk()
    desk.run(1)
    desk.list = without(DESK_MIC)
    assert desk.run(5) == ["microphone changed"]
    assert desk.uses() == ("spare", "desk")
    desk.list = ALL
    assert desk.run(5) == ["microphone changed"]


def test_when_the_last_one_goes_it_is_said_once_and_its_return_too():
    desk = Desk()
    desk.run(1)
    desk.list = without(DESK_MIC, SPARE_MIC)
    assert desk.run(5) == ["microphone lost"]
    assert desk.uses() == (None, "desk")
    desk.list = ALL
    assert desk.run(1) == ["microphone returned"]


def test_a_changed_default_is_followed():
    desk = Desk()
    desk.run(1)
    desk.list = replace(ALL, default_speaker=SPARE)
    assert desk.run(1) == ["speaker changed"]
    assert desk.log == ["close desk"]


def test_a_stream_that_falls_silent_is_opened_anew_without_a_word():
    desk = Desk()
    desk.run(1)
    desk.mute = {"speaker"}
    desk.run(1.2)
    desk.mute = set()
    assert desk.log == ["close desk"]
    assert desk.run(1) == []
    assert desk.uses() == ("desk", "desk")


def test_sound_that_breaks_again_and_again_gets_more_ahead_once_nothing_plays():
    desk = Desk()
    desk.run(1)
    desk.idle = False
    desk.opened["speaker"].late = 3
    desk.run(1)
    assert desk.log == []
    desk.idle = True
    assert desk.run(1) == []
    assert desk.log == ["close desk"]
    assert desk.slower == 1
    assert desk.uses() == ("desk", "desk")


def test_a_changed_rate_is_taken_up_and_call_quality_is_said():
    desk = Desk()
    desk.run(1)
    call = device("speaker", "desk", rate=16_000)
    desk.list = DeviceList((DESK_MIC, SPARE_MIC, call, SPARE), DESK_MIC, call)
    assert desk.run(2) == ["speaker call quality"]
    opened = desk.keeper.device("speaker")
    assert opened is not None
    assert opened.rate == 16_000


def test_a_busy_device_is_said_once_and_tried_again_ever_more_seldom():
    desk = Desk()
    desk.refusing = {"desk"}
    assert desk.run(20) == ["microphone busy", "speaker busy"]
    assert "close that program" in desk.events[0].sentence
    desk.refusing = set()
    assert desk.run(5.1) == ["microphone returned", "speaker returned"]


def test_a_device_that_portaudio_does_not_know_yet_makes_it_look_again_once():
    desk = Desk()
    desk.run(1)
    desk.stale = {"spare"}
    desk.list = without(DESK)
    assert desk.run(2) == ["speaker changed"]
    assert desk.refreshes == 1
    assert desk.uses() == ("desk", "spare")


def test_a_sound_server_that_was_killed_and_started_is_found_again():
    desk = Desk()
    desk.run(1)
    desk.list = DeviceList()
    assert desk.run(3) == ["microphone lost", "speaker lost"]
    desk.list, desk.stale = ALL, {"desk"}
    assert desk.run(2) == ["microphone returned", "speaker returned"]
    assert desk.refreshes == 1


@pytest.mark.parametrize("happening", ["changed", "lost", "busy", "returned", "call quality"])
def test_every_sentence_is_one(happening):
    sentence = DeviceEvent("speaker", happening, DESK).sentence
    assert sentence.endswith(".")
    assert sentence.count(".") == 1


def test_after_a_sleep_both_are_opened_anew_and_nothing_is_said():
    desk = Desk()
    desk.run(1)
    desk.slept = True
    assert desk.run(20) == []
    assert desk.log == ["close desk", "close desk"]
    assert desk.refreshes == 1
    assert desk.uses() == ("desk", "desk")


def test_devices_that_come_back_one_by_one_after_a_sleep_are_no_news():
    desk = Desk()
    desk.run(1)
    desk.list = DeviceList()
    desk.slept = True
    assert desk.run(2) == []
    desk.list = without(DESK_MIC)
    assert desk.run(2) == []
    assert desk.uses() == ("spare", "desk")
    desk.list = ALL
    assert desk.run(10) == []
    assert desk.uses() == ("desk", "desk")


def test_what_is_missing_a_while_after_a_sleep_is_said_once_and_its_return_too():
    desk = Desk()
    desk.run(1)
    desk.list = without(DESK_MIC, SPARE_MIC)
    desk.slept = True
    assert desk.run(5) == []
    assert desk.run(10) == ["microphone lost"]
    desk.list = ALL
    assert desk.run(10) == ["microphone returned"]


def test_another_device_than_before_the_sleep_is_said():
    desk = Desk()
    desk.run(1)
    desk.list = without(DESK)
    desk.slept = True
    assert desk.run(20) == ["speaker changed"]
    assert desk.events[-1].sentence == "I use Spare as the speaker now."


def test_a_device_that_comes_with_the_waking_is_said():
    desk = Desk()
    desk.list = without(DESK_MIC, SPARE_MIC)
    assert desk.run(2) == ["microphone lost", "speaker opened"]
    desk.list = ALL
    desk.slept = True
    assert desk.run(20) == ["microphone returned"]
