"""Fetch one blob over HTTP: resuming, patient with a weak network, strict about the bytes."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
import urllib3

from app.models.partial import PartialFile
from app.models.patience import Patience
from omni_core.labels import Label

CHUNK = 256 * 1024
"""At most this many bytes are taken from the socket at a time."""

_RESUME = 206
_RANGE_REFUSED = 416
_TRY_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

log = logging.getLogger(__name__)

Report = Callable[[int], None]
"""Called with the number of bytes held so far, from the downloading thread."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes known in advance, at an address."""

    url: str
    size: int
    sha256: str


class RefusedError(Exception):
    """This source does not give the bytes; the message is the end of a sentence: why."""


class StoppedError(Exception):
    """The download was asked to stop; what is held is kept."""


class _InterruptedError(Exception):
    """One attempt failed in a way that may pass."""

    def __init__(self, reason: str, asked_pause: float | None = None) -> None:
        super().__init__(reason)
        self.asked_pause = asked_pause


class Downloader:
    """Fetches blobs; may be used by several threads, each blob by one at a time."""

    def __init__(
        self,
        new_session: Callable[[], requests.Session],
        patience: Patience,
        stop: threading.Event,
    ) -> None:
        self._new_session = new_session
        self._patience = patience
        self._stop = stop
        self._silent_hosts: set[str] = set()

    def fetch(
        self, blob: Blob, partial: Path, target: Path, report: Report, *, last_hope: bool
    ) -> None:
        """Bring `blob` to `target`, going on from what `partial` holds.

        last_hope: no other source is left, so try long; else give up as soon as the server
            cannot be reached or brings nothing.
        Raises: RefusedError, StoppedError, OSError if the disk refuses.
        """
        host = urlsplit(blob.url).netloc
        if not last_hope and host in self._silent_hosts:
            raise RefusedError(f"{host} cannot be reached")
        with PartialFile(partial) as part, self._new_session() as session:
            while True:
                if part.held > blob.size:
                    part.cut(0)
                self._fill(session, blob, part, report, last_hope)
                if part.sha256 == blob.sha256:
                    part.finish(target)
                    return
                # Bytes of two versions may have met; one attempt from nothing tells.
                anew = part.resumed
                part.cut(0)
                log.info("%s came wrong; tried anew: %s", Label(target.name), anew)
                if not anew:
                    part.discard()
                    raise RefusedError(f"{host} sent other bytes than those expected")

    def _fill(
        self,
        session: requests.Session,
        blob: Blob,
        part: PartialFile,
        report: Report,
        last_hope: bool,
    ) -> None:
        """Try until all bytes are there, right or wrong."""
        fruitless = 0
        while part.held < blob.size:
            before = part.held
            try:
                self._attempt(session, blob, part, report)
            except _InterruptedError as interruption:
                gained = part.held - before
                fault = interruption.__cause__ or interruption
                log.info("interrupted after %d bytes: %s", gained, fault)
                fruitless = 0 if gained >= self._patience.progress else fruitless + 1
                hopeless = gained <= 0 and not last_hope
                if hopeless or fruitless >= self._patience.attempts:
                    raise RefusedError(str(interruption)) from interruption
                self._wait(interruption, max(1, fruitless))
            report(part.held)

    def _wait(self, interruption: _InterruptedError, attempt: int) -> None:
        pause = self._patience.pause(attempt)
        asked = interruption.asked_pause
        if asked is not None:
            if asked > self._patience.longest_asked:
                raise RefusedError(f"{interruption} and asks to come back in {asked:.0f} s")
            pause = max(pause, asked)
        if self._stop.wait(pause):
            raise StoppedError

    def _attempt(
        self, session: requests.Session, blob: Blob, part: PartialFile, report: Report
    ) -> None:
        """One request; ends when the body does."""
        host = urlsplit(blob.url).netloc
        headers = {"Accept-Encoding": "identity"}
        if part.held:
            headers["Range"] = f"bytes={part.held}-"
            if etag := part.etag(blob.url):
                headers["If-Range"] = etag
        patience = self._patience
        try:
            with session.get(
                blob.url, headers=headers, stream=True, timeout=(patience.connect, patience.stall)
            ) as response:
                self._accept(response, blob, part, host)
                part.remember(blob.url, response.headers.get("ETag"))
                self._take_body(response.raw, blob, part, report, host)
        except (requests.ConnectTimeout, requests.exceptions.ProxyError) as error:
            self._silent_hosts.add(host)
            raise _InterruptedError(f"{host} cannot be reached") from error
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise _InterruptedError(f"{host} stopped sending") from error
        except requests.exceptions.SSLError as error:
            raise RefusedError(f"the certificate of {host} is not accepted") from error
        except requests.ConnectionError as error:
            if part.held == 0:
                self._silent_hosts.add(host)
            raise _InterruptedError(f"{host} cannot be reached") from error
        except urllib3.exceptions.HTTPError as error:
            raise _InterruptedError(f"{host} broke off the connection") from error
        except requests.RequestException as error:
            raise RefusedError(f"{host} answers in a way that is not understood") from error

    def _accept(
        self, response: requests.Response, blob: Blob, part: PartialFile, host: str
    ) -> None:
        """Check status and headers; leaves `part` where the body goes on."""
        status = response.status_code
        log.info("a source answers with HTTP status %d", status)
        if status == _RANGE_REFUSED and part.held:
            part.cut(0)
            raise _InterruptedError(f"{host} refuses to go on where it stopped")
        if status in _TRY_LATER:
            asked = _asked_pause(response.headers.get("Retry-After"))
            raise _InterruptedError(f"{host} is busy (HTTP {status})", asked)
        if status == requests.codes.ok:
            part.cut(0)
        elif status == _RESUME and part.held:
            match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if match is None or int(match[1]) != part.held:
                part.cut(0)
                raise _InterruptedError(f"{host} goes on at another place than asked")
            if match[2] not in ("*", str(blob.size)):
                raise RefusedError(f"{host} has a file of another size")
            part.resumed = True
        else:
            raise RefusedError(f"{host} does not give the file (HTTP {status})")
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and part.held + int(announced) > blob.size:
            raise RefusedError(f"{host} has a file of another size")

    def _take_body(
        self,
        body: urllib3.HTTPResponse,
        blob: Blob,
        part: PartialFile,
        report: Report,
        host: str,
    ) -> None:
        window_start, window_held = time.monotonic(), part.held
        # read1 hands over what has come; read would wait, and lose up to a chunk when killed.
        while chunk := body.read1(CHUNK):
            if part.held + len(chunk) > blob.size:
                part.cut(0)
                raise RefusedError(f"{host} sends more bytes than the file has")
            part.append(chunk)
            report(part.held)
            if self._stop.is_set():
                raise StoppedError
            now = time.monotonic()
            if now - window_start > self._patience.stall:
                if part.held - window_held < self._patience.slowest * (now - window_start):
                    raise _InterruptedError(f"{host} sends too slowly")
                window_start, window_held = now, part.held
        if part.held < blob.size:
            raise _InterruptedError(f"{host} ended the file too early")


def _asked_pause(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        return urllib3.Retry().parse_retry_after(value)
    except urllib3.exceptions.InvalidHeader:
        return None
