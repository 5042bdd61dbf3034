"""Live captions of both sides, large; of a reply only what has sounded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import words
from ui.announce import announce
from ui.models.transcript import Delivery, Message, Speaker
from ui.stage import caption_lines
from ui.theme import tokens
from ui.theme.style import Theme, colour, font

MOST_PERSON_LINES = 2
GAP = tokens.GRID

translate = QCoreApplication.translate


class Captions(QLabel):
    """Two paragraphs: what the person said, smaller, and the reply.

    A label to screen readers, which skip what has no role.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person = self._reply = ""
        self._hint = ""
        self._over_picture = False
        self._scale = 1.0
        self._announced: Message | None = None
        self.setAccessibleDescription(translate("Captions", "Live captions"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_messages(self, person: Message | None, reply: Message | None, hint: str) -> None:
        """Show the newest words of both; `hint` stands there while nobody has said anything."""
        said = _said(reply)
        shown = ("" if person is None else person.text, said, hint)
        if shown == (self._person, self._reply, self._hint):
            return
        self._person, self._reply, self._hint = shown
        self.setAccessibleName(" ".join(part for part in shown[:2] if part) or hint)
        if reply is not None and reply.delivery is not Delivery.COMING:
            self._announce(reply)
        self.update()

    def set_look(self, *, over_picture: bool, scale: float) -> None:
        """over_picture: light words, from the left.  scale: the person's own size."""
        self._over_picture, self._scale = over_picture, scale
        self.update()

    @property
    def shown(self) -> tuple[str, str]:
        """What both paragraphs hold."""
        return self._person, self._reply

    def _announce(self, reply: Message) -> None:
        """Let a screen reader say what is over: once, and not in pieces."""
        if reply == self._announced:
            return
        self._announced = reply
        announce(self, _said(reply))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the newest lines that fit."""
        palette = self._theme.palette
        strong = palette.on_scrim if self._over_picture else palette.text
        soft = palette.on_scrim_muted if self._over_picture else palette.muted
        side = Qt.AlignmentFlag.AlignLeft if self._over_picture else Qt.AlignmentFlag.AlignHCenter
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        small, large = tokens.CAPTION_SMALL, tokens.CAPTION_LARGE
        small_line, large_line = small.line * self._scale, large.line * self._scale
        width, height = float(self.width()), float(self.height())
        small_font, large_font = font(small, self._scale), font(large, self._scale)
        person: list[caption_lines.Line] = []
        if self._person:
            person = caption_lines.newest(self._person, small_font, width, MOST_PERSON_LINES)
        top = 0.0
        painter.setFont(small_font)
        if person:
            name = words.speaker(Speaker.PERSON)
            painter.setFont(font(tokens.SMALL_STRONG))
            painter.setPen(colour(soft))
            painter.drawText(QRectF(0, 0, width, tokens.SMALL.line), side, name)
            top = tokens.SMALL.line + GAP / 2
            painter.setFont(small_font)
            place = QRectF(0, top, width, height)
            caption_lines.draw(painter, person, place, small_line, colour(soft), side)
            top += len(person) * small_line + GAP * 1.5
        elif not self._reply and self._hint:
            hint = caption_lines.lines(self._hint, small_font, width)
            place = QRectF(0, 0, width, height)
            caption_lines.draw(painter, hint, place, small_line, colour(soft), side)
        if self._reply:
            most = max(1, int((height - top) // large_line))
            found = caption_lines.newest(self._reply, large_font, width, most)
            painter.setFont(large_font)
            place = QRectF(0, top, width, height - top)
            caption_lines.draw(painter, found, place, large_line, colour(strong), side)
        painter.end()


def _said(reply: Message | None) -> str:
    """What has sounded; a reply that was cut ends in dots."""
    if reply is None:
        return ""
    said = reply.said.rstrip()
    return f"{said}…" if said and reply.delivery is Delivery.CUT else said
