"""A person's side of a conversation with the running program, in the rig's room."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from app.folders import Folders
from tests.rig.server import RigError, leash
from tests.rig.sound import ROOT

ENDING_SECONDS = 30.0
SETTLING_SECONDS = 4.0
"""Before anybody speaks to a program just started: its chat model reads its instructions."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the program, as JSON; `at`: monotonic seconds at which it came."""

    at: float
    kind: str
    values: dict[str, Any]


@dataclass(eq=False)
class Program:
    """`visavis live` on the devices of this process's environment; use as a context manager.

    folder: gets what the program keeps, see `tests.rig.program`.  told: all events so far.
    options: more of `visavis live`.  module: what runs it.
    """

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    module: str = "tests.rig.program"
    told: list[Told] = field(default_factory=list)

    def __enter__(self) -> Program:
        self._changed = threading.Condition()
        home = self.folder / "home"
        home.mkdir(parents=True)
        # A home of its own, with this machine's models: no timer of the person rings here.
        (home / "models").symlink_to(Folders.from_environment().models)
        chosen = [word for pair in self.settings.items() for word in ("--set", "=".join(pair))]
        self._process = subprocess.Popen(
            leash([sys.executable, "-m", self.module, str(self.folder), *self.options, *chosen]),
            cwd=ROOT,
            env={**os.environ, "VISAVIS_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def state(self) -> str:
        """Who has the floor, as the program said last."""
        for told in reversed(self.told):
            if told.kind == "StateChanged":
                return str(told.values["state"])
        return "listening"

    def await_told(
        self, wanted: Callable[[Told], bool], seconds: float, since: int = 0
    ) -> Told | None:
        """The first such event after the first `since`, or None when `seconds` have passed."""

        def found() -> Told | None:
            return next((told for told in self.told[since:] if wanted(told)), None)

        with self._changed:
            self._changed.wait_for(lambda: found() or self._process.poll() is not None, seconds)
            return found()

    def await_state(self, state: str, seconds: float, since: int = 0) -> Told | None:
        """When it came into `state`."""
        return self.await_told(
            lambda told: told.kind == "StateChanged" and told.values["state"] == state,
            seconds,
            since,
        )

    def await_ready(self, seconds: float = 60.0) -> None:
        """Return when the microphone is heard.

        Raises: RigError if that does not happen.
        """
        if self.await_told(lambda told: told.kind == "Level", seconds) is None:
            raise RigError("The program does not hear its microphone.")
        time.sleep(SETTLING_SECONDS)

    def _read(self) -> None:
        for line in self._process.stdout or ():
            now = time.monotonic()
            values = json.loads(line)
            told = Told(now, values.pop("event"), values)
            with self._changed:
                if told.kind != "Level" or not any(t.kind == "Level" for t in self.told[-50:]):
                    self.told.append(told)
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()


@dataclass(frozen=True, slots=True, eq=False)
class KeptByProgram:
    """What `tests.rig.program` has written.

    came, seconds: of each piece of a reply, when it came and how long it is.
    """

    speech: dict[int, np.ndarray]
    came: dict[int, list[float]]
    seconds: dict[int, list[float]]
    heard: np.ndarray
    lost_seconds: float
    dropped_blocks: int
    slowed: list[str]
    jumps: int

    @classmethod
    def of(cls, folder: Path) -> KeptByProgram:
        """Read it once the program has ended."""
        told = json.loads((folder / "kept.json").read_text())
        files = folder.glob("speech-*.npy")
        return cls(
            {int(file.stem.split("-")[1]): np.load(file) for file in files},
            {int(epoch): moments for epoch, moments in told["came"].items()},
            {int(epoch): seconds for epoch, seconds in told["seconds"].items()},
            np.load(folder / "heard.npy"),
            told["lost_seconds"],
            told["dropped_blocks"],
            [kind for kind, _ in told["slowed"]],
            told["jumps"],
        )
