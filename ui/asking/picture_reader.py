"""Reads pictures on a thread of its own: a large one takes a second."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from app.errors import UserError
from app.live.jobs import Jobs
from omni_core.media import Image
from ui.asking.offered import PdfPage, Source
from ui.models.pictures import Thumbnail

THUMBNAIL = (320, 240)
"""The most pixels of a small picture: twice what it takes on the screen."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadPicture:
    """A picture, and a small one of it."""

    image: Image
    small: Thumbnail


@dataclass(frozen=True, slots=True)
class RefusedPicture:
    """It can't be taken; the sentence says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class ManyPages:
    """The file is a PDF: one of its pages must be named."""

    path: Path
    count: int


Answer = ReadPicture | RefusedPicture | ManyPages


class PictureReader(QObject):
    """`done` comes on the window's thread, in the order of `read`."""

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: Jobs[Answer] = Jobs(self.done.emit)
        self._thread = threading.Thread(target=self._jobs.run, name="picture reader", daemon=True)

    def read(self, source: Source) -> None:
        """Read it, after those that wait."""
        if self._thread.ident is None:
            self._thread.start()
        self._jobs.add(lambda: read_picture(source))

    def close(self, patience: float) -> None:
        """End the thread, waiting up to `patience` seconds."""
        self._jobs.close()
        if self._thread.ident is not None:
            self._thread.join(patience)


def read_picture(source: Source) -> Answer:
    """The picture in `source`; called on one thread at a time."""
    from app.capture import pdf_page, shown_picture  # here: they take a while to import

    try:
        if isinstance(source, Path) and pdf_page.is_pdf(source):
            count = pdf_page.page_count(source)
            if count != 1:
                return ManyPages(source, count)
            source = PdfPage(source, 1)
        if isinstance(source, Path):
            name, image = source.name, shown_picture.read_shown(source)
        elif isinstance(source, PdfPage):
            name = f"{source.path.name} ({source.number})"
            image = pdf_page.read_page(source.path, source.number)
        elif isinstance(source, bytes):
            name, image = "", shown_picture.read_copied(source)
        else:
            name, image = "", shown_picture.fitted(Image(_pixels(source)))
    except UserError as error:
        return RefusedPicture(str(error))
    return ReadPicture(image, Thumbnail(name, shown_picture.thumbnail(image, *THUMBNAIL)))


def _pixels(image: QImage) -> NDArray[np.uint8]:
    """uint8 [H, W, 3], on white where it is see-through."""
    ground = QImage(image.size(), QImage.Format.Format_RGB888)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(ground.rect(), image)
    painter.end()
    rows = np.frombuffer(ground.constBits(), np.uint8).reshape(ground.height(), -1)
    return rows[:, : 3 * ground.width()].reshape(ground.height(), ground.width(), 3).copy()
