from __future__ import annotations

from app.capture.cameras import CameraName
from app.capture.devices import Device, DeviceList
from ui.models.device_choice import Offer, camera_offers, sound_offers

DESK = Device("microphone", "desk", "ALSA", "Desk", 1, 48_000)
HEAD = Device("microphone", "head", "MME", "Headset", 1, 48_000)
HEAD_TOO = Device("microphone", "head", "WASAPI", "Headset", 1, 48_000)
BOX = Device("speaker", "box", "ALSA", "Box", 2, 48_000)
ALL = DeviceList((DESK, HEAD, HEAD_TOO, BOX), DESK, BOX)


def test_the_default_comes_first_and_the_rest_by_name() -> None:
    found = sound_offers("microphone", ALL, "auto")
    assert [offer.name for offer in found.offers] == [
        "Desk", "Desk", "Headset (MME)", "Headset (WASAPI)",
    ]  # fmt: skip
    assert found.offers[0].value == "auto"
    assert found.chosen == 0


def test_a_choice_is_found_by_any_of_its_names() -> None:
    for name in ("box", "Box", BOX.key):
        assert sound_offers("speaker", ALL, name).chosen == 1


def test_a_choice_that_is_gone_is_offered_still() -> None:
    found = sound_offers("speaker", ALL, "Old box")
    assert found.offers[found.chosen] == Offer("Old box", "Old box", gone=True)


def test_without_devices_there_is_the_default_alone() -> None:
    assert sound_offers("speaker", DeviceList(), "auto").offers == (Offer("auto", ""),)


def test_cameras_and_the_screen_are_offered() -> None:
    found = camera_offers([CameraName("0", "Webcam"), CameraName("2", "")], "2")
    assert [offer.value for offer in found.offers] == ["0", "2", "screen"]
    assert found.chosen == 1
    assert camera_offers([], "screen").chosen == 0


def test_a_film_or_a_camera_that_is_gone_stays_chosen() -> None:
    film = camera_offers([], "clip.mp4")
    assert film.offers[film.chosen] == Offer("clip.mp4", "clip.mp4", gone=True)
    gone = camera_offers([], "0")
    assert gone.offers[gone.chosen] == Offer("0", "", gone=True)
