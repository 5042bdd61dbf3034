"""Bring files to their places from the first source that gives the right bytes, several at once.

Everything unfinished lies in one staging folder under names made of the hash, so a later pull,
of the same or another version of the program, goes on where this one was stopped.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from app.errors import UserError
from app.models.download import Blob, Downloader, RefusedError, StoppedError
from app.models.manifest import Archive, Manifest, Member
from app.models.partial import PartialFile, delete_partial
from app.models.progress import Progress
from app.models.sources import PackageIndex, append_member
from app.models.staging import Wanted, leftovers, staged
from app.sentences import say
from omni_core.labels import Label

DOWNLOADS_AT_ONCE = 4
"""Enough to fill a home connection without looking rude to one server."""

LISTEN_SECONDS = 0.5
"""A thread that waits without limit may not hear Ctrl-C (on Windows never, elsewhere by a race)."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Shelf:
    """Archives of this pull: who still needs them, and their downloads."""

    needed: Counter[str]
    downloads: dict[str, Future[Path]] = field(default_factory=dict[str, Future[Path]])
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pull:
    """One pull of some files.  `run` once."""

    def __init__(
        self,
        manifest: Manifest,
        staging: Path,
        downloader: Downloader,
        index: PackageIndex,
        progress: Progress,
        stop: threading.Event,
    ) -> None:
        self._archives = manifest.archives
        self._staging = staging
        self._downloader = downloader
        self._index = index
        self._progress = progress
        self._stop = stop
        self._shelf = _Shelf(Counter())
        self._pool = ThreadPoolExecutor(DOWNLOADS_AT_ONCE, thread_name_prefix="download")

    def run(self, wanted: Sequence[Wanted], placed: Callable[[Wanted], None]) -> None:
        """Bring all files; one that fails does not stop the others.

        placed: called from a worker thread for each file that has reached its target.
        Raises: UserError for the first file that no source gave.
        """
        self._claim(member for w in wanted for member in w.members)
        # A worker only waits for downloads and unpacks, so one a file is cheap.
        with (
            self._pool,
            ThreadPoolExecutor(max(1, len(wanted)), thread_name_prefix="file") as workers,
        ):
            try:
                work = [workers.submit(self._bring, w, placed) for w in wanted]
                while wait(work, timeout=LISTEN_SECONDS).not_done:
                    continue
                failures = [failure for job in work if (failure := job.exception())]
            except BaseException:  # Ctrl-C above all: stop the threads, then let it pass
                self._stop.set()
                workers.shutdown(wait=False, cancel_futures=True)
                self._pool.shutdown(wait=False, cancel_futures=True)
                raise
        if failures:
            raise failures[0]

    def _bring(self, wanted: Wanted, placed: Callable[[Wanted], None]) -> None:
        reason = ""
        needed = [member.archive for member in wanted.members]
        for number, source in enumerate(wanted.file.sources, 1):
            last_hope = number == len(wanted.file.sources)
            try:
                if source.url is not None:
                    self._from_address(source.url, wanted, last_hope)
                else:
                    self._from_archives(source.members, wanted, needed, last_hope)
            except RefusedError as refusal:
                reason = str(refusal)
                file, pack = Label(wanted.file.name), Label(wanted.pack)
                fault = refusal.__cause__ or refusal
                log.info("%s of %s: source %d fails: %s", file, pack, number, fault)
                continue
            except CancelledError:
                raise StoppedError from None
            for archive in needed:
                self._release(archive)
            for leftover in leftovers(self._staging, wanted.file):
                delete_partial(leftover)
            placed(wanted)
            return
        raise UserError(
            say(
                "The file {file} of model pack {pack} could not be fetched: {reason}. Check the "
                "network connection and run the same command again; what has arrived is kept.",
                file=wanted.file.name,
                pack=wanted.pack,
                reason=reason,
            )
        )

    def _from_address(self, url: str, wanted: Wanted, last_hope: bool) -> None:
        file = wanted.file
        blob = Blob(url, file.size, file.sha256)

        def report(held: int) -> None:
            self._progress.update(f"{wanted.pack}: {file.name}", held, file.size)

        partial = staged(self._staging, file.sha256, file.name, ".part")
        self._pool.submit(
            self._downloader.fetch, blob, partial, wanted.target, report, last_hope=last_hope
        ).result()

    def _from_archives(
        self, members: Sequence[Member], wanted: Wanted, needed: list[str], last_hope: bool
    ) -> None:
        file = wanted.file
        sizes = [member.size or file.size for member in members]
        ends = list(accumulate(sizes))
        with PartialFile(staged(self._staging, file.sha256, file.name, ".joined")) as whole:
            while True:
                resumed = whole.held > 0
                done = sum(end <= whole.held for end in ends)
                whole.cut(ends[done - 1] if done else 0)
                left = list(zip(members, sizes, strict=True))[done:]
                arriving = [
                    self._archive(
                        member.archive,
                        f"{wanted.pack}: package {number} of {len(members)}",
                        last_hope,
                    )
                    for number, (member, _) in enumerate(left, done + 1)
                ]
                for (member, size), arrival in zip(left, arriving, strict=True):
                    append_member(arrival.result(), member.path, size, whole)
                    whole.sync()
                    needed.remove(member.archive)
                    self._release(member.archive)
                if whole.sha256 == file.sha256:
                    whole.finish(wanted.target)
                    return
                whole.cut(0)
                if not resumed:  # else what was found half done was spoilt: once more, all of it
                    whole.discard()
                    raise RefusedError("the packages hold other bytes than those expected")
                self._claim(members)
                needed.extend(member.archive for member in members)

    def _archive(self, key: str, label: str, last_hope: bool) -> Future[Path]:
        """The archive's download, begun by the first who asks."""
        archive = self._archives[key]
        target = staged(self._staging, archive.sha256, archive.file, "")
        with self._shelf.lock:
            download = self._shelf.downloads.get(key)
            if download is None or (download.done() and not target.exists()):
                download = self._pool.submit(self._fetch_archive, archive, target, label, last_hope)
                self._shelf.downloads[key] = download
            return download

    def _fetch_archive(self, archive: Archive, target: Path, label: str, last_hope: bool) -> Path:
        if not target.exists():
            blob = self._index.find(archive, self._stop.wait)

            def report(held: int) -> None:
                self._progress.update(label, held, archive.size)

            partial = staged(self._staging, archive.sha256, archive.file, ".part")
            self._downloader.fetch(blob, partial, target, report, last_hope=last_hope)
        return target

    def _claim(self, members: Iterable[Member]) -> None:
        """Keep the archives of these members until each has been released."""
        with self._shelf.lock:
            self._shelf.needed.update(member.archive for member in members)

    def _release(self, key: str) -> None:
        """One use of the archive is over; after the last it is deleted."""
        archive = self._archives[key]
        with self._shelf.lock:
            self._shelf.needed[key] -= 1
            if self._shelf.needed[key] > 0:
                return
            for leftover in leftovers(self._staging, archive):
                delete_partial(leftover)
