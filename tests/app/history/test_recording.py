"""A session is recorded if the person wants it, and not a byte is written if not."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from app.errors import UserError
from app.history.layout import FILE_NAME
from app.history.recording import past_turns, recorded
from app.history.store import HistoryStore
from app.live.events import CameraSeen, Caption, PersonSaid, ReplyOver, ReplyText, SessionEvent
from app.settings import HistoryGroup
from omni_core.conversation import PastTurn

EVENTS = (
    PersonSaid(1, "What time is it?", by_engine=True),
    ReplyText(1, "It is ten. And sunny."),
    Caption(1, 10),
    ReplyOver(1, "It is ten. And sunny.", 10),
)


def hold(folder: Path, settings: HistoryGroup, conversation: int | None = None) -> None:
    shown: list[SessionEvent] = []
    with recorded(settings, folder, "starter", shown.append, print, conversation) as show:
        for event in EVENTS:
            show(event)
    assert shown == list(EVENTS)


def test_off_means_nothing_is_written(folder: Path) -> None:
    hold(folder, HistoryGroup())
    hold(folder, HistoryGroup(days=1, thumbnails=True))
    assert not folder.exists()


def test_off_leaves_what_is_kept_but_for_its_days(folder: Path) -> None:
    hold(folder, HistoryGroup(keep=True))
    before = (folder / FILE_NAME).read_bytes()
    hold(folder, HistoryGroup())
    assert (folder / FILE_NAME).read_bytes() == before
    hold(folder, HistoryGroup(days=1))
    with closing(HistoryStore(folder)) as store:
        assert len(store.turns(1)) == 1
        with store.file.using() as database:
            database.execute("UPDATE conversations SET ended = ended - 2 * 86400")
    hold(folder, HistoryGroup(days=1))
    with closing(HistoryStore(folder)) as store:
        assert store.conversations(5) == ()


def test_an_old_conversation_is_given_to_the_engine_again(folder: Path) -> None:
    hold(folder, HistoryGroup(keep=True))
    assert past_turns(folder, 1) == (PastTurn("What time is it?", "It is ten."),)
    hold(folder, HistoryGroup(keep=True), 1)
    assert len(past_turns(folder, 1)) == 2
    with pytest.raises(UserError, match="no conversation 2"):
        past_turns(folder, 2)


def test_going_on_with_what_was_never_kept_is_one_sentence(folder: Path) -> None:
    with pytest.raises(UserError, match="no conversation 1"):
        past_turns(folder, 1)
    assert not folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are POSIX's")
def test_nobody_else_may_read_it(folder: Path) -> None:
    with closing(HistoryStore(folder)) as store:
        store.begin(0.0, "starter")
        for path in folder.iterdir():
            assert path.stat().st_mode & 0o077 == 0, path.name


def test_pictures_are_kept_only_if_asked(folder: Path) -> None:
    for asked in (False, True):
        settings = HistoryGroup(keep=True, thumbnails=asked)
        with recorded(settings, folder, "starter", lambda _: None, print) as show:
            for event in (*EVENTS, CameraSeen(1, np.zeros((4, 4, 3), np.uint8))):
                show(event)
    with closing(HistoryStore(folder)) as store:
        counts = [len(store.pictures(k.id)) for n in (1, 2) for k in store.turns(n)]
    assert counts == [0, 1]
