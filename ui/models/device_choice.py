"""What a list of devices offers: the system's own choice first, then each by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.capture.cameras import CameraName
from app.capture.devices import DeviceList, Kind
from app.capture.source_name import SCREEN
from app.settings import AUTO


@dataclass(frozen=True, slots=True)
class Offer:
    """value: as the setting takes it.  name: as people call it, empty if unknown.

    gone: it is chosen, and not there.
    """

    value: str
    name: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen, and which of them is."""

    offers: tuple[Offer, ...]
    chosen: int


def sound_offers(kind: Kind, devices: DeviceList, chosen: str) -> Offers:
    """Microphones or speakers; chosen: the setting's value."""
    there = devices.of(kind)
    times = Counter(device.label for device in there)
    default = devices.default(kind)
    offers = [Offer(AUTO, default.label if default is not None else "")]
    for device in there:
        # On Windows one device is listed once for each of the system's ways to it.
        name = device.label if times[device.label] == 1 else f"{device.label} ({device.host_api})"
        offers.append(Offer(device.key, name))
    found = [place for place, device in enumerate(there, 1) if device.is_called(chosen)]
    return _chosen(offers, chosen, 0 if chosen == AUTO else next(iter(found), None))


def camera_offers(cameras: Sequence[CameraName], chosen: str) -> Offers:
    """Cameras, and the screen; chosen: the setting's value, which may be a film or an address."""
    offers = [Offer(camera.source, camera.name) for camera in cameras]
    offers.append(Offer(SCREEN, ""))
    found = [place for place, offer in enumerate(offers) if offer.value == chosen]
    return _chosen(offers, chosen, next(iter(found), None), numbered=True)


def _chosen(
    offers: list[Offer], chosen: str, place: int | None, *, numbered: bool = False
) -> Offers:
    """With what is chosen among them, whether or not it is there."""
    if place is not None:
        return Offers(tuple(offers), place)
    name = "" if numbered and chosen.isdecimal() else chosen
    return Offers((*offers, Offer(chosen, name, gone=True)), len(offers))
