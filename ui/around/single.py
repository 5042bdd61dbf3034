"""One window a person: a second start asks the first one to come forward, and ends.

Who is the first is settled by a lock that the system itself lets go when a process ends, however
it ends.  The socket beside it only carries the wish, so one that a crash left is simply replaced.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import UserError

LOCK_FILE, SOCKET_FILE = "window.lock", "window.socket"

LONGEST_PATH = 80
"""Characters; the systems take a hundred and some, and Qt puts a few behind it."""

PATIENCE_MS = 10_000
"""How long the second waits: the first may be busy with loading a model for some seconds."""

TAKEN = b"coming"
MOST_BYTES = 1024
"""Of a wish; a token of a window system is shorter than a hundred."""

TOKEN_VARIABLE = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - which program may raise a window, no secret

_log = logging.getLogger(__name__)


class SingleStart(QObject):
    """Use `begin`; the first one then lives until `close`."""

    asked = Signal(str)
    """Another start wants the window; with what its desktop lets it be raised by, or nothing."""

    def __init__(self, data: Path) -> None:
        """data: the person's data folder."""
        super().__init__()
        self._data = data
        self._name = socket_name(data)
        self._server: QLocalServer | None = None
        self._lock: FileLock | None = None

    def begin(self) -> bool:
        """Whether this is the first; where that can't be known it is."""
        try:
            self._data.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._data / LOCK_FILE)
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as error:  # a folder that can't be locked
            _log.warning("Whether another window is open could not be found out: %s", error)
            return True
        self._lock = lock
        self._listen()
        return True

    def ask_first(self) -> None:
        """Let the other one come forward.

        Raises: UserError if it does not answer.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        token = os.environ.get(TOKEN_VARIABLE, "")
        if socket.waitForConnected(PATIENCE_MS):
            socket.write(f"{token}\n".encode()[:MOST_BYTES])
            socket.waitForBytesWritten(PATIENCE_MS)
            if socket.waitForReadyRead(PATIENCE_MS):
                socket.disconnectFromServer()
                return
        raise UserError(
            "Visavis is open already and does not answer; wait a moment, or end it and start again."
        )

    def close(self) -> None:
        """Let another one be the first."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()
        self._server = self._lock = None

    def _listen(self) -> None:
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # the lock is ours, so nobody listens there
        if not server.listen(self._name):
            _log.warning("Another start cannot raise this window")
            return
        server.newConnection.connect(self._answer)
        self._server = server

    def _answer(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        token = bytes(socket.readLine(MOST_BYTES).data()).decode("ascii", "ignore").strip()
        socket.write(TAKEN)
        socket.disconnectFromServer()
        self.asked.emit(token)


def socket_name(data: Path) -> str:
    """Of the socket of a data folder: within it, or where no path fits, made from its path."""
    path = str(data.absolute() / SOCKET_FILE)
    if sys.platform != "win32" and len(os.fsencode(path)) <= LONGEST_PATH:
        return path
    return f"visavis-{hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:24]}"
