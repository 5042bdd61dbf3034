"""Counters and kinds of the devices that a session has open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.capture.devices import KINDS, Device, Kind
from app.live.trace import Entry

if TYPE_CHECKING:
    from app.sound.live_sound import LiveSound

UNDERRUN, DROPPED = "ReplyUnderrun", "SpeechDropped"
"""What the trace calls a reply that broke off, and one that was longer than can be held."""


@dataclass(frozen=True, slots=True)
class DeviceKind:
    """A device by what it is, without what it is called: names are often people's.

    host_api: the system's way to it.  rate: samples a second.
    """

    kind: Kind
    host_api: str
    channels: int
    rate: int

    @classmethod
    def of(cls, device: Device) -> DeviceKind:
        """Leave the names out."""
        return cls(device.kind, device.host_api, device.channels, device.rate)


@dataclass(frozen=True, slots=True)
class SoundFigures:
    """dropped: blocks of 10 ms that nobody took.  jumps: breaks of the speaker's reference.

    verdict: of the audio check of these devices, None if there was none.
    """

    devices: tuple[DeviceKind, ...]
    dropped: int
    jumps: int
    verdict: str | None


def sound_figures(sound: LiveSound) -> SoundFigures:
    """As things are at present; may be asked on any thread."""
    opened = (sound.keeper.device(kind) for kind in KINDS)
    check = sound.check
    return SoundFigures(
        devices=tuple(DeviceKind.of(device) for device in opened if device is not None),
        dropped=sound.microphone.dropped,
        jumps=sound.reference.jumps,
        verdict=None if check is None else check.verdict,
    )


def counted(entries: tuple[Entry, ...]) -> dict[str, int]:
    """How often replies broke off, and were too long, in what the trace still holds."""
    names = [entry.what for entry in entries]
    return {name: names.count(name) for name in (UNDERRUN, DROPPED)}
