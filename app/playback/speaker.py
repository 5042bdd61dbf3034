"""The loudspeaker, through PortAudio."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Protocol

import numpy as np
import soxr
from numpy.typing import NDArray

from app.errors import UserError
from app.playback.ring import SampleRing
from app.sound.portaudio import load_portaudio

RING_SECONDS = 120
"""More than the longest reply lasts, so that no engine ever waits for the speaker."""

STALL_SECONDS = 3.0
"""A device asks for sound at least ten times a second; one that has not for so long is gone."""

_MOST_CHANNELS = 2
"""Speech is mono; some devices take nothing less than stereo."""


class Stream(Protocol):
    """What is used of `sounddevice.OutputStream`."""

    def start(self) -> object: ...  # noqa: D102 - PortAudio's own terms

    def stop(self) -> object: ...  # noqa: D102 - returns once all sound handed over was played

    def abort(self) -> object: ...  # noqa: D102

    def close(self) -> object: ...  # noqa: D102


class PortAudio(Protocol):
    """What is used of the module `sounddevice`."""

    @property
    def PortAudioError(self) -> type[Exception]: ...  # noqa: D102, N802 - PortAudio's own names

    @property
    def OutputStream(self) -> Callable[..., Stream]: ...  # noqa: D102, N802

    def query_devices(self, device: str | None, kind: str) -> Any: ...  # noqa: ANN401, D102

    def check_output_settings(  # noqa: D102
        self, *, device: str | None, channels: int, dtype: str, samplerate: int
    ) -> None: ...


class SpeakerStream:
    """Plays mono speech; use as a context manager.  `write` and `finish` belong to one thread."""

    def __init__(
        self, portaudio: PortAudio, device: str | None, rate: int, device_rate: int, channels: int
    ) -> None:
        """Begin to play silence; see `open_speaker`.

        Raises: PortAudio's own errors if the device does not begin; it is closed then.
        """
        self._rate = rate
        self._device_rate = device_rate
        self._error = portaudio.PortAudioError
        self._ring = SampleRing(RING_SECONDS * device_rate)
        self._resampler = self._new_resampler()
        self._stream = portaudio.OutputStream(
            samplerate=device_rate,
            device=device,
            channels=channels,
            dtype="float32",
            callback=self._fill,
        )
        try:
            self._stream.start()
        except self._error:
            self._stream.close()
            raise

    def write(self, samples: NDArray[np.float32]) -> None:
        """Queue speech (float32 [n], -1..1) and return; waits only when the ring is full.

        Raises: UserError if the device has stopped taking sound.
        """
        self._queue(samples, last=False)

    def finish(self) -> None:
        """Return once everything queued has been handed to the device.

        Raises: UserError if the device has stopped taking sound.
        """
        self._queue(np.zeros(0, np.float32), last=True)
        self._resampler = self._new_resampler()
        while len(self._ring):
            self._wait()

    def __enter__(self) -> SpeakerStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Play to the end, or stop at once if something went wrong."""
        try:
            if kind is None:
                self.finish()
                self._stream.stop()
            else:
                self._stream.abort()
        except self._error:
            raise _gone() from None
        finally:
            self._stream.close()

    def _queue(self, samples: NDArray[np.float32], *, last: bool) -> None:
        if self._resampler:
            samples = self._resampler.resample_chunk(samples, last=last)
        while samples.size:
            samples = samples[self._ring.offer(samples) :]
            if samples.size:
                self._wait()

    def _wait(self) -> None:
        if not self._ring.wait_for_reader(STALL_SECONDS):
            raise _gone()

    def _new_resampler(self) -> soxr.ResampleStream | None:
        if self._rate == self._device_rate:
            return None
        return soxr.ResampleStream(self._rate, self._device_rate, 1, dtype="float32")

    def _fill(self, out: NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
        """PortAudio's callback: copies what waits.  `out` is float32 [frames, channels]."""
        self._ring.take(out[:, 0])
        out[:, 1:] = out[:, :1]


def open_speaker(
    rate: int, device: str | None = None, portaudio: PortAudio | None = None
) -> SpeakerStream:
    """Open the speaker named `device` (None: the system's default) for speech at `rate`.

    The sound is resampled if the device does not take this rate.

    Raises: UserError if there is no PortAudio, no such device, or it takes no sound.
    """
    audio = portaudio or load_portaudio()
    try:
        found = audio.query_devices(device, "output")
    except (audio.PortAudioError, ValueError):
        if device is None:
            missing, remedy = "No sound device was found", "connect one"
        else:
            missing, remedy = f"No speaker is called {device}", "connect it or name another"
        raise UserError(f"{missing}, so nothing can be played; {remedy}.") from None
    own_rate = round(found["default_samplerate"])
    stereo = min(_MOST_CHANNELS, int(found["max_output_channels"]))
    for device_rate, channels in ((rate, 1), (rate, stereo), (own_rate, 1), (own_rate, stereo)):
        try:
            audio.check_output_settings(
                device=device, channels=channels, dtype="float32", samplerate=device_rate
            )
            return SpeakerStream(audio, device, rate, device_rate, channels)
        except (audio.PortAudioError, ValueError):
            continue
    raise UserError("The speaker takes no sound; another program may hold it: close that first.")


def play(samples: NDArray[np.float32], rate: int, device: str | None = None) -> None:
    """Play mono sound (float32 [n], -1..1) to its end.

    Raises: UserError as `open_speaker` does.
    """
    with open_speaker(rate, device) as speaker:
        speaker.write(samples)


def _gone() -> UserError:
    return UserError("The speaker stopped taking sound; check that it is still connected.")
