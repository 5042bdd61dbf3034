from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.asking.offered import may_hold_pictures, offered
from ui.asking.picture_reader import (
    THUMBNAIL,
    PictureReader,
    ReadPicture,
    RefusedPicture,
    read_picture,
)

SAMPLE = Path(__file__).parents[3] / "resources" / "sample" / "photo.jpg"


def with_urls(*urls: QUrl) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(list(urls))
    return mime


def test_files_of_this_computer_are_offered_and_no_addresses() -> None:
    mime = with_urls(QUrl.fromLocalFile(str(SAMPLE)), QUrl("https://example.org/a.png"))
    assert may_hold_pictures(mime)
    assert offered(mime) == [SAMPLE]
    elsewhere = with_urls(QUrl("https://example.org/a.png"))
    assert not may_hold_pictures(elsewhere)
    assert offered(elsewhere) == []


def test_words_are_no_picture() -> None:
    mime = QMimeData()
    mime.setText("a picture")
    assert not may_hold_pictures(mime)
    assert offered(mime) == []


def test_a_copied_picture_is_offered_as_its_bytes_where_there_are_any() -> None:
    mime = QMimeData()
    image = QImage(8, 4, QImage.Format.Format_ARGB32)
    image.fill(0x80FF0000)
    mime.setImageData(image)
    (plain,) = offered(mime)
    assert isinstance(plain, QImage)
    mime.setData("image/jpeg", QByteArray(SAMPLE.read_bytes()))
    assert offered(mime) == [SAMPLE.read_bytes()]


def test_each_kind_is_read_with_a_small_one_of_it(qtbot: QtBot) -> None:
    half_red = QImage(9, 4, QImage.Format.Format_ARGB32)
    half_red.fill(0x80FF0000)
    for source in (SAMPLE, SAMPLE.read_bytes(), half_red):
        read = read_picture(source)
        assert isinstance(read, ReadPicture)
        height, width = read.small.pixels.shape[:2]
        assert width <= THUMBNAIL[0]
        assert height <= THUMBNAIL[1]
    assert read.image.pixels.shape == (4, 9, 3)
    red, green, blue = read.image.pixels[2, 5].tolist()
    assert red == 255
    assert green == blue
    assert 100 < green < 150, "on white"


def test_what_is_no_picture_is_refused_with_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    refused = read_picture(tmp_path / "notes.txt")
    assert isinstance(refused, RefusedPicture)
    assert "notes.txt is not a photo that can be read" in refused.sentence
    assert isinstance(read_picture(tmp_path / "gone.png"), RefusedPicture)
    assert isinstance(read_picture(tmp_path), RefusedPicture)


def test_it_is_read_on_another_thread_in_order(qtbot: QtBot, tmp_path: Path) -> None:
    reader = PictureReader()
    done: list[object] = []
    reader.done.connect(done.append)
    reader.read(SAMPLE)
    reader.read(tmp_path)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=20_000)
    assert isinstance(done[0], ReadPicture)
    assert isinstance(done[1], RefusedPicture)
    reader.close(5)
