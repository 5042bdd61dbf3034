"""What was known to be right, so that a start need not hash half a gigabyte each time."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from pathlib import Path

from app.models.manifest import ModelFile
from app.models.partial import HASH_BLOCK
from omni_core.labels import Label

STAMP_NAME = ".verified.json"

log = logging.getLogger(__name__)


class PackFolder:
    """The folder of one pack, and the stamp in it: size, time of change and hash of each file.

    A file is trusted while size and time are those of the stamp, else it is hashed again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = path / STAMP_NAME
        self._lock = threading.Lock()

    def holds(self, file: ModelFile) -> bool:
        """Whether the right file is here; hashes it only if it has changed since the last time.

        Raises: OSError if it is there and cannot be read.
        """
        current = self._print(file)
        if current is None:
            return False
        if self._load().get(file.name) == current:
            return True
        return self.verify(file)

    def verify(self, file: ModelFile) -> bool:
        """Hash the file and write the outcome down.

        Raises: OSError if it is there and cannot be read.
        """
        right = self._print(file) is not None and _sha256(self.path / file.name) == file.sha256
        self.note(file, right)
        return right

    def note(self, file: ModelFile, right: bool) -> None:
        """Write down that the file, as it is now, is right or not."""
        with self._lock:
            stamp = self._load()
            current = self._print(file) if right else None
            if current is None:
                if stamp.pop(file.name, None) is None:
                    return
            else:
                stamp[file.name] = current
            fresh = self._stamp.with_name(self._stamp.name + ".new")
            try:
                fresh.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
                fresh.replace(self._stamp)
            except OSError as error:  # a read-only folder: hashed at each start, right all the same
                log.warning("the stamp of %s is not written: %s", Label(self.path.name), error)

    def delete(self, names: list[str]) -> int:
        """Delete these files, the stamp and, if nothing else is in it, the folder.

        Returns: the bytes freed.
        """
        freed = 0
        for name in [*names, STAMP_NAME]:
            file = self.path / name
            if file.is_file() or file.is_symlink():
                freed += file.lstat().st_size
                file.unlink()
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()
        return freed

    def _print(self, file: ModelFile) -> dict[str, object] | None:
        """What the stamp would say of the file as it is now; None if it cannot be the right one."""
        path = self.path / file.name
        if not path.is_file():
            return None
        state = path.stat()
        if state.st_size != file.size:
            return None
        return {"size": state.st_size, "mtime_ns": state.st_mtime_ns, "sha256": file.sha256}

    def _load(self) -> dict[str, object]:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or a damaged one: everything is hashed again
            return {}
        return stamp if isinstance(stamp, dict) else {}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()
