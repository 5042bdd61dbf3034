"""Keeps a microphone and a speaker open through all that happens to devices: the one place.

PortAudio raises nothing when a device is pulled out or the default changes: callbacks go on with
another device, or fall silent.  So loss is noticed here, by the list of devices and by the clock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.capture.devices import KINDS, Device, DeviceList, Kind, sank_to_call_quality
from app.sound.events import DeviceEvent
from app.sound.streams import CannotOpenError, OpenStream
from app.sound.waking import Waking

SILENT_SECONDS = 1.0
"""A device calls a hundred times a second; one that has not for so long is gone."""

SETTLE_SECONDS = 0.15
"""After a change of the list: pulling a plug changes list and default in several steps."""

FIRST_RETRY_SECONDS = 0.5
LONGEST_RETRY_SECONDS = 5.0
"""Between tries to open a device that refuses: busy for a moment mostly, sometimes for long."""

LATE_CALLS = 3
"""So many breaks of one stream are no accident: it needs more sound ahead."""

STEP_SECONDS = 0.05


class Port(Protocol):
    """Opens and closes; see `app.sound.streams.DevicePort`."""

    def refresh(self) -> None: ...  # noqa: D102

    def close(self, stream: OpenStream) -> None: ...  # noqa: D102

    def slow_down(self, kind: Kind) -> bool: ...  # noqa: D102


class Side(Protocol):
    """What is done with an open device of one kind."""

    def open(self, device: Device) -> OpenStream:
        """Open it and join it to what hears or plays.

        Raises: CannotOpenError.
        """
        ...

    def closed(self) -> None:
        """Its stream has been closed."""
        ...


@dataclass
class _Kept:
    """One kind's state.  told: whether its loss or refusal was said."""

    chosen: str
    stream: OpenStream | None = None
    last: Device | None = None
    retry_at: float = 0.0
    retry_after: float = FIRST_RETRY_SECONDS
    refreshed: bool = False
    told: bool = False


