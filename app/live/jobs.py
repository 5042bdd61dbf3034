"""A thread that does one small job after the other, and hands back what came of it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Jobs(Generic[Answer]):
    """Any thread adds jobs; `step` or `run` does them on one thread."""

    def __init__(self, hand_back: Callable[[Answer], None]) -> None:
        """hand_back: is told what each job returned, on the thread that did it."""
        self._hand_back = hand_back
        self._jobs: deque[Callable[[], Answer]] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def add(self, job: Callable[[], Answer]) -> None:
        """Do `job` after those that wait.  They are few: each was asked for by a person's act."""
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()

    def step(self) -> bool:
        """Do the oldest job; False if there is none."""
        with self._changed:
            if not self._jobs:
                return False
            job = self._jobs.popleft()
        self._hand_back(job())
        return True

    def run(self) -> None:
        """The thread: until `close`."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or bool(self._jobs))
                if self._closed:
                    return
            self.step()

    def close(self) -> None:
        """End `run` after the job it is at."""
        with self._changed:
            self._closed = True
            self._changed.notify()
