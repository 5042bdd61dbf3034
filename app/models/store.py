"""The models folder: which packs are here, fetching, verifying and removing them."""

from __future__ import annotations

import enum
import shutil
import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from app.command import command
from app.errors import UserError
from app.models.manifest import Manifest
from app.models.partial import delete_partial
from app.models.patience import Patience
from app.models.progress import Progress, Silent
from app.models.staging import Wanted, leftovers
from app.models.stamp import PackFolder
from app.sentences import say
from app.shared_folder import alone, disk_words

STAGING_NAME = ".downloads"
LOCK_NAME = ".lock"
_SPARE = 100_000_000
"""Bytes that must stay free: a full disk breaks more than a download."""

_GIGABYTE = 1e9


class PackState(enum.Enum):
    """Whether a pack can be used."""

    READY = "ready"
    MISSING = "not fetched"
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"


class ModelStore:
    """Packs of one manifest, each in a folder of its name below `folder`.

    Several processes may share a folder: one pulls or removes at a time.
    """

    def __init__(self, folder: Path, manifest: Manifest, patience: Patience | None = None) -> None:
        self.folder = folder
        self.manifest = manifest
        self._patience = patience or Patience()
        self._staging = folder / STAGING_NAME

    def state(self, name: str) -> PackState:
        """Whether the pack is here and right; quick unless a file has changed since last time.

        Raises: UserError if there is no such pack or its files cannot be read.
        """
        pack = self.manifest.pack(name)
        folder = self._pack_folder(name)
        with _plain_words("read"):
            if not any((folder.path / file.name).is_file() for file in pack.files):
                return PackState.MISSING
            if not all((folder.path / file.name).is_file() for file in pack.files):
                return PackState.INCOMPLETE
            if not all(folder.holds(file) for file in pack.files):
                return PackState.DAMAGED
        return PackState.READY

    def path(self, name: str) -> Path:
        """The folder of a pack that is here and right.

        Raises: UserError saying how to fetch it otherwise.
        """
        state = self.state(name)
        if state is PackState.READY:
            return self._pack_folder(name).path
        if state is PackState.MISSING:
            what = say("has not been fetched")
        elif state is PackState.INCOMPLETE:
            what = say("is incomplete")
        else:
            what = say("is damaged")
        raise UserError(
            say(
                "The model pack {name} {what}; run `{command} models pull {name}` to fetch it.",
                name=name,
                what=what,
                command=command(),
            )
        )

    def pull(self, names: Iterable[str], progress: Progress | None = None) -> list[str]:
        """Fetch what is missing or damaged of these packs and sets.

        Returns: the names of the packs, all of them now ready.
        Raises: UserError if one cannot be had; what has arrived is kept.
        """
        progress = progress or Silent()
        packs = self.manifest.expand(names)
        with _plain_words("written"):
            if all(self.state(name) is PackState.READY for name in packs):
                return packs
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._alone(progress):
                self._staging.mkdir(exist_ok=True)
                wanted = [
                    Wanted(name, file, self._pack_folder(name).path / file.name)
                    for name in packs
                    for file in self.manifest.pack(name).files
                    if not self._pack_folder(name).holds(file)
                ]
                # The largest first, so that the end is not one long wait.
                wanted.sort(key=lambda w: w.file.size, reverse=True)
                self._check_space(wanted)
                self._fetch(wanted, progress)
                if not any(self._staging.iterdir()):  # else another pull was stopped: kept
                    self._staging.rmdir()
        return packs

    def verify(self, name: str) -> list[str]:
        """Hash every file of a pack.

        Returns: the names of files that are missing or wrong; none if all is right.
        Raises: UserError if there is no such pack or a file cannot be read.
        """
        folder = self._pack_folder(name)
        with _plain_words("read"):
            return [file.name for file in self.manifest.pack(name).files if not folder.verify(file)]

    def remove(self, name: str) -> int:
        """Delete a pack and what was half fetched of it.

        Returns: the bytes freed.
        Raises: UserError if there is no such pack or it cannot be deleted.
        """
        pack = self.manifest.pack(name)
        if not self.folder.is_dir():
            return 0
        with _plain_words("deleted"), self._alone(Silent()):
            freed = self._pack_folder(name).delete([file.name for file in pack.files])
            if self._staging.is_dir():
                keys = {m.archive for f in pack.files for s in f.sources for m in s.members}
                for item in [*pack.files, *(self.manifest.archives[key] for key in keys)]:
                    for leftover in leftovers(self._staging, item):
                        freed += leftover.stat().st_size if leftover.is_file() else 0
                        delete_partial(leftover)
        return freed

    def _pack_folder(self, name: str) -> PackFolder:
        return PackFolder(self.folder / name)

    def _fetch(self, wanted: list[Wanted], progress: Progress) -> None:
        # Here: these take a third of a second to import, and most starts fetch nothing.
        from app.models.download import Downloader
        from app.models.pull import Pull
        from app.models.sources import PackageIndex, index_address
        from app.models.web import new_session

        stop = threading.Event()
        folders = {w.pack: self._pack_folder(w.pack) for w in wanted}
        Pull(
            self.manifest,
            self._staging,
            Downloader(new_session, self._patience, stop),
            PackageIndex(index_address(), new_session, self._patience),
            progress,
            stop,
        ).run(wanted, lambda done: folders[done.pack].note(done.file, right=True))

    def _check_space(self, wanted: list[Wanted]) -> None:
        """Room for the files and, at worst, every package they may have to be taken from."""
        keys = {member.archive for w in wanted for member in w.members}
        items = [*(w.file for w in wanted), *(self.manifest.archives[key] for key in keys)]
        held = sum(
            path.stat().st_size
            for item in items
            for path in leftovers(self._staging, item)
            if path.is_file()
        )
        needed = sum(item.size for item in items) - held + _SPARE
        free = shutil.disk_usage(self._staging).free
        if wanted and free < needed:
            raise UserError(
                say(
                    "Fetching the models needs {needed} GB of disk space and {folder} has {free} "
                    "GB left; free some space and run the same command again.",
                    needed=f"{needed / _GIGABYTE:.1f}",
                    folder=self.folder,
                    free=f"{free / _GIGABYTE:.1f}",
                )
            )

    def _alone(self, progress: Progress) -> AbstractContextManager[None]:
        waiting = "Another Visavis is fetching models; waiting for it to finish."
        return alone(self.folder / LOCK_NAME, lambda: progress.say(waiting))


def _plain_words(done: str) -> AbstractContextManager[None]:
    return disk_words(f"The model files could not be {done}")
