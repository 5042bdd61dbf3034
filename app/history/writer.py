"""The one thread that writes the history, so that nobody who talks or listens waits for a disk.

What waits for it is a turn's newest state, which holds all that came before: a slow disk makes the
history coarser, not longer to wait for.  The thread itself never waits for the disk to have taken
something: that, and what takes long, is done beside it by `app.history.upkeep`.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.capture.small_picture import Pixels, as_jpeg, smaller
from app.errors import UserError
from app.history.kinds import Turn
from app.history.store import HistoryStore, Place
from app.history.trouble import Trouble
from app.history.upkeep import Upkeep

MOST_WAITING = 64
"""Turns that wait for the disk: half an hour of talking.  Then the oldest is dropped."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with the history of one run of the program.

    folder: the data folder.  engine: what answers.
    days: conversations that ended longer ago are deleted first; None: none are.
    conversation: the number of one that goes on; None begins a new one with its first turn.
    keep: False only deletes what is too old.
    """

    folder: Path
    engine: str = ""
    days: int | None = None
    conversation: int | None = None
    keep: bool = True


@dataclass(slots=True)
class _Waiting:
    """A turn that is to be written; None: it never happened.  picture: uint8 [H, W, 3] RGB."""

    turn: Turn | None
    picture: Pixels | None = None


class HistoryWriter:
    """Other threads call the short methods; use it as a context manager to run its thread."""

    def __init__(
        self,
        plan: Plan,
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """tell: is told, on the history's threads, what the person should know of the disk.

        clock: seconds since 1970.
        """
        self._plan = plan
        self._tell = tell
        self._trouble = Trouble(tell)
        self._upkeep = Upkeep(plan.folder, plan.days, tell, clock)
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()
        self._changed = threading.Condition()
        self._closed = False
        self._opened = threading.Event()
        self._dropped = 0
        self._conversation = plan.conversation
        self._places: dict[int, Place | None] = {}
        self._thread = threading.Thread(target=self.run, name="history", daemon=True)

    def __enter__(self) -> HistoryWriter:
        """Waits until the file is open: what is said from now on is written while it is said."""
        self._thread.start()
        self._opened.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self._thread.join()

    # -- for other threads ----------------------------------------------------------------------

    def put(self, key: int, turn: Turn, picture: Pixels | None = None) -> None:
        """Write what is known of the turn `key` now; at once, but not on this thread."""
        with self._changed:
            before = self._waiting.get(key)
            kept = picture if picture is not None or before is None else before.picture
            self._waiting[key] = _Waiting(turn, kept)
            if len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
                self._dropped += 1
            self._changed.notify()

    def take_back(self, key: int) -> None:
        """The turn `key` never happened."""
        with self._changed:
            self._waiting[key] = _Waiting(None)
            self._changed.notify()

    def close(self) -> None:
        """End `run` once all that waits is written."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    @property
    def dropped(self) -> int:
        """Turns that were given up because the disk was too slow."""
        with self._changed:
            return self._dropped

    # -- the writer's thread --------------------------------------------------------------------

    def run(self) -> None:
        """The thread: until `close`."""
        try:
            store = HistoryStore(self._plan.folder)
        except UserError as error:
            self._tell(str(error))
            return
        finally:
            self._opened.set()
        with closing(store), self._upkeep:
            if store.notice:
                self._tell(store.notice)
            store.file.leave_disk_to_others()
            while self._plan.keep and self._step(store):
                pass

    def _step(self, store: HistoryStore) -> bool:
        """Write what waits; False at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._waiting))
            waiting, self._waiting = self._waiting, OrderedDict()
            closed = self._closed
        for key, item in waiting.items():
            with self._trouble.told():
                self._write(store, key, item)
                if item.turn is not None and item.turn.over:
                    self._upkeep.to_disk()
        return bool(waiting) or not closed

    def _write(self, store: HistoryStore, key: int, item: _Waiting) -> None:
        place = self._places.get(key)
        if item.turn is None:
            if place is not None:
                store.take_back(place)
            self._places[key] = None
            return
        if key not in self._places:
            place = self._places[key] = self._add(store, item.turn)
        elif place is not None and not store.change(place, item.turn):
            place = self._places[key] = None  # the person deleted it: deleted it stays
        if place is not None and item.picture is not None:
            store.picture(place, as_jpeg(smaller(item.picture)))

    def _add(self, store: HistoryStore, turn: Turn) -> Place:
        """Where the turn is kept now; in a new conversation if the person deleted this one."""
        place = None if self._conversation is None else store.add(self._conversation, turn)
        while place is None:
            self._conversation = store.begin(turn.began, self._plan.engine)
            place = store.add(self._conversation, turn)
        return place
