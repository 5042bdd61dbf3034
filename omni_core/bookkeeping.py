"""What every conversation keeps besides its content: whether it may be called, and its marks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from omni_core.conversation import StateError

Snapshot = TypeVar("Snapshot")


class CallGuard:
    """Refuses calls after close and during a reply, in one sentence."""

    def __init__(self) -> None:
        self._closed = False
        self._replying = False

    def check(self) -> None:
        """Raise StateError unless the conversation is open and no reply is."""
        if self._closed:
            raise StateError("This conversation is closed.")
        if self._replying:
            raise StateError("A reply is open: finish or cancel it first.")

    @contextmanager
    def replying(self) -> Iterator[None]:
        """Within this block a reply is open."""
        self.check()
        self._replying = True
        try:
            yield
        finally:
            self._replying = False

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def close(self) -> bool:
        """Close; False if it was closed already."""
        was_open, self._closed = not self._closed, True
        return was_open


@dataclass(slots=True, eq=False)
class Savepoint(Generic[Snapshot]):
    """A mark: alive while it stands at its depth in its conversation's list."""

    depth: int
    snapshot: Snapshot


class Savepoints(Generic[Snapshot]):
    """The nested marks of one conversation, oldest first; every operation is O(1) amortised."""

    def __init__(self) -> None:
        self._alive: list[Savepoint[Snapshot]] = []

    def make(self, snapshot: Snapshot) -> Savepoint[Snapshot]:
        """Mark the present moment, described by `snapshot`."""
        mark = Savepoint(len(self._alive), snapshot)
        self._alive.append(mark)
        return mark

    def rewind(self, mark: object) -> Snapshot:
        """Kill all marks later than `mark` and return its snapshot; `mark` itself stays alive.

        Raises: StateError if the mark is dead or was made by another conversation.
        """
        if (
            not isinstance(mark, Savepoint)
            or mark.depth >= len(self._alive)
            or self._alive[mark.depth] is not mark
        ):
            raise StateError("This mark no longer stands for a moment of this conversation.")
        del self._alive[mark.depth + 1 :]
        return mark.snapshot

    def __len__(self) -> int:
        """How many marks are alive."""
        return len(self._alive)

    def kill_from(self, count: int) -> None:
        """Kill all marks but the oldest `count`."""
        del self._alive[count:]

    def kill_all(self) -> None:
        """A reply ran to its end, or content was evicted: no earlier moment can be returned to."""
        self._alive.clear()
