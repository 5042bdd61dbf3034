"""The audio check on request, with a player and a microphone but no devices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from app.capture.audio_check import AudioCheck
from app.capture.check_store import CheckStore
from app.capture.devices import Device
from app.capture.microphone import NearBlock
from app.errors import UserError
from app.playback.player import Player
from app.sound.asked_check import check_open, check_sound, keep
from app.sound.events import DeviceEvent
from app.sound.live_sound import SoundChoice
from omni_core.media import HEARING_RATE

BLOCK = HEARING_RATE // 100
DEVICES = {
    "microphone": Device("microphone", "desk", "ALSA", "Desk", 1, 48_000),
    "speaker": Device("speaker", "desk", "ALSA", "Box", 2, 48_000),
}


class Room:
    """In place of `LiveSound`: what is played comes back 90 ms late, a tenth as loud."""

    def __init__(self, checks: CheckStore, tell: Callable[[DeviceEvent], None], lost: str) -> None:
        self.now = 50.0
        self.player = Player(HEARING_RATE)
        self.microphone = self.keeper = self
        self.taken_up: list[AudioCheck] = []
        self.hiss = np.random.default_rng(1)
        self.air = [np.zeros(BLOCK, np.float32)] * 9
        self.full = False
        for kind, device in DEVICES.items():
            gone = kind == lost
            tell(DeviceEvent(kind, "lost" if gone else "opened", None if gone else device))  # type: ignore[arg-type]

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None: ...

    def device(self, kind: str) -> Device:
        return DEVICES[kind]

    def take(self, _timeout: float) -> list[NearBlock]:
        block = np.zeros(BLOCK, np.float32)
        self.player.mixer.fill(block, self.now)
        self.air.append(block)
        noise = self.hiss.normal(0, 1e-3, BLOCK).astype(np.float32)
        heard = 0.1 * self.air.pop(0) + noise
        self.now += 0.01
        return [NearBlock(heard, heard, self.now - 0.01, 0.0, None)]

    def take_up(self, check: AudioCheck) -> None:
        if self.full:
            raise OSError
        self.taken_up.append(check)


def checked(folder: Path, *, lost: str = "", full: bool = False) -> tuple[Any, Room]:
    rooms: list[Room] = []

    def open_room(choice: SoundChoice, tell: Any, *, checks: CheckStore) -> Any:
        rooms.append(Room(checks, tell, lost))
        rooms[0].full = full
        return rooms[0]

    asked = check_sound(
        SoundChoice(), CheckStore(folder), open_sound=open_room, clock=lambda: rooms[0].now
    )
    return asked, rooms[0]


def test_it_is_measured_and_kept(tmp_path):
    asked, room = checked(tmp_path)
    assert (asked.microphone, asked.speaker, asked.kept) == ("Desk", "Box", True)
    assert asked.check.verdict == "good"
    assert asked.check.delay == pytest.approx(0.09, abs=0.011)
    assert room.taken_up == [asked.check]


def test_a_result_that_cannot_be_kept_is_told_all_the_same(tmp_path):
    asked, _ = checked(tmp_path, full=True)
    assert asked.check.verdict == "good"
    assert not asked.kept


def test_a_missing_device_is_named(tmp_path):
    with pytest.raises(UserError, match="I find no microphone; connect one"):
        checked(tmp_path, lost="microphone")


def test_a_check_of_open_devices_can_be_broken_off(tmp_path):
    room: Any = Room(CheckStore(tmp_path), lambda event: None, "")
    stopping = Event()
    takes = room.take

    def take(timeout: float) -> list[NearBlock]:
        if room.now > 51.0:
            stopping.set()
        return takes(timeout)

    room.take = take
    assert check_open(room, lambda: room.now, stopping) is None
    assert room.player.epoch is None, "the chime is cut"


def test_a_dead_microphone_says_nothing_of_the_room(tmp_path):
    room: Any = Room(CheckStore(tmp_path), lambda event: None, "")
    assert not keep(room, AudioCheck(0.0, None, -100.0, "dead"))
    assert room.taken_up == []
