"""A folder that several processes may write to: one at a time, in plain words when it fails."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import UserError


@contextmanager
def alone(lock_file: Path, when_waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock; while another process has it, wait, and a killed one lets go.

    when_waiting: called once if there is a wait at all.
    """
    lock = FileLock(lock_file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        when_waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def disk_words(what_failed: str) -> Iterator[None]:
    """Turn what the disk says into a sentence for people.

    what_failed: the beginning of the sentence, such as "The model files could not be read".
    Raises: UserError in place of any OSError.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            reason = "the disk is full; free some space"
        else:
            reason = f"{error.strerror or error}; check the folder's permissions"
        raise UserError(f"{what_failed}: {reason} and run the same command again.") from error
