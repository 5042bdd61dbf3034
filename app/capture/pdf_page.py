"""A page of a PDF as a still, drawn by PDFium; belongs to one thread, as PDFium does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from app.capture.chosen_file import check_file, libraries_silenced, shown
from app.errors import UserError
from omni_core.media import Image

MOST_BYTES = 500_000_000

LONGER_SIDE = 2400
"""Pixels of a page's longer side: 200 to the inch of a letter, at which small print is read."""

_BEGINNING = b"%PDF-"
_WITHIN = 1024
"""Bytes in which a PDF says that it is one; some have something else before that."""


def is_pdf(path: Path) -> bool:
    """Whether the file looks like a PDF; not if it can't be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _BEGINNING in file.read(_WITHIN)
    except OSError:
        return False


def page_count(path: Path) -> int:
    """How many pages there are.

    Raises: UserError with a sentence if it is no PDF that can be read.
    """
    with _opened(path) as document:
        return len(document)


def read_page(path: Path, number: int) -> Image:
    """The page `number`, counted from 1, on white.

    Raises: UserError with a sentence if it can't be read.
    """
    with _opened(path) as document:
        if not 1 <= number <= len(document):
            raise UserError(f"{shown(path)} has no page {number}; it has {len(document)}.")
        document.init_forms()
        page = document[number - 1]
        scale = LONGER_SIDE / max(1.0, *page.get_size())
        bitmap = page.render(scale=scale, rev_byteorder=True)  # type: ignore[arg-type]  # a float
        drawn = bitmap.to_numpy()
        return Image(np.ascontiguousarray(drawn[:, :, :3], dtype=np.uint8))


@contextmanager
def _opened(path: Path) -> Iterator[PdfDocument]:
    check_file(path, MOST_BYTES)
    name = shown(path)
    try:
        with libraries_silenced(), PdfDocument(path) as document:
            yield document
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise UserError(f"{name} wants a password; save a copy without one.") from None
        raise UserError(
            f"The PDF {name} is damaged; choose another one or show a picture of it."
        ) from error
