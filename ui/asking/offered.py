"""What a drop or the clipboard offers: pictures, as files, as their bytes, or as Qt's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page of a file, counted from 1."""

    path: Path
    number: int


Source = Path | PdfPage | bytes | QImage

_AS_FILES = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff", "image/gif")
"""Taken as they are, so that nothing is decoded on the window's thread."""


def may_hold_pictures(mime: QMimeData) -> bool:
    """Whether it is worth a look; nothing is fetched or decoded for this."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def offered(mime: QMimeData) -> list[Source]:
    """Every file of this computer, whatever is in it; without one, the picture itself."""
    files: list[Source] = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files or not mime.hasImage():
        return files
    for kind in _AS_FILES:
        if kind in mime.formats() and (data := bytes(mime.data(kind).data())):
            return [data]
    image = QImage(mime.imageData())
    return [] if image.isNull() else [image]
