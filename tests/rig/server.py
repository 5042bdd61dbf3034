"""A sound server of the rig's own: PipeWire with its session manager, away from the person's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

READY_SECONDS = 60.0
"""A loaded machine takes two or three to start the server; more than that hangs."""

ENDING_SECONDS = 5.0
_POLL = 0.05

_PRIORITY = ("chrt", "-f", "20")
"""A sound card does not wait for a busy processor, so neither may what stands in for it."""


class RigError(Exception):
    """The rig itself failed, so that nothing was measured."""


_WITH_PARENT = ("setpriv", "--pdeathsig", "KILL")
"""A test run that is killed must not leave its rig behind."""


def on_time(command: Sequence[str]) -> list[str]:
    """`command` run ahead of everything else, where this machine allows it."""
    leashed = leash(command)
    if shutil.which("chrt") is None:
        return leashed
    allowed = subprocess.run([*_PRIORITY, "true"], capture_output=True, check=False)
    return [*_PRIORITY, *leashed] if allowed.returncode == 0 else leashed


def leash(command: Sequence[str]) -> list[str]:
    """`command` so that it ends when whoever started it does."""
    return [*(_WITH_PARENT if shutil.which("setpriv") else ()), *command]


class SoundServer:
    """Use as a context manager; all that it started has ended when the block ends.

    environment: variables by which programs find it.  folder: sockets and logs.
    """

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="visavis-rig-")
        self.folder = Path(self._temporary.name)
        self.folder.chmod(0o700)
        self._bus: subprocess.Popen[str] | None = None
        self._daemons: list[subprocess.Popen[bytes]] = []
        self._log: IO[bytes] = (self.folder / "server.log").open("wb")
        self.environment: dict[str, str] = {
            "XDG_RUNTIME_DIR": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "PULSE_SERVER": f"unix:{self.folder / 'pulse' / 'native'}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
        }

    def __enter__(self) -> SoundServer:
        try:
            self._start_bus()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        if self._bus is not None:
            _end(self._bus)
        self._log.close()
        self._temporary.cleanup()

    def start(self) -> None:
        """Start the server, after `kill` too; returns when programs can connect."""
        for name in ("pipewire", "wireplumber", "pipewire-pulse"):
            self._daemons.append(
                subprocess.Popen(
                    on_time([name]),
                    env=self.variables(),
                    stdin=subprocess.DEVNULL,
                    stdout=self._log,
                    stderr=self._log,
                    start_new_session=True,
                )
            )
            if name == "pipewire":
                self._await(lambda: (self.folder / "pipewire-0").exists(), "PipeWire")
        self._await(self._answers, "the sound server")

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        for daemon in reversed(self._daemons):
            daemon.kill()
            daemon.wait()
        self._daemons.clear()
        for socket in ("pipewire-0", "pipewire-0.lock", "pulse/native", "pulse/pid"):
            (self.folder / socket).unlink(missing_ok=True)

    def variables(self) -> dict[str, str]:
        """The whole environment of a program that is to use this server."""
        return {**os.environ, **self.environment}

    def pactl(self, *arguments: str) -> str:
        """Run `pactl`.

        Returns: its output.
        Raises: RigError if it fails.
        """
        return self.run("pactl", *arguments)

    def run(self, *command: str) -> str:
        """Run a program against this server; its output.

        Raises: RigError if it fails.
        """
        done = subprocess.run(
            command,
            env=self.variables(),
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise RigError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def _start_bus(self) -> None:
        self._bus = subprocess.Popen(
            leash(["dbus-daemon", "--session", "--nofork", "--print-address=1"]),
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            start_new_session=True,
        )
        if self._bus.stdout is None:
            raise RigError("The rig's message bus has no output.")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus.stdout.readline().strip()

    def _answers(self) -> bool:
        try:
            return "Server Name" in self.pactl("info")
        except RigError:
            return False

    def _await(self, happened: Callable[[], bool], what: str) -> None:
        await_that(happened, f"{what} did not start")


def await_that(
    happened: Callable[[], bool], otherwise: str, seconds: float = READY_SECONDS
) -> None:
    """Poll until `happened()`; programs outside give no event to wait for.

    Raises: RigError with `otherwise` when `seconds` have passed.
    """
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise RigError(otherwise)
        time.sleep(_POLL)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
