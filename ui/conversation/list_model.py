"""The transcript as Qt's list model."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui import words
from ui.models.transcript import Message, Transcript

AnyIndex = QModelIndex | QPersistentModelIndex

MESSAGE = Qt.ItemDataRole.UserRole


class MessageList(QAbstractListModel):
    """Read from the transcript itself; `follow` tells the views what has changed."""

    def __init__(self, transcript: Transcript) -> None:
        super().__init__()
        self._transcript = transcript
        self._rows = len(transcript.messages)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """How many messages the views know of."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A message, or its words."""
        message = self.message(index.row())
        if role == MESSAGE:
            return message
        if role == Qt.ItemDataRole.DisplayRole:
            return message.said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(message)
        return None

    def message(self, row: int) -> Message:
        """The message of a row."""
        return self._transcript.messages[row]

    def follow(self, first: int) -> None:
        """Messages from `first` on are new, others, or gone."""
        rows = len(self._transcript.messages)
        if rows < self._rows:
            self.beginRemoveRows(QModelIndex(), rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        kept = self._rows
        if rows > kept:
            self.beginInsertRows(QModelIndex(), kept, rows - 1)
            self._rows = rows
            self.endInsertRows()
        if first < kept:
            self.dataChanged.emit(self.index(first), self.index(kept - 1))


def spoken(message: Message) -> str:
    """A message as a screen reader says it and as it is copied: who, when, what."""
    state = words.delivery(message.delivery)
    head = ", ".join(
        part for part in (words.speaker(message.who), words.clock(message.at), state) if part
    )
    said = " ".join(part for part in (words.pictures(message.pictures), message.said) if part)
    return f"{head}: {said}"
