"""Opens a microphone or a speaker by PortAudio, at its own rate and number of channels."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.capture.devices import KINDS, SOUND_SERVER, Device, Kind
from app.sound.portaudio import PortAudio, Stream
from app.sound.priority import run_ahead

BLOCK_SECONDS = 0.01
"""What a callback is asked for: shorter costs processor time, longer costs delay."""

LATENCIES = (0.04, 0.08, 0.16)
"""Seconds asked of a device: the first, and where a busy computer breaks the sound, the next."""

MOST_CHANNELS = 2
"""Speech is mono; more channels of a desk's array or of a studio's mixer bring nothing."""

_SERVER_DEVICE = "pulse"
"""PortAudio's name of the sound server, which is told by a variable which device is meant."""

_SERVER_VARIABLES = {"microphone": "PULSE_SOURCE", "speaker": "PULSE_SINK"}


class CannotOpenError(Exception):
    """The device is there, and yet gives or takes no sound: busy, or of a kind nobody expects."""


class Heard(Protocol):
    """Where a microphone's callback puts what it was given."""

    def offer(self, samples: NDArray[np.float32], moment: float) -> None:
        """samples: float32 [n, channels]; moment: monotonic seconds of the first of them."""
        ...


class Played(Protocol):
    """Where a speaker's callback gets what it is to play."""

    def fill(self, out: NDArray[np.float32], moment: float) -> None:
        """out: float32 [n]; moment: monotonic seconds at which the first of them sounds."""
        ...


@dataclass(eq=False)
class OpenStream:
    """A running stream.

    rate: samples a second.  asked: monotonic seconds of the last callback, or of the opening.
    latency: seconds of sound between computer and device.
    calls: of its callback.  late: those that came when all that sound must have run out.
    """

    device: Device
    rate: int
    stream: Stream
    asked: float
    latency: float
    calls: int = 0
    late: int = 0

    def called(self, now: float) -> None:
        """The device's callback was called."""
        if self.calls == 0:
            run_ahead()
        elif now - self.asked > self.latency:
            self.late += 1  # PortAudio's own flags miss most of them
        self.calls += 1
        self.asked = now

    @property
    def active(self) -> bool:
        """Whether PortAudio itself thinks that it runs."""
        return bool(self.stream.active)


class DevicePort:
    """PortAudio, for the one thread that opens and closes."""

    def __init__(self, audio: PortAudio, clock: Callable[[], float] = time.monotonic) -> None:
        self._audio = audio
        self._clock = clock
        self._step: dict[Kind, int] = dict.fromkeys(KINDS, 0)

    def slow_down(self, kind: Kind) -> bool:
        """From now on ask for more sound between computer and device; False if there is no more."""
        if self._step[kind] + 1 == len(LATENCIES):
            return False
        self._step[kind] += 1
        return True

    def refresh(self) -> None:
        """Let PortAudio look at the system's devices anew; every stream must be closed."""
        self._audio._terminate()
        self._audio._initialize()

    def open_microphone(self, device: Device, attach: Callable[[int], Heard]) -> OpenStream:
        """Open and start `device`; `attach(rate)` gives where its sound goes.

        Raises: CannotOpenError.
        """

        def opened(rate: int, channels: int, index: int) -> OpenStream:
            sink = attach(rate)
            holder: list[OpenStream] = []

            def callback(data: Any, _frames: int, times: Any, _status: object) -> None:  # noqa: ANN401
                now = self._clock()
                moment = now + _offset(times.inputBufferAdcTime, times.currentTime)
                if times.inputBufferAdcTime <= 0:
                    moment = now - len(data) / rate
                sink.offer(data, moment)
                if holder:
                    holder[0].called(now)

            stream = self._audio.InputStream(
                device=index, samplerate=rate, channels=channels, **self._common(device, callback)
            )
            latency = LATENCIES[self._step[device.kind]]
            holder.append(OpenStream(device, rate, stream, self._clock(), latency))
            return holder[0]

        return self._open(device, opened)

    def open_speaker(
        self, device: Device, attach: Callable[[int], tuple[Played, Heard]]
    ) -> OpenStream:
        """Open and start `device`; `attach(rate)` gives what it plays, and who else hears that.

        Raises: CannotOpenError.
        """

        def opened(rate: int, channels: int, index: int) -> OpenStream:
            source, reference = attach(rate)
            holder: list[OpenStream] = []
            mono = np.zeros(rate, np.float32)

            def callback(data: Any, frames: int, times: Any, _status: object) -> None:  # noqa: ANN401
                now = self._clock()
                moment = now + _offset(times.outputBufferDacTime, times.currentTime)
                source.fill(mono[:frames], moment)
                reference.offer(mono[:frames], moment)
                data[:] = mono[:frames, np.newaxis]
                if holder:
                    holder[0].called(now)

            stream = self._audio.OutputStream(
                device=index, samplerate=rate, channels=channels, **self._common(device, callback)
            )
            latency = LATENCIES[self._step[device.kind]]
            holder.append(OpenStream(device, rate, stream, self._clock(), latency))
            return holder[0]

        return self._open(device, opened)

    def close(self, stream: OpenStream) -> None:
        """Stop at once and give the device back; a device that is gone makes no fuss."""
        with suppress(self._audio.PortAudioError):
            stream.stream.abort()
        with suppress(self._audio.PortAudioError):
            stream.stream.close()

    def _common(self, device: Device, callback: Callable[..., None]) -> dict[str, Any]:
        return {
            "dtype": "float32",
            "blocksize": round(device.rate * BLOCK_SECONDS),
            "latency": LATENCIES[self._step[device.kind]],
            "callback": callback,
        }

    def _open(self, device: Device, opened: Callable[[int, int, int], OpenStream]) -> OpenStream:
        index = self._index(device)
        few = min(MOST_CHANNELS, device.channels)
        error: Exception | None = None
        with _server_told(device):
            for channels in dict.fromkeys((1, few) if device.kind == "microphone" else (few, 1)):
                try:
                    stream = opened(device.rate, channels, index)
                except (self._audio.PortAudioError, ValueError) as refusal:
                    error = refusal
                    continue
                try:
                    stream.stream.start()
                except self._audio.PortAudioError as refusal:
                    stream.stream.close()
                    error = refusal
                    continue
                return stream
        raise CannotOpenError(device.kind) from error

    def _index(self, device: Device) -> int:
        """Where PortAudio lists `device` at present.

        Raises: CannotOpenError if it does not; `refresh` may help.
        """
        apis = [api["name"] for api in self._audio.query_hostapis()]
        channels = "max_input_channels" if device.kind == "microphone" else "max_output_channels"
        for index, entry in enumerate(self._audio.query_devices()):
            if entry[channels] < 1:
                continue
            if device.host_api == SOUND_SERVER:
                if entry["name"] == _SERVER_DEVICE:
                    return index
            elif (entry["name"], apis[entry["hostapi"]]) == (device.name, device.host_api):
                return index
        raise CannotOpenError(device.kind)


def _offset(at: float, now: float) -> float:
    """From a callback to the sound of its first sample; a driver that knows no times says 0."""
    return at - now if at > 0 and now > 0 else 0.0


@contextmanager
def _server_told(device: Device) -> Iterator[None]:
    """While this lasts, opening the sound server's device opens `device`."""
    if device.host_api != SOUND_SERVER:
        yield
        return
    variable = _SERVER_VARIABLES[device.kind]
    before = os.environ.get(variable)
    os.environ[variable] = device.name
    try:
        yield
    finally:
        if before is None:
            del os.environ[variable]
        else:
            os.environ[variable] = before
