"""The program's own sentences in the person's language: the border where they come into the window.

The voice goes on speaking its own language.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTime

from app.sentences import Listing, Moment, Sentence

CONTEXT = "Sentence"
"""Of Qt's translations; their sources are the templates of `app.sentences.say`."""


def in_your_language(sentence: str) -> str:
    """A sentence, or a part of one; as it is, where nobody has translated it."""
    match sentence:
        case Sentence() if sentence.template:
            pattern = QCoreApplication.translate(CONTEXT, sentence.template)
            parts = {name: in_your_language(part) for name, part in sentence.parts.items()}
            return pattern.format(**parts)
        case Listing() if not _english():
            return QLocale().createSeparatedList([in_your_language(t) for t in sentence.things])
        case Moment() if not _english():
            return _clock(sentence)
        case _:
            return str(sentence)


def _english() -> bool:
    return QLocale().language() in (QLocale.Language.English, QLocale.Language.C)


def _clock(moment: Moment) -> str:
    """The time of day, with the date on another day."""
    when, short = moment.when.astimezone(moment.now.tzinfo), QLocale.FormatType.ShortFormat
    if when.date() == moment.now.date():
        return QLocale().toString(QTime(when.hour, when.minute), short)
    return QLocale().toString(QDateTime(when.replace(tzinfo=None)), short)  # type: ignore[arg-type]
