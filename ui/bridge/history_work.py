"""Does what the history's screen asks, on a thread of its own; knows nothing of Qt."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.errors import UserError
from app.history.export import FORMATS
from app.history.export import Exported as Whole
from app.history.forgetting import forget, forget_all
from app.history.kinds import Kept, Summary
from app.history.store import ALL, HistoryStore
from app.sentences import say
from ui.models.history_news import (
    Answer,
    Delete,
    Deleted,
    Export,
    Exported,
    GoOn,
    Listed,
    ListThem,
    Noticed,
    Opened,
    Read,
    Refused,
    Request,
    Search,
    Searched,
    ToGoOn,
    Vanished,
)
from ui.models.history_rows import hits
from ui.models.pictures import Thumbnail

LISTED = 50
FOUND = 50
READ = 40
"""Conversations, found turns, and turns of a conversation that are read at a time."""


class HistoryWork:
    """Every call on one thread; the file is opened when it is first needed."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """folder: the data folder; it may not be there.  clock: seconds since 1970."""
        self._folder = folder
        self._clock = clock
        self._store: HistoryStore | None = None

    def do(self, asked: Request) -> list[Answer]:
        """What comes of it; a sentence where the file or the disk refuses."""
        answers: list[Answer] = []
        try:
            if self._store is None:
                self._open(answers)
            answers.append(self._done(asked))
        except UserError as error:
            answers.append(Refused(asked, str(error)))
        return answers

    def close(self) -> None:
        """Close the file."""
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _open(self, answers: list[Answer]) -> None:
        self._store = HistoryStore.if_any(self._folder)
        if self._store is None:
            return
        if self._store.notice:
            answers.append(Noticed(self._store.notice))
        self._store.settle(self._clock())

    def _done(self, asked: Request) -> Answer:
        store = self._store
        if store is None:
            return _of_nothing(asked)
        match asked:
            case ListThem(before):
                found = store.conversations(LISTED + 1, before)
                return Listed(asked, found[:LISTED], len(found) > LISTED)
            case Search(text):
                turns = store.search(text, FOUND + 1)
                return Searched(asked, tuple(hits(turns[:FOUND], text)), len(turns) > FOUND)
            case Read():
                return self._read(store, asked)
            case GoOn(conversation):
                summary = store.summary(conversation)
                if summary is None:
                    return Vanished(conversation)
                turns = store.turns_before(conversation, _END, READ)
                return ToGoOn(summary, turns, _pictures(store, turns))
            case Export():
                return self._export(store, asked)
            case Delete(conversation):
                if conversation is None:
                    forget_all(store)
                else:
                    forget(store, [conversation])
                return Deleted(asked)

    def _read(self, store: HistoryStore, asked: Read) -> Answer:
        number, start = asked.conversation, asked.start
        summary = store.summary(number)
        if summary is None:
            return Vanished(number)
        if asked.backwards:
            found = store.turns_before(number, start, READ + 1)
            turns, earlier = found[-READ:], len(found) > READ
            later = bool(store.turns_from(number, start, 1))
        else:
            found = store.turns_from(number, start, READ + 1)
            turns, later = found[:READ], len(found) > READ
            earlier = bool(store.turns_before(number, start, 1))
        return Opened(asked, summary, turns, earlier, later, _pictures(store, turns))

    def _export(self, store: HistoryStore, asked: Export) -> Answer:
        if asked.conversation is None:
            chosen = store.conversations(ALL)[::-1]
        else:
            summary = store.summary(asked.conversation)
            if summary is None:
                return Vanished(asked.conversation)
            chosen = (summary,)
        text = FORMATS[asked.format]([Whole(each, _turns(store, each)) for each in chosen])
        try:
            asked.path.write_text(text, encoding="utf-8")
        except OSError as error:
            full = error.errno == errno.ENOSPC
            reason = (
                say("the disk is full; free some space")
                if full
                else say("choose another folder, or see whether this one may be written to")
            )
            raise UserError(
                say("{path} could not be written: {reason}.", path=asked.path, reason=reason)
            ) from error
        return Exported(asked.path)


_END = 2**62
"""After every turn's number."""


def _turns(store: HistoryStore, conversation: Summary) -> tuple[Kept, ...]:
    return store.turns(conversation.id)


def _pictures(store: HistoryStore, turns: Iterable[Kept]) -> dict[int, tuple[Thumbnail, ...]]:
    """Those of `turns`; a damaged one is left out."""
    files = {kept.id: jpegs for kept in turns if (jpegs := store.pictures(kept.id))}
    if not files:
        return {}
    from app.capture.small_picture import from_jpeg  # here: it brings OpenCV

    shown: dict[int, tuple[Thumbnail, ...]] = {}
    for turn, jpegs in files.items():
        whole = [pixels for pixels in map(from_jpeg, jpegs) if pixels is not None]
        shown[turn] = tuple(Thumbnail("", pixels, glimpse=True) for pixels in whole)
    return shown


def _of_nothing(asked: Request) -> Answer:
    """The answer where nothing was ever kept."""
    match asked:
        case ListThem():
            return Listed(asked, (), more=False)
        case Search():
            return Searched(asked, (), more=False)
        case Delete():
            return Deleted(asked)
        case Read(conversation) | GoOn(conversation):
            return Vanished(conversation)
        case Export():
            return Refused(asked, say("Nothing is kept that could be written."))
