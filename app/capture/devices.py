"""Microphones and speakers: what there are, which is the default one, which was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.settings import AUTO

Kind = Literal["microphone", "speaker"]
KINDS: tuple[Kind, Kind] = ("microphone", "speaker")

SOUND_SERVER = "sound server"
"""The host API of devices that PulseAudio or PipeWire names."""

CALL_RATE = 16_000
"""Bluetooth's call profile gives no more samples a second; its music profile 44,100 or more."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a speaker.

    name, host_api: what it is remembered by; an index changes with every plug.
    label: what people call it.  channels, rate: its own.
    """

    kind: Kind
    name: str
    host_api: str
    label: str
    channels: int
    rate: int

    @property
    def key(self) -> str:
        """Name and host API in one text, as it is kept in the settings."""
        return f"{self.name} ({self.host_api})"

    def is_called(self, name: str) -> bool:
        """Whether a person or a setting means this device by `name`."""
        return name in (self.key, self.name, self.label)


@dataclass(frozen=True, slots=True)
class DeviceList:
    """What there is at one moment.  default_*: None without any."""

    devices: tuple[Device, ...] = ()
    default_microphone: Device | None = None
    default_speaker: Device | None = None

    def default(self, kind: Kind) -> Device | None:
        """The system's default of a kind."""
        return self.default_microphone if kind == "microphone" else self.default_speaker

    def of(self, kind: Kind) -> tuple[Device, ...]:
        """All of a kind."""
        return tuple(device for device in self.devices if device.kind == kind)

    def has(self, device: Device) -> bool:
        """Whether `device` is still there, whatever its rate is now."""
        return any(d.key == device.key and d.kind == device.kind for d in self.devices)

    def choose(self, kind: Kind, chosen: str) -> Device | None:
        """The device called `chosen` if it is there, else the default one (`auto` means it).

        A system whose default is none of the kind, as when its last microphone went, may still
        have others.
        """
        if chosen != AUTO:
            for device in self.of(kind):
                if device.is_called(chosen):
                    return device
        return self.default(kind) or next(iter(self.of(kind)), None)


def sank_to_call_quality(before: DeviceList, after: DeviceList) -> Device | None:
    """A speaker that now plays as telephones do, because its headset's microphone is used.

    Bluetooth carries music or both directions of a call, so this is no fault of the device.
    """
    rates = {device.label: device.rate for device in before.of("speaker")}
    for device in after.of("speaker"):
        if device.rate <= CALL_RATE < rates.get(device.label, 0):
            return device
    return None


def listed(devices: Iterable[Device]) -> str:
    """Names for a sentence: `A, B and C`."""
    labels = [device.label for device in devices]
    return (
        " and ".join([", ".join(labels[:-1]), labels[-1]]) if len(labels) > 1 else "".join(labels)
    )
