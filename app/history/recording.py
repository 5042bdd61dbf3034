"""Joins the history to a live session, if the person wants one kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.command import command
from app.errors import UserError
from app.history.layout import FILE_NAME
from app.history.recorder import Recorder
from app.history.store import HistoryStore
from app.history.writer import HistoryWriter, Plan
from app.live.events import SessionEvent
from app.sentences import say
from app.settings import HistoryGroup
from omni_core.conversation import PastTurn

Show = Callable[[SessionEvent], None]


@contextmanager
def recorded(
    settings: HistoryGroup,
    folder: Path,
    engine: str,
    show: Show,
    tell: Callable[[str], None],
    conversation: int | None = None,
) -> Iterator[Show]:
    """Record a session for as long as this block lasts; what is to be told its events.

    folder: the data folder.  tell: is told, on a thread of the history's own, what the person
    should know.  conversation: the number of a kept one that goes on.

    With `history.keep` off nothing is written; what is too old is deleted all the same.
    """
    days = None if settings.days == "forever" else settings.days
    plan = Plan(folder, engine, days, conversation, settings.keep)
    if not settings.keep:
        if days is None or not (folder / FILE_NAME).exists():
            yield show
            return
        with HistoryWriter(plan, tell):
            yield show
        return
    with HistoryWriter(plan, tell) as writer:
        recorder = Recorder(writer, pictures=settings.thumbnails)

        def both(event: SessionEvent) -> None:
            show(event)
            recorder.event(event)

        try:
            yield both
        finally:
            recorder.close()


def past_turns(folder: Path, conversation: int) -> tuple[PastTurn, ...]:
    """The text of a kept conversation, for the engine that goes on with it.

    folder: the data folder.
    Raises: UserError if there is no such conversation, or the history cannot be read.
    """
    store = HistoryStore.if_any(folder)
    if store is not None:
        with closing(store):
            if store.has(conversation):
                return store.past_turns(conversation)
    raise UserError(
        say(
            "There is no conversation {number}; `{command} history list` shows what is kept.",
            number=conversation,
            command=command(),
        )
    )
