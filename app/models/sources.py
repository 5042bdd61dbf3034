"""Turn a file's sources into addresses, and take a member out of an archive."""

from __future__ import annotations

import gzip
import lzma
import os
import tarfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pypi_simple
import requests

from app.models.download import Blob, RefusedError
from app.models.manifest import Archive
from app.models.partial import PartialFile
from app.models.patience import Patience

INDEX_VARIABLE = "PIP_INDEX_URL"
"""Where to look for packages, as for pip; unset means the public index."""

_UNREACHABLE = "the package index cannot be reached"

_COPY = 1024 * 1024
"""Bytes unpacked at a time."""


def index_address() -> str:
    """The package index this computer uses."""
    return os.environ.get(INDEX_VARIABLE) or pypi_simple.PYPI_SIMPLE_ENDPOINT


class PackageIndex:
    """Finds the files of packages; each package is looked up once.  Safe for threads."""

    def __init__(
        self, address: str, new_session: Callable[[], requests.Session], patience: Patience
    ) -> None:
        self._address = address
        self._new_session = new_session
        self._patience = patience
        self._lock = threading.Lock()
        self._pages: dict[str, pypi_simple.ProjectPage] = {}
        self._out_of_reach = False

    def find(self, archive: Archive, pause: Callable[[float], bool]) -> Blob:
        """Where the index keeps `archive`.

        pause: waits that many seconds between attempts, True if it was told to stop.
        Raises: RefusedError if the index has no such file or cannot be asked.
        """
        for package in self._page(archive.package, pause).packages:
            if package.filename == archive.file:
                declared = package.digests.get("sha256", archive.sha256)
                if declared != archive.sha256:
                    raise RefusedError(f"the package index has another {archive.file}")
                return Blob(package.url, archive.size, archive.sha256)
        raise RefusedError(f"the package index has no {archive.file}")

    def _page(self, project: str, pause: Callable[[float], bool]) -> pypi_simple.ProjectPage:
        with self._lock:
            if self._out_of_reach:  # asking again for every package would only cost time
                raise RefusedError(_UNREACHABLE)
            if project not in self._pages:
                self._pages[project] = self._ask(project, pause)
            return self._pages[project]

    def _ask(self, project: str, pause: Callable[[float], bool]) -> pypi_simple.ProjectPage:
        attempt = 0
        while True:
            attempt += 1
            try:
                with pypi_simple.PyPISimple(self._address, session=self._new_session()) as index:
                    return index.get_project_page(
                        project, timeout=(self._patience.connect, self._patience.stall)
                    )
            except pypi_simple.NoSuchProjectError as error:
                raise RefusedError(f"the package index has no {project}") from error
            except (ValueError, pypi_simple.UnsupportedRepoVersionError) as error:
                # requests' own errors for a wrong address are ValueErrors too.
                raise RefusedError("the package index cannot be understood") from error
            except requests.RequestException as error:
                if attempt >= self._patience.attempts or pause(self._patience.pause(attempt)):
                    self._out_of_reach = True
                    raise RefusedError(_UNREACHABLE) from error


def append_member(archive: Path, path: str, size: int, out: PartialFile) -> None:
    """Append one member of a zip or tar archive, of exactly `size` bytes, to `out`.

    Raises: RefusedError if the archive is damaged or the member is missing or of another size.
    """
    try:
        with _opened_member(archive, path) as member:
            taken = 0
            while block := member.read(_COPY):
                taken += len(block)
                if taken > size:
                    break
                out.append(block)
    except (
        KeyError,
        EOFError,
        NotImplementedError,  # a compression this Python lacks
        RuntimeError,  # an encrypted member
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        gzip.BadGzipFile,
        lzma.LZMAError,
    ) as error:
        raise RefusedError(f"{archive.name} is not the expected archive") from error
    if taken != size:
        raise RefusedError(f"{path} in {archive.name} has another size")


@contextmanager
def _opened_member(archive: Path, path: str) -> Iterator[IO[bytes]]:
    if archive.name.endswith((".whl", ".zip")):
        with zipfile.ZipFile(archive) as bundle, bundle.open(path) as member:
            yield member
        return
    with tarfile.open(archive) as bundle:
        member = bundle.extractfile(path)
        if member is None:
            raise KeyError(path)
        with member:
            yield member
