"""What a blind person's screen reader knows of the window, and can do with it: AT-SPI alone."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.rig.needs import SYSTEM_PYTHON
from tests.rig.server import RigError, leash

PATIENCE = 30.0
_LOOKS = 0.2
"""Seconds between two looks at the whole window: only what is announced comes by itself."""

_ASSISTIVE = Path(__file__).with_name("assistive.py")


@dataclass(frozen=True, slots=True)
class Control:
    """An object of the window.  place: left, top, width, height on the screen."""

    path: str
    parent: str | None
    name: str
    role: str
    description: str
    text: str
    states: tuple[str, ...]
    actions: tuple[str, ...]
    number: float | None = None
    place: tuple[int, int, int, int] | None = None

    @property
    def showing(self) -> bool:
        """Whether it can be seen."""
        return "showing" in self.states

    @property
    def enabled(self) -> bool:
        """Whether it does anything."""
        return "enabled" in self.states or "sensitive" in self.states


@dataclass(frozen=True, slots=True)
class Noticed:
    """An event of the window: what, when (monotonic seconds), of which object, with which words."""

    kind: str
    at: float
    path: str
    role: str
    name: str
    text: str
    detail: int


@dataclass(eq=False)
class ScreenReader:
    """Use as a context manager.  environment: of the rig's bus and screen."""

    environment: Mapping[str, str]
    application: str = "Visavis"
    noticed: list[Noticed] = field(default_factory=list)

    def __enter__(self) -> ScreenReader:
        self._changed = threading.Condition()
        self._answers: dict[int, dict[str, Any]] = {}
        self._count = 0
        self._ready = False
        self._process = subprocess.Popen(
            leash([SYSTEM_PYTHON, "-W", "ignore", str(_ASSISTIVE), self.application]),
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        with self._changed:
            if not self._changed.wait_for(lambda: self._ready, PATIENCE):
                raise RigError("The screen reader did not start.")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join()

    # -- what is there --------------------------------------------------------------------------

    def tree(self) -> list[Control]:
        """All that is there, seen or scrolled away."""
        return [
            Control(
                path=each["path"],
                parent=each["parent"],
                name=each["name"] or "",
                role=each["role"],
                description=each["description"] or "",
                text=each["text"] or "",
                states=tuple(each["states"]),
                actions=tuple(each["actions"]),
                number=each["number"],
                place=tuple(each["place"]) if each["place"] else None,
            )
            for each in self._ask("tree")
        ]

    def find(self, name: str, role: str | None = None) -> Control | None:
        """The first object so called, of that role if it is given."""
        return next(
            (c for c in self.tree() if c.showing and c.name == name and role in (None, c.role)),
            None,
        )

    def await_control(
        self,
        wanted: Callable[[Control], bool],
        what: str,
        seconds: float = PATIENCE,
    ) -> Control:
        """The first such object as soon as it is showing.

        Raises: RigError with the names that are there if it does not come.
        """
        deadline = time.monotonic() + seconds
        while True:
            tree = [control for control in self.tree() if control.showing]
            found = next((control for control in tree if wanted(control)), None)
            if found is not None:
                return found
            if time.monotonic() > deadline:
                names = [f"{c.role} {c.name!r}" for c in tree if c.name]
                raise RigError(f"The window shows no {what}; it shows {', '.join(names)}.")
            time.sleep(_LOOKS)

    def await_named(self, name: str, role: str | None = None, seconds: float = PATIENCE) -> Control:
        """The object so called as soon as it is showing."""
        return self.await_control(
            lambda c: c.name == name and (role is None or c.role == role), f"{name!r}", seconds
        )

    def await_gone(self, name: str, seconds: float = PATIENCE) -> None:
        """Until no object so called is showing.

        Raises: RigError if it stays.
        """
        deadline = time.monotonic() + seconds
        while self.find(name) is not None:
            if time.monotonic() > deadline:
                raise RigError(f"The window still shows {name!r}.")
            time.sleep(_LOOKS)

    def await_words(self, words: str, seconds: float = PATIENCE) -> Control:
        """The first object whose name holds `words`, in any case."""
        return self.await_control(
            lambda c: words.lower() in c.name.lower(), f"object with {words!r}", seconds
        )

    # -- what is done ---------------------------------------------------------------------------

    def press(self, name: str, role: str = "button") -> None:
        """Do the action of the control so called.

        Raises: RigError if there is none, it does nothing now, or has no action.
        """
        control = self.await_control(
            lambda c: c.name == name and role in c.role and c.enabled, f"{role} {name!r}"
        )
        self.act(control, "Press")

    def act(self, control: Control, action: str) -> None:
        """Do an action that `control` offers."""
        if not self._ask("act", path=control.path, action=action):
            raise RigError(f"{control.name!r} has no action {action}; it has {control.actions}.")

    def focus(self, control: Control) -> None:
        """Give it the keyboard."""
        self._ask("focus", path=control.path)

    def write(self, control: Control, text: str) -> None:
        """Put text into it."""
        if not self._ask("write", path=control.path, text=text):
            raise RigError(f"{control.name!r} takes no text.")

    def set_number(self, control: Control, number: float) -> None:
        """Set its value."""
        if not self._ask("value", path=control.path, number=number):
            raise RigError(f"{control.name!r} takes no number.")

    def choose(self, control: Control, child: int) -> None:
        """Select one of its children."""
        if not self._ask("choose", path=control.path, child=child):
            raise RigError(f"Nothing can be chosen of {control.name!r}.")

    # -- what comes by itself -------------------------------------------------------------------

    def announced(self, since: int = 0) -> list[str]:
        """What the window wanted said, after the first `since` events."""
        return [e.text for e in self.noticed[since:] if e.kind.startswith("object:announcement")]

    def await_noticed(
        self, wanted: Callable[[Noticed], bool], seconds: float = PATIENCE, since: int = 0
    ) -> Noticed | None:
        """The first such event after the first `since`, or None when `seconds` have passed."""

        def found() -> Noticed | None:
            return next((event for event in self.noticed[since:] if wanted(event)), None)

        with self._changed:
            self._changed.wait_for(lambda: found() is not None, seconds)
            return found()

    def _ask(self, do: str, **values: Any) -> Any:
        if self._process.stdin is None:
            raise RigError("The screen reader has ended.")
        with self._changed:
            self._count += 1
            number = self._count
            self._process.stdin.write(json.dumps({"n": number, "do": do, **values}) + "\n")
            self._process.stdin.flush()
            if not self._changed.wait_for(lambda: number in self._answers, PATIENCE):
                raise RigError(f"The window does not answer ({do}).")
            told = self._answers.pop(number)
        if "error" in told:
            raise RigError(f"{do}: {told['error']}")
        return told["answer"]

    def _read(self) -> None:
        for line in self._process.stdout or ():
            told = json.loads(line)
            with self._changed:
                if "ready" in told:
                    self._ready = True
                elif "n" in told:
                    self._answers[told["n"]] = told
                else:
                    told["kind"] = told.pop("event")
                    self.noticed.append(Noticed(**told))
                self._changed.notify_all()
