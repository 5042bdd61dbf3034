import pytest

from app.network import CameraStream, reached


@pytest.mark.parametrize("camera", [None, "0", "screen", "clip.mp4", "C:\\clip.mp4", "~/pictures"])
def test_what_is_on_this_computer_reaches_nothing(camera: str | None) -> None:
    assert reached(camera) == ()


@pytest.mark.parametrize(
    "camera",
    [
        "rtsp://localhost/1",
        "udp://127.0.0.1:9000",
        "http://[::1]:8080/",
        "file:///home/me/clip.mp4",
    ],
)
def test_an_address_of_this_computer_is_not_the_network(camera: str) -> None:
    assert reached(camera) == ()


@pytest.mark.parametrize(
    ("camera", "host"),
    [
        ("rtsp://192.168.1.20/stream", "192.168.1.20"),
        ("rtsp://me:secret@Camera.lan:554/1", "camera.lan"),
        ("udp://[fe80::1]:9000", "fe80::1"),
        ("udp://:9000", "udp://"),
        ("rtsp://[broken/1", "rtsp://"),
    ],
)
def test_any_other_is_named_by_its_host_and_without_a_password(camera: str, host: str) -> None:
    assert reached(camera) == (CameraStream(host),)
