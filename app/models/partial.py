"""A file that is still arriving: what is held survives a kill, and only a right hash ends it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from types import TracebackType

HASH_BLOCK = 1024 * 1024
"""Bytes hashed at a time: large enough to keep the disk busy."""


class PartialFile:
    """Bytes of a future file, kept at `path` and hashed as they come.

    Every append goes straight to the operating system, so a killed process loses nothing it had
    appended.  A small note beside the file remembers which version of which address the bytes
    belong to.  Use as a context manager; one process at a time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_name(path.name + ".json")
        self._file = path.open("ab", buffering=0)
        self._hash = hashlib.sha256()
        self.held = 0
        self._rehash()
        self.resumed = self.held > 0

    def __enter__(self) -> PartialFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def sha256(self) -> str:
        """Of the bytes held, in hexadecimal."""
        return self._hash.hexdigest()

    def append(self, data: bytes) -> None:
        """Add bytes at the end."""
        view = memoryview(data)
        while view:
            written = self._file.write(view)
            view = view[written:]
        self._hash.update(data)
        self.held += len(data)

    def cut(self, size: int) -> None:
        """Keep the first `size` bytes only; 0 forgets everything, the note too."""
        if size == 0:
            self._note.unlink(missing_ok=True)
            self.resumed = False
        self._file.truncate(size)
        self._rehash()

    def remember(self, url: str, etag: str | None) -> None:
        """Note which version of `url` the bytes belong to."""
        self._note.write_text(json.dumps({"url": url, "etag": etag}), encoding="utf-8")

    def etag(self, url: str) -> str | None:
        """The noted strong entity tag if the bytes came from `url`, else None."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # no note, or a torn one: then the hash alone decides
            return None
        if not isinstance(note, dict) or note.get("url") != url:
            return None
        tag = note.get("etag")
        # A weak tag promises the same meaning, not the same bytes.
        return tag if isinstance(tag, str) and not tag.startswith("W/") else None

    def sync(self) -> None:
        """Make what is held safe against a power cut."""
        os.fsync(self._file.fileno())

    def finish(self, target: Path) -> None:
        """Move the file to `target` in one step, safe against a power cut."""
        self.sync()
        self._file.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        self._path.replace(target)
        self._note.unlink(missing_ok=True)
        sync_folder(target.parent)

    def discard(self) -> None:
        """Delete the file and its note."""
        self._file.close()
        delete_partial(self._path)

    def _rehash(self) -> None:
        self._hash = hashlib.sha256()
        self.held = 0
        with self._path.open("rb") as file:
            while block := file.read(HASH_BLOCK):
                self._hash.update(block)
                self.held += len(block)


def delete_partial(path: Path) -> None:
    """Delete a partial file and its note, if they are there."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".json").unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` safe against a power cut, where the system knows how."""
    if os.name != "posix":  # Windows cannot open a folder; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
