"""Days and counts in the person's words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ui import words
from ui.models.history_rows import Entry, Hit, Row

translate = QCoreApplication.translate

BETWEEN = "  ·  "


def day(value: date, today: date) -> str:
    """A day, near ones by name."""
    if value == today:
        return translate("History", "Today")
    if value == today - timedelta(days=1):
        return translate("History", "Yesterday")
    return QLocale().toString(
        QDate(value.year, value.month, value.day), QLocale.FormatType.LongFormat
    )


def short_day(at: datetime) -> str:
    """A day in figures."""
    return QLocale().toString(QDate(at.year, at.month, at.day), QLocale.FormatType.ShortFormat)


def turns(count: int) -> str:
    """How many turns a conversation has."""
    if count == 1:
        return translate("History", "1 turn")
    return translate("History", "{0} turns").format(QLocale().toString(count))


def moment(at: datetime, today: date) -> str:
    """A day and a time."""
    return f"{day(at.date(), today)}, {words.clock(at)}"


def first_line(row: Row) -> str:
    """What a row is about."""
    match row:
        case Entry(summary, _):
            return summary.first_words.strip() or translate("History", "Without words")
        case Hit():
            return row.words
        case _:
            return ""


def second_line(row: Row) -> str:
    """When it was, and how much or who."""
    match row:
        case Entry(summary, began):
            return BETWEEN.join((words.clock(began), turns(summary.turns)))
        case Hit():
            return BETWEEN.join((short_day(row.at), words.clock(row.at), words.speaker(row.who)))
        case _:
            return ""
