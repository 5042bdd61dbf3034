"""The camera with sources that come and go, and real films, folders and streams."""

from __future__ import annotations

import socket
import threading

import numpy as np
import pytest
from PIL import Image

from app.capture.camera import Camera, CameraEvent, CameraFrame, FrameTicks
from app.capture.picture_source import (
    CaptureSource,
    FolderSource,
    Picture,
    Rhythm,
    SourceLostError,
    open_source,
)
from tests.rig.camera import UdpCamera, write_clip

RED, GREEN, BLUE = (220, 20, 20), (20, 220, 20), (20, 20, 220)


def colour_of(picture: Picture) -> int:
    """The strongest of red, green and blue."""
    return int(np.argmax(picture.reshape(-1, 3).mean(axis=0)))


class Lens:
    """A camera that gives numbered pictures until it is pulled out."""

    def __init__(self) -> None:
        self.plugged = True
        self.count = 0
        self.opened = 0
        self.closed = 0

    def open(self, name: str) -> Lens:
        if not self.plugged:
            raise SourceLostError
        self.opened += 1
        return self

    def read(self) -> Picture:
        if not self.plugged:
            raise SourceLostError
        self.count += 1
        return np.full((2, 2, 3), self.count % 256, np.uint8)

    def close(self) -> None:
        self.closed += 1


class Desk:
    def __init__(self, lens: Lens) -> None:
        self.now = 0.0
        self.told: list[CameraEvent] = []
        self.slept = False
        self.camera = Camera(
            "0",
            self.told.append,
            opener=lens.open,
            clock=lambda: self.now,
            slept=self._slept,
        )

    def _slept(self, now: float) -> bool:
        slept, self.slept = self.slept, False
        return slept

    def run(self, seconds: float) -> list[str]:
        before = len(self.told)
        end = self.now + seconds
        while self.now < end:
            self.now += max(self.camera.step(), 0.05)
        return [event.happening for event in self.told[before:]]


def test_the_newest_picture_wins():
    lens = Lens()
    desk = Desk(lens)
    assert desk.run(1) == ["opened"]
    frame = desk.camera.newest(desk.now)
    assert frame is not None
    assert frame.pixels[0, 0, 0] == lens.count
    assert desk.camera.newest(desk.now + 10) is None


def test_a_screen_that_cannot_be_seen_is_not_called_a_camera():
    lens = Lens()
    lens.plugged = False
    told: list[CameraEvent] = []
    Camera("screen", told.append, opener=lens.open, clock=lambda: 0.0).step()
    (event,) = told
    assert event == CameraEvent("missing", screen=True)
    assert "screen" in event.sentence
    assert "camera" not in event.sentence


def test_after_a_sleep_the_camera_is_opened_anew_and_a_late_one_is_no_news():
    lens = Lens()
    desk = Desk(lens)
    desk.run(1)
    desk.slept, lens.plugged = True, False
    assert desk.run(5) == []
    assert desk.camera.newest(desk.now) is None
    lens.plugged = True
    assert desk.run(10) == []
    assert (lens.opened, lens.closed) == (2, 1)
    assert desk.camera.newest(desk.now) is not None


def test_a_camera_that_stays_away_after_a_sleep_is_said():
    lens = Lens()
    desk = Desk(lens)
    desk.run(1)
    desk.slept, lens.plugged = True, False
    assert desk.run(20) == ["lost"]


def test_loss_and_return_are_told_once_and_the_device_is_given_back():
    lens = Lens()
    desk = Desk(lens)
    desk.run(1)
    lens.plugged = False
    assert desk.run(20) == ["lost"]
    assert desk.camera.newest(desk.now) is None
    assert lens.closed == 1
    lens.plugged = True
    assert desk.run(6) == ["returned"]
    assert lens.opened == 2
    assert all(e.sentence.count(".") == 1 for e in desk.told if e.happening != "opened")


def test_a_camera_that_never_was_is_told_so():
    lens = Lens()
    lens.plugged = False
    desk = Desk(lens)
    assert desk.run(20) == ["missing"]
    assert "privacy settings" in desk.told[0].sentence


def test_no_camera_on_this_machine_is_no_more_than_that(monkeypatch):
    with pytest.raises(SourceLostError):
        open_source("4242")
    with pytest.raises(SourceLostError):
        open_source("/nowhere/film.mp4")


def test_the_thread_ends_and_lets_go():
    lens = Lens()
    seen = threading.Event()
    with Camera("0", lambda _event: seen.set(), opener=lens.open) as camera:
        assert seen.wait(10)
    assert lens.closed == 1
    assert camera.newest(0.0) is None


def test_a_film_is_shown_over_and_over(tmp_path):
    clip = write_clip(tmp_path / "film.mp4", [RED, GREEN], frames_each=3)
    source = CaptureSource(str(clip), paced=True)
    seen = [colour_of(source.read()) for _ in range(12)]
    source.close()
    assert seen == [0, 0, 0, 1, 1, 1] * 2


def test_a_folder_gives_its_pictures_and_passes_over_what_is_none(tmp_path):
    Image.new("RGB", (4, 4), RED).save(tmp_path / "1.png")
    (tmp_path / "2.jpg").write_bytes(b"no picture")
    Image.new("RGB", (4, 4), BLUE).save(tmp_path / "3.png")
    (tmp_path / "notes.txt").write_text("no picture either")
    source = FolderSource(tmp_path, seconds=1e-3)
    assert [colour_of(source.read()) for _ in range(4)] == [0, 2, 0, 2]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SourceLostError):
        open_source(str(empty))


def test_a_stream_that_ends_is_lost_and_found_again(tmp_path):
    clip = write_clip(tmp_path / "film.mp4", [GREEN])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told: list[str] = []
    changed = threading.Condition()

    def tell(event: CameraEvent) -> None:
        with changed:
            told.append(event.happening)
            changed.notify_all()

    def await_told(number: int) -> None:
        with changed:
            assert changed.wait_for(lambda: len(told) >= number, 30)

    with UdpCamera(clip, port) as stream, Camera(stream.address, tell) as camera:
        await_told(1)
        frame = camera._newest
        assert frame is not None
        assert colour_of(frame.pixels) == 1
        stream.unplug()
        await_told(2)
        stream.plug()
        await_told(3)
    # A slow machine may need more than one try to open a stream.
    assert [event for event in told if event != "missing"][-2:] == ["lost", "returned"]


def test_beats_that_were_missed_are_not_made_up_for():
    now = [0.0]
    slept: list[float] = []
    rhythm = Rhythm(2.0, lambda: now[0], slept.append)
    for moment in (0.0, 0.1, 0.6, 3.0, 3.0):
        now[0] = moment
        rhythm.wait()
    assert slept == pytest.approx([0.0, 0.4, 0.4, 0.0, 0.5])


def test_ticks_take_the_newest_frame_or_repeat_the_last():
    def frame(value: int, time: float) -> CameraFrame:
        return CameraFrame(np.full((1, 1, 3), value, np.uint8), time)

    ticks = FrameTicks(begun=10.0)
    assert ticks.due(10.1, None) == []
    seen = ticks.due(10.6, frame(1, 10.4)) + ticks.due(10.8, frame(2, 10.7))
    seen += ticks.due(12.0, None)
    assert [(time, int(picture[0, 0, 0])) for time, picture in seen] == [
        (10.5, 1),
        (11.0, 1),
        (11.5, 1),
        (12.0, 1),
    ]
