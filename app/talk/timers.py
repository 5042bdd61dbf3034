"""Timers and reminders during a talk: what was missed is told, what is asked for is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from app.actions.runner import ActionRunner
from app.actions.store import ActionStore
from omni_core.conversation import Action

FILE_NAME = "timers.sqlite"
"""In the data folder."""


@contextmanager
def kept_timers(data: Path, tell: Callable[[str], None]) -> Iterator[Callable[[Action], None]]:
    """Yield what carries out a reply's actions; at the end, ring what came due in the meantime.

    data: the program's data folder.  tell: shows one sentence to the person.

    Raises: UserError if the timers cannot be kept.
    """
    with closing(ActionStore(data / FILE_NAME)) as store:
        runner = ActionRunner(store, _now, lambda ring: tell(ring.sentence))
        for sentence in (store.notice, runner.missed()):
            if sentence:
                tell(sentence)

        def act(action: Action) -> None:
            runner.execute(action)

        yield act
        runner.step()


def _now() -> datetime:
    return datetime.now().astimezone()
