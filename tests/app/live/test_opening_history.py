"""A live session with the history on keeps what was said, answered and heard; and goes on in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing

import numpy as np
import pytest
import soundfile

from app.errors import UserError
from app.folders import Folders
from app.history.kinds import Kept
from app.history.layout import FILE_NAME
from app.history.store import HistoryStore
from app.live.events import ReplyOver, StateChanged
from app.live.session import LiveSession
from app.turns.events import StopKey
from app.turns.states import State
from omni_core.conversation import PastTurn
from tests.app.live.devices import FakeSound
from tests.app.live.stage import says
from tests.app.live.test_opening import PACKS, Opener

ASKED = "What time is it?"
REPLY = "It is a quarter past ten"
KEPT = {"history.keep": True}
PATIENCE = 60.0


@pytest.fixture
def folders(tmp_path, pack) -> Folders:
    (models,) = {pack(name).parent for name in PACKS}
    (tmp_path / "models").symlink_to(models)
    return Folders.under(tmp_path)


@pytest.fixture
def opener(folders: Folders, monkeypatch: pytest.MonkeyPatch, recordings) -> Opener:
    question, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    made = Opener(folders, monkeypatch)
    made.sound = FakeSound([np.asarray(question, np.float32)])
    made.engine.scripts = [says(REPLY, person=ASKED)]
    return made


def until(opener: Opener, session: LiveSession, what: Callable[[object], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not any(what(event) for event in opener.shown):
        session.step(time.monotonic)
        assert time.monotonic() < ends


def is_over(event: object) -> bool:
    return isinstance(event, ReplyOver)


def speaks(event: object) -> bool:
    return isinstance(event, StateChanged) and event.state is State.SPEAKING


def kept(folders: Folders) -> tuple[Kept, ...]:
    with closing(HistoryStore(folders.data)) as store:
        (only,) = store.conversations(9)
        assert only.engine == "omni"
        return store.turns(only.id)


def test_what_was_said_and_heard_is_kept_and_goes_on(opener: Opener, folders: Folders, recordings):
    began = time.time()
    with opener(values=KEPT) as session:
        until(opener, session, is_over)
    (first,) = kept(folders)
    turn = first.turn
    assert (turn.person, turn.reply, turn.unheard_text, turn.over) == (ASKED, REPLY, "", True)
    assert turn.said is not None
    assert turn.sounded is not None
    assert began <= turn.began < turn.said < turn.sounded < turn.ended <= time.time()
    assert turn.timings is not None
    assert 0 < turn.timings.begun <= min(turn.timings.confirmed, turn.timings.first_sound)

    question, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    opener.shown.clear()
    opener.sound = FakeSound([np.asarray(question, np.float32)])
    opener.engine.scripts = [says(REPLY, person=ASKED)]
    with opener(values=KEPT, resume=first.conversation) as session:
        assert opener.engine.histories[-1] == (PastTurn(ASKED, REPLY),)
        until(opener, session, speaks)
        session.give(StopKey())
        until(opener, session, is_over)
    _, second = kept(folders)
    assert second.turn.heard_text + second.turn.unheard_text == second.turn.reply
    assert second.turn.unheard_text
    assert REPLY.startswith(second.turn.heard_text)
    assert second.turn.over


def test_with_the_history_off_nothing_is_written(opener: Opener, folders: Folders):
    with opener() as session:
        until(opener, session, speaks)
    assert not (folders.data / FILE_NAME).exists()


def test_what_is_not_kept_cannot_go_on(opener: Opener):
    with pytest.raises(UserError, match="no conversation 7"):
        opener(values=KEPT, resume=7).__enter__()
    assert opener.loads == []
