"""Virtual microphones and speakers in one room, a script into it, and a record of it all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.rig.coupler import RATE, RECORDER
from tests.rig.room import Room
from tests.rig.server import (
    ENDING_SECONDS,
    READY_SECONDS,
    RigError,
    SoundServer,
    await_that,
    on_time,
)

ROOT = Path(__file__).resolve().parents[2]

MICROPHONES = ("desk_microphone", "spare_microphone")
SPEAKERS = ("desk_speaker", "spare_speaker")
"""The first of each is the default, and coupled to the others by the same air."""

_AIR_IN, _AIR_OUT, _TAP = "air_in", "air_out", "tap"

_NOWHERE = "auto_null"
"""The dummy output that sound servers have while there is no speaker."""

_UNLIKELY = "priority.session=1"


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What happened, float32 [n] each, 48 kHz, on one clock.

    microphone: all that reached it.  speaker: all that was played.  said: the script alone; its
    clock is `said_at`'s and the coupler's, and differs from the others' by a constant.
    """

    microphone: NDArray[np.float32]
    speaker: NDArray[np.float32]
    said: NDArray[np.float32]
    said_at: dict[str, int]


class VirtualSound:
    """Devices on a `SoundServer`; use as a context manager.

    Within the block the server's variables are set in this process too, so that PortAudio finds
    it.  `plug` and `unplug` take a name of `MICROPHONES` or `SPEAKERS`.
    """

    def __init__(self, room: Room | None = None, *, coupled: bool = False) -> None:
        """coupled: let the microphone hear the speaker through `room`."""
        self.server = SoundServer()
        self._room = room or Room()
        self._coupled = coupled
        self._plugged: dict[str, str] = {}
        self._coupler: subprocess.Popen[str] | None = None
        self._recorder: subprocess.Popen[bytes] | None = None
        self._telling: threading.Thread | None = None
        self._said_at: dict[str, int] = {}
        self._told = threading.Condition()
        self._before: dict[str, str | None] = {}
        self._count = 0

    def __enter__(self) -> VirtualSound:
        self.server.__enter__()
        try:
            self._set_variables()
            self.furnish()
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
        self._stop_programs()
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self.server.__exit__(kind, error, trace)

    def furnish(self) -> None:
        """Make all devices and couple them; again after the server was killed and started."""
        self._stop_programs()
        self._plugged.clear()
        self._sink(_AIR_IN, channels=1, places="mono")
        self._sink(_AIR_OUT, channels=2, places="front-left,front-right")
        self._sink(_TAP, channels=2, places="front-left,front-right")
        self._sink(_NOWHERE, channels=2, places="front-left,front-right")
        for name in (*MICROPHONES, *SPEAKERS):
            self.plug(name)
        self._link(f"{_AIR_IN}:monitor_MONO", f"{_TAP}:playback_FL")
        self._link(f"{_AIR_OUT}:monitor_FL", f"{_TAP}:playback_FR")
        self._record()
        self._couple()

    def plug(self, name: str) -> None:
        """Connect a device; nothing happens if it is connected."""
        if name in self._plugged:
            return
        described = f"device.description={name.replace('_', '-')}"
        if name in MICROPHONES:
            module = self.server.pactl(
                "load-module",
                "module-remap-source",
                f"source_name={name}",
                f"master={_AIR_IN}.monitor",
                "channels=1",
                "master_channel_map=mono",
                "channel_map=mono",
                f"source_properties={described}",
            )
        elif name in SPEAKERS:
            module = self.server.pactl(
                "load-module",
                "module-remap-sink",
                f"sink_name={name}",
                f"master={_AIR_OUT}",
                f"sink_properties={described}",
            )
        else:
            raise RigError(f"The rig has no device called {name}.")
        self._plugged[name] = module
        if name in (MICROPHONES[0], SPEAKERS[0]):
            self.make_default(name)

    def unplug(self, name: str) -> None:
        """Disconnect a device; nothing happens if it is not connected.

        The other one of its kind becomes the default first, or nowhere: if the server chose the
        air, those who use the air would follow the next default, too.
        """
        module = self._plugged.pop(name, None)
        if module is None:
            return
        kind = MICROPHONES if name in MICROPHONES else SPEAKERS
        nowhere = f"{_NOWHERE}.monitor" if name in MICROPHONES else _NOWHERE
        self.make_default(next((other for other in kind if other in self._plugged), nowhere))
        self.server.pactl("unload-module", module)

    def make_default(self, name: str) -> None:
        """Make a device the system's default one of its kind."""
        kind = "source" if name in MICROPHONES or name.endswith(".monitor") else "sink"
        self.server.pactl(f"set-default-{kind}", name)
        await_that(
            lambda: self.server.pactl(f"get-default-{kind}") == name, f"{name} did not become it"
        )

    def say(self, name: str, samples: NDArray[np.float32], at: int | None = None) -> int:
        """Say `samples` (float32 [n], 48 kHz) into the room, from sample `at` of the script's
        clock, or at once.

        Returns: the sample at which it begins.
        """
        self._count += 1
        path = self.server.folder / f"said-{self._count}.npy"
        np.save(path, samples.astype(np.float32))
        with self._told:
            self._tell({"do": "say", "name": name, "file": str(path), "at": at})
            if not self._told.wait_for(lambda: name in self._said_at, READY_SECONDS):
                raise RigError("The coupler does not answer.")
            return self._said_at[name]

    def hush(self) -> None:
        """Stop whatever is being said."""
        self._tell({"do": "hush"})

    def recorded(self) -> int:
        """Samples of the record so far."""
        return self._file("tap").stat().st_size // (2 * np.dtype(np.float32).itemsize)

    def recording(self) -> Recording:
        """All until now, since the devices were made."""
        raw = np.fromfile(self._file("tap"), np.float32)
        both = raw[: raw.size // 2 * 2].reshape(-1, 2)
        return Recording(
            microphone=np.ascontiguousarray(both[:, 0]),
            speaker=np.ascontiguousarray(both[:, 1]),
            said=np.fromfile(self._file("said"), np.float32),
            said_at=dict(self._said_at),
        )

    def _file(self, name: str) -> Path:
        return self.server.folder / f"{name}.f32"

    def _sink(self, name: str, channels: int, places: str) -> None:
        self.server.pactl(
            "load-module",
            "module-null-sink",
            f"sink_name={name}",
            f"rate={RATE}",
            f"channels={channels}",
            f"channel_map={places}",
            f"sink_properties={_UNLIKELY}",
        )

    def _link(self, source: str, target: str) -> None:
        def linked() -> bool:
            try:
                self.server.run("pw-link", source, target)
            except RigError as error:
                return "File exists" in str(error)
            return True

        await_that(linked, f"{source} could not be linked to {target}")

    def _record(self) -> None:
        recorder = [*RECORDER[:-1], "--channels=2", f"--device={_TAP}.monitor", "--latency-msec=20"]
        with self._file("tap").open("wb") as out:
            self._recorder = subprocess.Popen(
                on_time(recorder), env=self.server.variables(), stdout=out, start_new_session=True
            )
        await_that(lambda: self._file("tap").stat().st_size > 0, "nothing is recorded")

    def _couple(self) -> None:
        settings = self.server.folder / "coupler.json"
        settings.write_text(
            json.dumps(
                {
                    "room": asdict(self._room),
                    "coupled": self._coupled,
                    "microphone": _AIR_IN,
                    "speaker": _AIR_OUT,
                    "said": str(self._file("said")),
                }
            )
        )
        self._said_at.clear()
        ready = threading.Event()
        self._coupler = subprocess.Popen(
            on_time([sys.executable, "-m", "tests.rig.coupler", str(settings)]),
            cwd=ROOT,
            # One thread: numpy's own would only wait for each other over such small blocks.
            env={**self.server.variables(), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._telling = threading.Thread(
            target=self._hear_coupler, args=(self._coupler, ready), daemon=True
        )
        self._telling.start()
        if not ready.wait(READY_SECONDS):
            raise RigError("The coupler did not start.")

    def _hear_coupler(self, coupler: subprocess.Popen[str], ready: threading.Event) -> None:
        for line in coupler.stdout or ():
            event: dict[str, Any] = json.loads(line)
            if "ready" in event:
                ready.set()
            else:
                with self._told:
                    self._said_at[event["said"]] = event["at"]
                    self._told.notify_all()

    def _tell(self, command: dict[str, Any]) -> None:
        if self._coupler is None or self._coupler.stdin is None:
            raise RigError("The coupler does not run.")
        self._coupler.stdin.write(json.dumps(command) + "\n")
        self._coupler.stdin.flush()

    def _stop_programs(self) -> None:
        if self._recorder is not None:
            self._recorder.terminate()
            self._recorder.wait()
        if self._coupler is not None and self._coupler.stdin and self._coupler.stdout:
            self._coupler.stdin.close()  # it ends, and its own programs with it
            try:
                self._coupler.wait(ENDING_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._coupler.pid, signal.SIGKILL)
                self._coupler.wait()
            if self._telling is not None:
                self._telling.join()
            self._coupler.stdout.close()
        self._coupler = self._recorder = self._telling = None

    def _set_variables(self) -> None:
        for name, value in self.server.environment.items():
            self._before[name] = os.environ.get(name)
            os.environ[name] = value
