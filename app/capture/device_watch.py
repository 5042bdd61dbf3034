"""Watches which devices there are: by the sound server's word, or by asking a child process."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from app.capture.devices import SOUND_SERVER, Device, DeviceList
from app.capture.list_devices import from_json

POLL_SECONDS = 10.0
"""Between two looks where nobody tells of changes; each costs a third of a second of one core."""

SERVER_SECONDS = 1.0
"""Between two tries to reach a sound server that is gone; and how soon a watch can be ended."""

CHILD_SECONDS = 20.0
"""A child process that lists devices and takes longer is stuck in a driver."""

ROOT = Path(__file__).resolve().parents[2]

_NOWHERE = "auto_null"
"""What a sound server plays to while there is no speaker; people read of it as a dummy output."""

_log = logging.getLogger(__name__)


class DeviceSource(Protocol):
    """Where lists of devices come from."""

    def list(self) -> DeviceList | None:
        """What there is now; None if nobody can be asked."""
        ...

    def wait(self, seconds: float, prompted: threading.Event) -> None:
        """Return when something may have changed, or after `seconds`."""
        ...

    def close(self) -> None:
        """Give up what is held."""
        ...


class ChildSource:
    """PortAudio's own list, by a child process."""

    def list(self) -> DeviceList | None:
        """Ask a new child."""
        try:
            done = subprocess.run(
                [sys.executable, "-m", "app.capture.list_devices"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=CHILD_SECONDS,
                check=True,
                # On Windows a console program started by a windowed one would open a window.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return from_json(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
            _log.warning("The devices could not be listed: %s", type(error))
            return None

    def wait(self, seconds: float, prompted: threading.Event) -> None:
        """Nobody tells."""
        prompted.wait(max(seconds, POLL_SECONDS))

    def close(self) -> None:
        """Nothing is held."""


class ServerSource:
    """The list of PulseAudio or PipeWire, which also tells when it changes."""

    def __init__(self, pulsectl: ModuleType) -> None:
        """pulsectl: the module, which needs the system's libpulse."""
        self._pulsectl = pulsectl
        self._gone = (pulsectl.PulseError, pulsectl.PulseDisconnected)
        self._pulse: Any = None

    def list(self) -> DeviceList | None:
        """Ask the server; an empty list while there is none."""
        try:
            if self._pulse is None:
                self._pulse = self._connected()
            info = self._pulse.server_info()
            sources, sinks = self._pulse.source_list(), self._pulse.sink_list()
        except self._gone:
            self.close()
            return DeviceList()
        # A monitor is what a speaker plays, not a microphone.
        heard = [s for s in sources if s.monitor_of_sink_name is None]
        microphones = [_from_server("microphone", source) for source in heard]
        speakers = [_from_server("speaker", sink) for sink in sinks if sink.name != _NOWHERE]
        return DeviceList(
            (*microphones, *speakers),
            next((d for d in microphones if d.name == info.default_source_name), None),
            next((d for d in speakers if d.name == info.default_sink_name), None),
        )

    @property
    def reached(self) -> bool:
        """Whether there is a server; it may have no devices."""
        return self._pulse is not None

    def wait(self, seconds: float, prompted: threading.Event) -> None:
        """Until the server tells of a change."""
        if self._pulse is None:
            prompted.wait(seconds)
            return
        try:
            self._pulse.event_listen(timeout=seconds)
        except self._gone:
            self.close()

    def close(self) -> None:
        """Part from the server."""
        pulse, self._pulse = self._pulse, None
        if pulse is not None:
            pulse.close()

    def _connected(self) -> Any:  # noqa: ANN401 - pulsectl is untyped
        pulse = self._pulsectl.Pulse("visavis", connect=False)
        try:
            pulse.connect(autospawn=False)
            pulse.event_mask_set("sink", "source", "server", "card")
            pulse.event_callback_set(self._stop_listening)
        except self._gone:
            pulse.close()
            raise
        return pulse

    def _stop_listening(self, _event: object) -> None:
        raise self._pulsectl.PulseLoopStop


def _from_server(kind: Any, entry: Any) -> Device:  # noqa: ANN401 - pulsectl is untyped
    return Device(
        kind=kind,
        name=entry.name,
        host_api=SOUND_SERVER,
        label=entry.description or entry.name,
        channels=int(entry.channel_count),
        rate=int(entry.sample_spec.rate),
    )


def best_source() -> DeviceSource:
    """The sound server's list where there is one, else PortAudio's."""
    if sys.platform.startswith("linux"):
        try:
            import pulsectl  # here because it fails without the system's libpulse
        except (ImportError, OSError):
            return ChildSource()
        server = ServerSource(pulsectl)
        server.list()
        if server.reached:
            return server
        server.close()
    return ChildSource()


class DeviceWatch:
    """A thread that keeps the list of devices, and calls when it has changed."""

    def __init__(self, source: DeviceSource, changed: Callable[[], None]) -> None:
        """changed: called from the watch's thread."""
        self._source = source
        self._changed = changed
        self._prompted = threading.Event()
        self._stopping = threading.Event()
        self.devices = DeviceList()
        """What there is; replaced as a whole."""
        self._thread = threading.Thread(target=self._run, name="device watch", daemon=True)

    def start(self) -> None:
        """Look once, then watch."""
        self.look()
        self._thread.start()

    def close(self) -> None:
        """End the watch."""
        self._stopping.set()
        self._prompted.set()
        if self._thread.is_alive():
            self._thread.join()
        self._source.close()

    def prompt(self) -> None:
        """Something may have changed: a window system said so, or a device fell silent."""
        self._prompted.set()

    def look(self) -> None:
        """Ask now; belongs to the watch's thread once it runs."""
        found = self._source.list()
        if found is not None and found != self.devices:
            self.devices = found
            self._changed()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._source.wait(SERVER_SECONDS, self._prompted)
            self._prompted.clear()
            if not self._stopping.is_set():
                self.look()
