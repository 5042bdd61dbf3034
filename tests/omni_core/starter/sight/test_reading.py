from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from omni_core.conversation import Cancel
from omni_core.starter.sight.eyes import Eyes
from omni_core.starter.sight.rapid import RapidReader, ReadingStoppedError
from omni_core.starter.sight.reading import Reader, flowing

PAGE = (
    "Region-based segmentation",
    "Let us first determine markers of the coins and the",
    "background. These markers are pixels that we can label",
    "unambiguously as either object or background. Here,",
    "the markers are found at the two extreme parts of the",
    "histogram of grey values:",
    "markers = np.zeros_like(coins)",
)


def test_the_page_is_read_word_for_word(eyes: Eyes, photo):
    assert eyes.reader.read(photo("page")) == PAGE


@pytest.mark.parametrize("name", ["text", "coffee"])
def test_scribbles_and_cups_say_nothing(eyes: Eyes, photo, name: str):
    assert len("".join(eyes.reader.read(photo(name)))) < 2


@pytest.mark.parametrize("size", [(20, 900), (900, 20), (1, 1)])
def test_flat_and_tiny_pictures_can_be_read(eyes: Eyes, size: tuple[int, int]):
    assert eyes.reader.read(np.full((*size, 3), 255, np.uint8)) == ()


def test_two_columns_are_not_mixed(eyes: Eyes):
    sheet = Image.new("RGB", (900, 300), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(32)
    for row, (left, right) in enumerate([("one", "four"), ("two", "five"), ("three", "six")]):
        pen.text((40, 40 + 80 * row), f"line {left}", "black", font)
        pen.text((520, 40 + 80 * row), f"line {right}", "black", font)
    lines = eyes.reader.read(np.asarray(sheet))
    assert " ".join(lines) == "line one line two line three line four line five line six"


def test_a_cancelled_reading_stops(eyes: Eyes, photo):
    cancel = Cancel()
    cancel.set()
    assert eyes.reader.read(photo("page"), cancel) == ()


def test_a_run_is_stopped_in_its_middle(photo):
    rapid, cancel, ended = RapidReader(), Cancel(), threading.Event()
    page = np.kron(photo("page"), np.ones((5, 5, 1), np.uint8))

    def read_on() -> None:
        with rapid.stopped_by(cancel):
            while True:  # ends by the cancel alone
                rapid.find(page)

    def read() -> None:
        with pytest.raises(ReadingStoppedError):
            read_on()
        ended.set()

    thread = threading.Thread(target=read)
    thread.start()
    cancel.set()
    thread.join()
    assert ended.is_set()


def test_reading_neither_downloads_nor_chatters(
    photo, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
):
    def refuse(*_: object) -> None:
        raise AssertionError("no connection may be opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert Reader().read(photo("page")[:40])
    assert capfd.readouterr() == ("", "")


def test_lines_flow_into_sentences():
    lines = ("A short heading", "This is a rather long line with a hyphen-", "ated word in it. End")
    assert flowing(lines) == (
        "A short heading. This is a rather long line with a hyphenated word in it. End"
    )
    assert flowing(()) == ""
