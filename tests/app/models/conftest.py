"""A small web server whose every fault can be asked for, and manifests that point at it."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from app.models.manifest import Manifest
from app.models.patience import Patience
from app.models.store import ModelStore

PIECE = 16 * 1024
HURRY = Patience(
    connect=2.0,
    stall=0.3,
    attempts=3,
    progress=PIECE,
    first_pause=0.01,
    longest_pause=0.05,
    longest_asked=2.0,
)


@dataclass
class Shop:
    """What the server offers, how it misbehaves, and what it was asked for.

    faults: per path, one taken for each request while there are any.
    asked: (path, first byte) of each request that was answered with a body.
    on_sent: called with the path after each piece.
    """

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: list[tuple[str, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    etags: bool = True
    on_sent: Callable[[str], None] = lambda path: None
    closing: threading.Event = field(default_factory=threading.Event)

    def add(self, path: str, data: bytes) -> str:
        self.files[path] = data
        return self.address + path

    def add_package(self, project: str, file: str, data: bytes, digest: str | None = None) -> None:
        """Put a file on the package index at /simple/."""
        url = self.add(f"/files/{file}", data)
        page = {
            "meta": {"api-version": "1.0"},
            "name": project,
            "files": [
                {
                    "filename": file,
                    "url": url,
                    "hashes": {"sha256": digest or hashlib.sha256(data).hexdigest()},
                }
            ],
        }
        self.add(f"/simple/{project}/", json.dumps(page).encode())

    def starts(self, path: str) -> list[int]:
        return [start for asked, start in self.asked if asked == path]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    shop: ClassVar[Shop]

    def do_GET(self) -> None:
        shop = self.shop
        shop.lines.append(self.path)
        path = self.path.removeprefix("http://models.invalid")  # asked as a proxy
        data = shop.files.get(path)
        fault = shop.faults[path].pop(0) if shop.faults[path] else ""
        if data is None:
            fault = "404"
        status, _, retry_after = fault.partition(" ")
        if status.isdecimal():
            self._refuse(int(status), retry_after)
            return
        assert data is not None
        self._give(path, data, fault)

    def _refuse(self, status: int, retry_after: str) -> None:
        self.send_response(status)
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _give(self, path: str, data: bytes, fault: str) -> None:
        shop = self.shop
        etag = f'"{hashlib.sha256(data).hexdigest()[:8]}"'
        start = 0
        wanted = self.headers.get("Range", "")
        unchanged = self.headers.get("If-Range", etag) == etag
        if wanted and unchanged and fault != "no range":
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        shop.asked.append((path, start))
        total = len(data)
        if fault == "wrong bytes":
            data = bytes(byte ^ 255 for byte in data)
        body = data[start:]
        announced = len(body)
        if fault == "wrong range":
            start += 1
        if fault == "too long":
            body += b"more"
            announced = len(body)
        if fault == "promises more":
            announced += 1
        if fault == "promises less":
            announced //= 2
            body = body[:announced]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
        if shop.etags:
            self.send_header("ETag", etag)
        is_index = path.startswith("/simple/")
        kind = "application/vnd.pypi.simple.v1+json" if is_index else "application/octet-stream"
        self.send_header("Content-Type", kind)
        if fault == "no length":
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(announced))
        self.end_headers()
        if fault in ("cut", "stall"):
            body = body[: len(body) // 2]
        if fault == "dead":
            body = b""
        self._send(path, body)
        if fault in ("stall", "dead"):
            shop.closing.wait()
        if fault in ("cut", "stall", "dead", "no length", "promises more"):
            self.close_connection = True

    def _send(self, path: str, body: bytes) -> None:
        try:
            for offset in range(0, len(body), PIECE):
                self.wfile.write(body[offset : offset + PIECE])
                self.shop.on_sent(path)
        except (BrokenPipeError, ConnectionResetError):  # the client was killed, as it should be
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay quiet."""


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    shop = Shop()
    handler = type("BoundHandler", (Handler,), {"shop": shop})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    shop.address = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("PIP_INDEX_URL", shop.address + "/simple/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield shop
    shop.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Goods:
    """A store in a temporary folder with one pack, `thing`, of the files added."""

    folder: Path
    shop: Shop
    files: list[dict[str, object]] = field(default_factory=list)
    archives: dict[str, object] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def file(self, name: str, data: bytes, sources: list[dict[str, object]]) -> None:
        self.contents[name] = data
        entry = {"name": name, "size": len(data), "sha256": sha256(data), "sources": sources}
        self.files.append(entry)

    def archive(self, key: str, members: dict[str, bytes], digest: str | None = None) -> None:
        """A wheel with these members, on the index."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
            for path, data in members.items():
                bundle.writestr(path, data)
        self.archive_bytes(key, f"{key}-1-py3-none-any.whl", buffer.getvalue(), digest)

    def archive_bytes(self, key: str, file: str, data: bytes, digest: str | None = None) -> None:
        self.archives[key] = {
            "package": key,
            "version": "1",
            "file": file,
            "size": len(data),
            "sha256": sha256(data),
        }
        self.shop.add_package(key, file, data, digest)

    def tables(self) -> dict[str, object]:
        pack = {
            "title": "A thing",
            "licence": "MIT",
            "origin": "https://example.org",
            "bundle": True,
            "files": self.files,
        }
        return {"packs": {"thing": pack}, "sets": {"all": ["thing"]}, "archives": self.archives}

    def store(self, patience: Patience = HURRY) -> ModelStore:
        return ModelStore(self.folder, Manifest.model_validate(self.tables()), patience)

    def check(self, store: ModelStore) -> None:
        """Everything is in place and nothing is left over."""
        folder = store.path("thing")
        for name, data in self.contents.items():
            assert (folder / name).read_bytes() == data
        assert not (self.folder / ".downloads").exists()


@pytest.fixture
def goods(tmp_path: Path, shop: Shop) -> Goods:
    return Goods(tmp_path / "models", shop)
