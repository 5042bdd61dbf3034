"""Widgets one below the other, each as high as its width wants it.

A QVBoxLayout asks every one of its widgets for its height again, at two widths, whenever one is
added: of forty settings that took 15 ms.  Here only what is new or has changed is asked.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Stack(QWidget):
    """As wide as it is given, and as high as everything in it."""

    def __init__(self, after: int) -> None:
        """after: pixels that are left free where lines end."""
        super().__init__()
        self._after = after
        self._parts: list[QWidget] = []
        self._smallest = QSize(0, 0)

    def add(self, part: QWidget) -> None:
        """Put it below the others."""
        self._parts.append(part)
        part.setParent(self)
        part.ensurePolished()  # else it does not know its size
        self._put(part, self._smallest.height())  # at once, or it would be seen over the first one
        part.show()  # which asks for all to be placed

    def take_last(self) -> QWidget | None:
        """The lowest one, for another owner; None: there is none."""
        return self._parts.pop() if self._parts else None

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest one's least width, and all heights."""
        return self._smallest

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Nothing more."""
        return self._smallest

    def event(self, event: QEvent) -> bool:
        """One of the widgets has another size to be than before, or is new."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width makes other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        top = least = 0
        for part in self._parts:
            top = self._put(part, top)
            least = max(least, part.minimumSizeHint().width())
        smallest = QSize(least + self._after, top)
        if smallest != self._smallest:
            self._smallest = smallest
            self.updateGeometry()

    def _put(self, part: QWidget, top: int) -> int:
        """Place it from `top` down; where it ends."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        width = self.width() - self._after
        own = part.heightForWidth(width) if part.hasHeightForWidth() else -1
        height = own if own >= 0 else part.sizeHint().height()
        height = min(max(height, part.minimumHeight()), part.maximumHeight())
        part.setGeometry(self._after if mirrored else 0, top, width, height)
        return top + height
