"""Draws messages, and remembers how each was laid out."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.asking import thumbnails
from ui.conversation.list_model import MESSAGE
from ui.conversation.message_layout import LaidOut, lay_out
from ui.models.transcript import MOST_MESSAGES, Message
from ui.theme import tokens
from ui.theme.style import Theme, colour, font

MARGIN = 2 * tokens.GRID
"""Left and right of every message."""


class MessageDelegate(QStyledItemDelegate):
    """One view's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._width = 1
        self._asked = ""
        self._laid_out: OrderedDict[Message, LaidOut] = OrderedDict()
        theme.changed.connect(self._forget)

    def set_width(self, width: int) -> None:
        """The view has become so wide."""
        if width != self._width:
            self._width = width
            self._laid_out.clear()

    def emphasise(self, asked: str) -> None:
        """Let the words stand out that a person looked for; none if it is empty."""
        if asked != self._asked:
            self._asked = asked
            self._laid_out.clear()

    def _forget(self) -> None:
        self._laid_out.clear()

    def laid_out(self, message: Message) -> LaidOut:
        """A message at the present width."""
        found = self._laid_out.get(message)
        if found is None:
            found = lay_out(message, self._width - 2 * MARGIN, self._theme.palette, self._asked)
            self._laid_out[message] = found
            if len(self._laid_out) > 2 * MOST_MESSAGES:
                self._laid_out.popitem(last=False)
        return found

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """As high as its words need."""
        return QSize(self._width, self.laid_out(index.data(MESSAGE)).height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one message."""
        palette = self._theme.palette
        message: Message = index.data(MESSAGE)
        made = self.laid_out(message)
        rect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.left() + MARGIN, rect.top())
        if state & QStyle.StateFlag.State_Selected:
            around = QRectF(
                -tokens.GRID, 2, rect.width() - 2 * MARGIN + 2 * tokens.GRID, rect.height() - 4
            )
            painter.setPen(QPen(colour(palette.accent), 1.5))
            painter.setBrush(colour(palette.accent, 0.08))
            painter.drawRoundedRect(around, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        if made.ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(palette.raised))
            painter.drawRoundedRect(made.ground, tokens.RADIUS, tokens.RADIUS)
        for place, small in made.pictures:
            thumbnails.draw(painter, palette, place, small)
        painter.setFont(font(tokens.SMALL))
        painter.setPen(colour(palette.muted))
        side = Qt.AlignmentFlag.AlignRight if made.right else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignAbsolute  # above its words, which lie where they are laid out
        painter.drawText(made.head_at, side | Qt.AlignmentFlag.AlignVCenter, made.head)
        painter.setPen(colour(palette.text))
        made.text.draw(painter, QPointF(made.text_at))
        painter.restore()
