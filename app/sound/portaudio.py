"""PortAudio as far as it is used, and how it is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from app.errors import UserError
from app.sentences import say


class Stream(Protocol):
    """What is used of `sounddevice`'s streams."""

    @property
    def active(self) -> bool: ...  # noqa: D102 - PortAudio's own terms

    @property
    def latency(self) -> Any: ...  # noqa: ANN401, D102

    def start(self) -> object: ...  # noqa: D102

    def stop(self) -> object: ...  # noqa: D102 - returns once all sound handed over was played

    def abort(self) -> object: ...  # noqa: D102

    def close(self) -> object: ...  # noqa: D102


class PortAudio(Protocol):
    """What is used of the module `sounddevice`."""

    @property
    def PortAudioError(self) -> type[Exception]: ...  # noqa: D102, N802 - PortAudio's own names

    @property
    def InputStream(self) -> Callable[..., Stream]: ...  # noqa: D102, N802

    @property
    def OutputStream(self) -> Callable[..., Stream]: ...  # noqa: D102, N802

    def query_devices(self, device: Any = None, kind: Any = None) -> Any: ...  # noqa: ANN401, D102

    def query_hostapis(self) -> Any: ...  # noqa: ANN401, D102

    def check_output_settings(  # noqa: D102
        self, *, device: str | None, channels: int, dtype: str, samplerate: int
    ) -> None: ...

    def _initialize(self) -> None: ...

    def _terminate(self) -> None: ...


def load_portaudio() -> PortAudio:
    """PortAudio, through `sounddevice`.

    Raises: UserError without it.
    """
    try:
        import sounddevice  # here because it fails without the system's PortAudio library
    except (ImportError, OSError):
        raise UserError(
            say(
                "The sound library PortAudio is missing, so nothing can be played or heard; "
                "install it (on Debian and Ubuntu: sudo apt-get install libportaudio2)."
            )
        ) from None
    return sounddevice  # pyright: ignore[reportReturnType]: its stubs name fewer defaults
