from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Pillow

from app.capture.pdf_page import LONGER_SIDE, is_pdf, page_count, read_page
from app.errors import UserError

RED, BLUE = (255, 0, 0), (0, 0, 255)

LOCKED = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
3 0 obj <</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>> endobj
trailer <</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>
%%%%EOF
""" % (b"5a" * 32, b"a5" * 32)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Two pages: a red one that is high, a blue one that is wide."""
    path = tmp_path / "pages.pdf"
    blue = Pillow.new("RGB", (200, 100), BLUE)
    Pillow.new("RGB", (100, 200), RED).save(path, "PDF", save_all=True, append_images=[blue])
    return path


def refused(path: Path, number: int = 1) -> str:
    with pytest.raises(UserError) as error:
        read_page(path, number)
    assert str(error.value).endswith(".")
    return str(error.value)


def test_each_page_is_drawn_large_enough_to_be_read(document: Path) -> None:
    assert is_pdf(document)
    assert page_count(document) == 2
    first, second = read_page(document, 1).pixels, read_page(document, 2).pixels
    assert first.shape == (LONGER_SIDE, LONGER_SIDE // 2, 3)
    assert second.shape == (LONGER_SIDE // 2, LONGER_SIDE, 3)
    red, blue = (pixels[600, 600].astype(int) for pixels in (first, second))
    assert abs(red - RED).max() < 8
    assert abs(blue - BLUE).max() < 8


def test_a_page_that_is_not_there_is_refused(document: Path) -> None:
    assert "has no page 3; it has 2" in refused(document, 3)
    assert "has no page 0" in refused(document, 0)


def test_a_damaged_one_is_refused(tmp_path: Path, document: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing of the kind")
    assert is_pdf(broken)
    assert "is damaged" in refused(broken)
    assert "There is no file" in refused(tmp_path / "gone.pdf")


def test_one_with_a_password_says_so(tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(LOCKED)
    assert "wants a password" in refused(locked)


def test_what_begins_otherwise_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    assert not is_pdf(tmp_path / "a.pdf")
    assert not is_pdf(tmp_path)
    assert not is_pdf(tmp_path / "gone.pdf")