class DeviceKeeper:
    """`step` belongs to one thread, which may be `run`'s."""

    def __init__(
        self,
        port: Port,
        sides: dict[Kind, Side],
        devices: Callable[[], DeviceList],
        chosen: dict[Kind, str],
        idle: Callable[[], bool] = lambda: True,
        slept: Callable[[float], bool] = lambda _: False,
    ) -> None:
        """Nothing is opened yet.

        devices: the list at present.  chosen: names from the settings, `auto` for the default.
        idle: whether nothing is being played, so that a stream may be opened anew unheard.
        slept: whether the computer has since it was asked last.

        A kind without a side is not opened.
        """
        self._port = port
        self._sides = sides
        self._devices = devices
        self._idle = idle
        self._slept = slept
        self._waking: Waking | None = None
        self._kept: dict[Kind, _Kept] = {
            kind: _Kept(chosen[kind]) for kind in KINDS if kind in sides
        }
        self._list = DeviceList()
        self._changed_at = float("-inf")
        self._prompted = threading.Event()

    def prompt(self) -> None:
        """Any thread: the list has changed."""
        self._prompted.set()

    def device(self, kind: Kind) -> Device | None:
        """What is open of a kind."""
        kept = self._kept.get(kind)
        return kept.stream.device if kept and kept.stream else None

    def choose(self, kind: Kind, name: str) -> None:
        """Any thread: another device is wanted, by its name; `auto` for the default."""
        if kind in self._kept:
            self._kept[kind].chosen = name
            self._prompted.set()

    def step(self, now: float) -> list[DeviceEvent]:
        """Close what is gone, open what is wanted, and tell what a person should know."""
        if self._slept(now):
            self._open_anew(now)
        events = self._follow(now)
        if self._waking is None:
            return events
        self._waking.hold(events)
        if not self._waking.over(now):
            return []
        told, self._waking = self._waking.told(self.device), None
        return told

    def _open_anew(self, now: float) -> None:
        """After a sleep a stream may look alive and be deaf: begin with none."""
        before: dict[Kind, Device | None] = {kind: self.device(kind) for kind in self._kept}
        for kind, kept in self._kept.items():
            self._close(kind)
            kept.retry_at, kept.retry_after = now, FIRST_RETRY_SECONDS
        self._port.refresh()
        self._changed_at = now
        self._waking = Waking(now, before)

    def _follow(self, now: float) -> list[DeviceEvent]:
        events: list[DeviceEvent] = []
        devices = self._devices()
        if devices != self._list:
            sunk = sank_to_call_quality(self._list, devices)
            if sunk is not None and self.device("speaker") is not None:
                events.append(DeviceEvent("speaker", "call quality", sunk))
            self._list = devices
            self._changed_at = now
        settled = now - self._changed_at >= SETTLE_SECONDS
        for kind, kept in self._kept.items():
            if kept.stream and self._must_close(kind, kept.stream, now, settled=settled):
                self._close(kind)
                kept.retry_at = now
            elif kept.stream and kept.stream.late >= LATE_CALLS and self._idle():
                kept.stream.late = 0
                if self._port.slow_down(kind):
                    self._close(kind)
        if settled:
            for kind, kept in self._kept.items():
                if kept.stream is None:
                    events += self._reopen(kind, kept, now)
        return events

    def run(self, clock: Callable[[], float], tell: Callable[[DeviceEvent], None],
            stopping: threading.Event) -> None:  # fmt: skip
        """The devices' thread: step until `stopping`, then close everything."""
        while not stopping.is_set():
            for event in self.step(clock()):
                tell(event)
            self._prompted.wait(STEP_SECONDS)
            self._prompted.clear()
        self.close()

    def close(self) -> None:
        """Close both."""
        for kind in self._kept:
            self._close(kind)

    def _must_close(self, kind: Kind, stream: OpenStream, now: float, *, settled: bool) -> bool:
        if not stream.active or now - stream.asked > SILENT_SECONDS:
            return True
        if not self._list.has(stream.device):
            return True
        if not settled:
            return False
        wanted = self._list.choose(kind, self._kept[kind].chosen)
        return wanted != stream.device  # another one, or the same at another rate

    def _reopen(self, kind: Kind, kept: _Kept, now: float) -> list[DeviceEvent]:
        wanted = self._list.choose(kind, kept.chosen)
        if wanted is None:
            told, kept.told = kept.told, True
            kept.refreshed = False
            return [] if told else [DeviceEvent(kind, "lost", kept.last)]
        if now < kept.retry_at:
            return []
        stream = self._opened(kind, kept, wanted)
        if stream is None:
            kept.retry_at = now + kept.retry_after
            kept.retry_after = min(2 * kept.retry_after, LONGEST_RETRY_SECONDS)
            told, kept.told = kept.told, True
            return [] if told else [DeviceEvent(kind, "busy", wanted)]
        before, told = kept.last, kept.told
        kept.stream, kept.last = stream, wanted
        kept.told = kept.refreshed = False
        kept.retry_after = FIRST_RETRY_SECONDS
        if before is None and not told:
            return [DeviceEvent(kind, "opened", wanted)]
        if told:
            return [DeviceEvent(kind, "returned", wanted)]
        if before is not None and before.key != wanted.key:
            return [DeviceEvent(kind, "changed", wanted)]
        return []  # the same one after a moment's trouble: nothing a person would notice

    def _opened(self, kind: Kind, kept: _Kept, wanted: Device) -> OpenStream | None:
        try:
            return self._sides[kind].open(wanted)
        except CannotOpenError:
            if kept.refreshed:
                return None
        # PortAudio's list may be from before the device came, or before the server was restarted.
        # It can be renewed only while nothing is open, so both break off, once.
        kept.refreshed = True
        for other in self._kept:
            self._close(other)
        self._port.refresh()
        try:
            return self._sides[kind].open(wanted)
        except CannotOpenError:
            return None

    def _close(self, kind: Kind) -> None:
        kept = self._kept[kind]
        stream, kept.stream = kept.stream, None
        if stream is not None:
            self._port.close(stream)
            self._sides[kind].closed()
