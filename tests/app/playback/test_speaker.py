"""The speaker against a device made of threads: PortAudio itself needs a sound card."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import soxr

from app.errors import UserError
from app.playback import speaker as speaker_module
from app.playback.speaker import open_speaker, play

RATE = 24_000
SPEECH = np.asarray(np.sin(np.arange(RATE // 2) / 7) / 2, dtype=np.float32)


class DeviceError(Exception):
    """As PortAudio's."""


class Stream:
    """Asks for sound from a thread of its own, as PortAudio does, but as fast as it can."""

    def __init__(self, device: Device, callback: Callable[..., None], channels: int) -> None:
        self.device = device
        self.callback = callback
        self.channels = channels
        self.stopping = threading.Event()
        self.ended_by = ""
        self.closed = False
        self.thread = threading.Thread(target=self.ask, daemon=True)

    def ask(self) -> None:
        self.device.asking.wait()
        while not self.stopping.is_set() and not self.device.unplugged:
            self.ask_once()

    def ask_once(self) -> None:
        out = np.full((480, self.channels), np.nan, np.float32)
        self.callback(out, 480, None, None)
        if out.any():
            self.device.played.append(out)

    def start(self) -> None:
        if self.channels in self.device.refused:
            raise DeviceError("Unanticipated host error")
        self.thread.start()

    def stop(self) -> None:
        self.ended_by = "stop"

    def abort(self) -> None:
        self.ended_by = "abort"

    def close(self) -> None:
        self.closed = True
        self.stopping.set()
        if self.thread.ident is not None:
            self.thread.join()


class Device:
    """What `sounddevice` offers of one machine."""

    PortAudioError = DeviceError

    def __init__(
        self, rates: tuple[int, ...] = (RATE,), channels: tuple[int, ...] = (1, 2)
    ) -> None:
        self.rates = rates
        self.channels = channels
        self.refused: set[int] = set()
        """Numbers of channels it accepts in words, yet does not start with."""
        self.unplugged = False
        self.asking = threading.Event()
        """Not set before all is queued: this device is quicker than any writer."""
        self.played: list[np.ndarray] = []
        self.streams: list[Stream] = []

    def query_devices(self, device: str | None, kind: str) -> Any:
        assert kind == "output"
        if not self.rates:
            raise DeviceError("Error querying device -1")
        if device not in (None, "desk"):
            raise ValueError(f"No output device matching {device!r}")
        return {
            "default_samplerate": float(self.rates[0]),
            "max_output_channels": self.channels[-1],
        }

    def check_output_settings(
        self, *, device: str | None, channels: int, dtype: str, samplerate: int
    ) -> None:
        if samplerate not in self.rates or channels not in self.channels:
            raise DeviceError("Invalid sample rate")

    def OutputStream(self, **settings: Any) -> Stream:  # noqa: N802
        assert all(stream.closed for stream in self.streams), "one at a time is held"
        stream = Stream(self, settings["callback"], settings["channels"])
        self.streams.append(stream)
        return stream

    @property
    def heard(self) -> np.ndarray:
        """[n, channels]; what the loudspeaker gave from its first to its last sound."""
        return np.concatenate(self.played) if self.played else np.zeros((0, 1), np.float32)


def trimmed(samples: np.ndarray) -> np.ndarray:
    sounding = np.flatnonzero(samples)
    return samples[sounding[0] : sounding[-1] + 1]


@pytest.mark.parametrize("channels", [(1, 2), (2,)])
def test_everything_is_played_in_order(channels):
    device = Device(channels=channels)
    with open_speaker(RATE, "desk", device) as speaker:
        for piece in np.split(SPEECH, [7, 2000, 2001, 9000]):
            speaker.write(piece)
        device.asking.set()
    for channel in device.heard.T:
        assert np.array_equal(trimmed(channel), trimmed(SPEECH))
    assert device.streams[0].ended_by == "stop"


def test_a_device_of_another_rate_gets_it_resampled():
    device = Device(rates=(48_000,))
    with open_speaker(RATE, None, device) as speaker:
        for piece in np.split(SPEECH, [7, 2000, 2001, 9000]):
            speaker.write(piece)
        device.asking.set()
        speaker.finish()
    heard = trimmed(device.heard[:, 0])
    expected = soxr.resample(SPEECH, RATE, 48_000)
    assert abs(heard.size - expected.size) < 960
    assert np.corrcoef(heard[2000:20000], expected[2001:20001])[0, 1] > 0.99


def test_a_failure_stops_the_sound_at_once():
    device = Device()

    def fail() -> None:
        with open_speaker(RATE, None, device) as speaker:
            speaker.write(SPEECH)
            device.asking.set()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert device.streams[0].ended_by == "abort"


def test_an_unplugged_device_is_no_hang(monkeypatch):
    monkeypatch.setattr(speaker_module, "STALL_SECONDS", 0.05)
    device = Device()
    speaker = open_speaker(RATE, None, device)
    device.unplugged = True
    device.asking.set()
    device.streams[0].thread.join()
    speaker.write(SPEECH)
    with pytest.raises(UserError, match="stopped taking sound"):
        speaker.finish()


def test_a_stream_that_does_not_start_is_closed_before_the_next_one_is_tried():
    device = Device()
    device.refused = {1}
    with open_speaker(RATE, None, device) as speaker:
        speaker.write(SPEECH)
        device.asking.set()
    assert [stream.channels for stream in device.streams] == [1, 2]
    assert np.array_equal(trimmed(device.heard[:, 0]), trimmed(SPEECH))


def test_a_device_that_never_starts_is_said_and_left_closed():
    device = Device()
    device.refused = {1, 2}
    with pytest.raises(UserError, match="takes no sound"):
        open_speaker(RATE, None, device)
    assert device.streams
    assert all(stream.closed for stream in device.streams)


def test_what_is_missing_is_said():
    # Said by `talk --play`, the sample and `voices preview` alike: no option is named.
    with pytest.raises(UserError, match=r"^No sound device was found, so .*; connect one\.$"):
        open_speaker(RATE, None, Device(rates=()))
    with pytest.raises(UserError, match=r"^No speaker is called attic, so .* name another\.$"):
        open_speaker(RATE, "attic", Device())
    with pytest.raises(UserError, match="takes no sound"):
        open_speaker(RATE, None, Device(channels=(6,)))


def test_no_portaudio(monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(UserError, match="PortAudio is missing"):
        play(SPEECH, RATE)
