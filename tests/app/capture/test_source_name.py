import pytest

from app.capture.source_name import SCREEN, is_address


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("rtsp://camera.lan/1", True),
        ("HTTP://10.0.0.2:8080/video", True),
        ("0", False),
        (SCREEN, False),
        ("C:\\films\\clip.mp4", False),
        ("films/clip.mp4", False),
    ],
)
def test_an_address_begins_with_a_scheme(name: str, address: bool) -> None:
    assert is_address(name) is address
