"""What is kept as a picture looks as if it were painted anew."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient

from ui.stage import ground, light
from ui.stage.ground import Ground
from ui.theme.tokens import DARK, LIGHT, Palette

SIZE = QRect(0, 0, 300, 220)
PIECE = QRect(40, 31, 120, 90)


def _canvas(ratio: float = 1.0) -> QImage:
    canvas = QImage(
        round(SIZE.width() * ratio), round(SIZE.height() * ratio), QImage.Format.Format_RGB32
    )
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(QColor("#808080"))
    return canvas


def _pixels(canvas: QImage) -> NDArray[np.int16]:
    values = np.frombuffer(canvas.constBits(), np.uint8)
    return values.reshape(canvas.height(), canvas.width(), 4)[:, :, :3].astype(np.int16)


def _whole(palette: Palette, ratio: float, *, focused: bool) -> NDArray[np.int16]:
    canvas = _canvas(ratio)
    painter = QPainter(canvas)
    ground.paint(painter, palette, QRectF(SIZE), focused)
    painter.end()
    return _pixels(canvas)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_piece_of_the_ground_is_that_piece(palette: Palette, ratio: float) -> None:
    kept = Ground()
    for focused in (False, True, False):
        canvas = _canvas(ratio)
        painter = QPainter(canvas)
        painter.setClipRect(PIECE)
        kept.paint(painter, palette, SIZE, PIECE, focused=focused)
        painter.end()
        top, left = round(PIECE.top() * ratio), round(PIECE.left() * ratio)
        height, width = int(PIECE.height() * ratio), int(PIECE.width() * ratio)
        part = np.s_[top : top + height - 1, left : left + width - 1]
        off = np.abs(_pixels(canvas)[part] - _whole(palette, ratio, focused=focused)[part])
        assert off.max() <= 1


def test_the_ground_leaves_nothing_of_what_was_there() -> None:
    marked = _canvas()
    marked.fill(QColor("#ff0000"))
    painter = QPainter(marked)
    Ground().paint(painter, LIGHT, SIZE, SIZE, focused=False)
    painter.end()
    assert np.array_equal(_pixels(marked), _whole(LIGHT, 1.0, focused=False))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_body_is_lit_as_by_its_gradient(ratio: float) -> None:
    radius, tint = 80.0, "#3355cc"
    made = light.body(tint, radius, 100.0, False, ratio)
    gradient = QRadialGradient(QPointF(-0.35 * radius, -0.42 * radius), 1.75 * radius)
    gradient.setColorAt(0.0, QColor(tint).lighter(140))
    gradient.setColorAt(0.45, QColor(tint))
    gradient.setColorAt(1.0, QColor(tint).darker(135))
    shown: list[NDArray[np.int16]] = []
    for brush in (made, gradient):
        canvas = _canvas(ratio)
        painter = QPainter(canvas)
        painter.translate(150, 110)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawEllipse(QPointF(0, 0), 95, 95)
        painter.end()
        shown.append(_pixels(canvas))
    assert np.abs(shown[0] - shown[1]).max() <= 3
