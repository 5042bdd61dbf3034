"""Says things to screen readers: what has happened, without the keyboard being there."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(about: QWidget, words: str, *, at_once: bool = False) -> None:
    """Let a screen reader say `words`; at_once: before what it is saying now.

    Where none runs nothing is done.
    """
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(about, words)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
