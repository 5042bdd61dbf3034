"""Claim: microphone, speaker and camera come and go, the sound server dies, and the talk goes on.

The running program is in the rig's room with a camera that sends by UDP.  At moments drawn by lot,
while a person asks, while it thinks, speaks or waits, one device is pulled out and put back seconds
later; some of the time its spare as well, so that none of the kind is left.  Afterwards a question
is asked, which must be answered to its end; what happened to a device is told once.  At last the
sound server is killed and started again.

    python -m benchmarks.unplugged [--times 20]

The result goes to benchmarks/results/unplugged.json.
"""

from __future__ import annotations

import argparse
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import report
from benchmarks.hands_free import Question, over, questions
from tests.rig.camera import UdpCamera, write_clip
from tests.rig.conversation import Program, Told
from tests.rig.coupler import RATE
from tests.rig.room import Room
from tests.rig.sound import MICROPHONES, SPEAKERS, VirtualSound

TIMES = 20
SEED = 6
BEFORE = 0.0, 4.0
"""Seconds from the beginning of a question to the pulled plug."""

AWAY = 2.5, 5.0
"""Seconds until it is back."""

CAMERA_AWAY = 6.0
"""The same for a camera, whose loss shows only when its last picture is old."""

PATIENCE = 15.0
LONGEST_REPLY = 40.0
CALM_SECONDS = 1.0
"""Without a change of state, after which nothing that was told is still being said."""

_COLOURS = [(200, 40, 40), (40, 180, 60)]
ASKED = (
    "What is the capital of France?",
    "How many days are in a week?",
    "What is twelve times twelve?",
    "What is the capital of Italy?",
)


@dataclass(frozen=True, slots=True)
class Pull:
    """What is pulled out: `kind` of device, all of them or the one in use; when and how long."""

    kind: str
    everything: bool
    after: float
    away: float


def plan(times: int) -> list[Pull]:
    """Every kind in turn, the rest by lot; the same every time."""
    random = np.random.default_rng(SEED)
    kinds = [("microphone", "speaker", "camera")[place % 3] for place in range(times)]
    random.shuffle(kinds)
    return [
        Pull(
            kind,
            bool(random.random() < 0.4),
            random.uniform(*BEFORE),
            CAMERA_AWAY if kind == "camera" else random.uniform(*AWAY),
        )
        for kind in kinds
    ]


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Talk:
    """A person who asks, and pulls plugs."""

    def __init__(self, rig: VirtualSound, program: Program, camera: UdpCamera) -> None:
        self._rig, self._program, self._camera = rig, program, camera
        self._questions = questions([{"text": text} for text in ASKED])
        self._count = 0

    def one(self, pull: Pull) -> dict[str, Any]:
        """Ask, pull, put back, and ask again."""
        since = len(self._program.told)
        self._ask()
        time.sleep(pull.after)  # the moment that was drawn
        state = self._program.state
        self._unplug(pull)
        time.sleep(pull.away)
        self._plug(pull)
        return {
            "kind": pull.kind,
            "everything": pull.everything,
            "state": state,
            **self._afterwards(since, pull.kind, len(self._program.told)),
        }

    def server_dies(self) -> dict[str, Any]:
        """The sound server is killed in a reply, and started again."""
        since = len(self._program.told)
        self._ask()
        self._program.await_state("speaking", PATIENCE, since)
        self._rig.server.kill()
        for kind in ("microphone", "speaker"):
            self._await(
                lambda told, kind=kind: _about(told, kind) and "gone" in _sentence(told), since
            )
        self._rig.server.start()
        self._rig.furnish()
        return {"kind": "server", **self._afterwards(since, "microphone", len(self._program.told))}

    def _afterwards(self, since: int, kind: str, returned: int) -> dict[str, Any]:
        """Wait until its return was told and said, then ask; what became of both."""
        back = self._await(lambda told: _about(told, kind) and _is_back(told), returned, since)
        self._calm()
        answered, seconds = self._answered()
        sentences = [_sentence(t) for t in self._program.told[since:] if t.kind == "Told"]
        return {
            "told_back": back is not None,
            "answered": answered,
            "first_sound_after_asking": seconds,
            "told": sentences,
            "told_twice": len(sentences) - len(set(sentences)),
        }

    def _ask(self) -> Question:
        question = self._questions[self._count % len(self._questions)]
        self._count += 1
        self._rig.say(f"question {self._count}", question.samples)
        return question

    def _answered(self) -> tuple[bool, float | None]:
        since = len(self._program.told)
        question, begun = self._ask(), time.monotonic()
        patience = PATIENCE + question.samples.size / RATE
        speaking = self._program.await_state("speaking", patience, since)
        if speaking is None:
            return False, None
        ended = self._program.await_told(
            lambda told: told.kind == "ReplyOver", LONGEST_REPLY, since
        )
        self._await(over, since)
        whole = ended is not None and ended.values["heard"] == len(ended.values["text"])
        return whole, round(speaking.at - begun, 2)

    def _calm(self) -> None:
        """Return once nobody has had the floor for a moment, a standby of its own making too."""
        while True:
            since = len(self._program.told)
            changed = self._program.await_told(
                lambda told: told.kind in ("StateChanged", "Told"), CALM_SECONDS, since
            )
            if changed is None and self._program.state in ("listening", "standby"):
                return
            if changed is None and self._program.await_told(over, LONGEST_REPLY, since) is None:
                return

    def _await(
        self, wanted: Callable[[Told], bool], since: int, earliest: int | None = None
    ) -> Told | None:
        return self._program.await_told(wanted, PATIENCE, since if earliest is None else earliest)

    def _unplug(self, pull: Pull) -> None:
        if pull.kind == "camera":
            self._camera.unplug()
            return
        desk, spare = MICROPHONES if pull.kind == "microphone" else SPEAKERS
        self._rig.unplug(desk)
        if pull.everything:
            self._rig.unplug(spare)

    def _plug(self, pull: Pull) -> None:
        if pull.kind == "camera":
            self._camera.plug()
            return
        for name in MICROPHONES if pull.kind == "microphone" else SPEAKERS:
            self._rig.plug(name)


def _sentence(told: Told) -> str:
    return str(told.values.get("sentence", ""))


def _about(told: Told, kind: str) -> bool:
    """Whether a sentence tells of this kind of device."""
    if told.kind != "Told":
        return False
    return kind in _sentence(told) or (kind == "camera" and "see" in _sentence(told))


def _is_back(told: Told) -> bool:
    return any(word in _sentence(told) for word in ("desk", "again"))


def run(folder: Path, times: int) -> dict[str, Any]:
    """Pull so many plugs; the result, which is written too.  folder: a new one."""
    folder.mkdir(parents=True)
    clip = write_clip(folder / "clip.mp4", _COLOURS)
    with (
        VirtualSound(Room(), coupled=True) as rig,
        UdpCamera(clip, free_port()) as camera,
        Program(folder / "program", options=("--camera", camera.address)) as program,
    ):
        program.await_ready()
        talk = Talk(rig, program, camera)
        first, _ = talk._answered()
        rows = []
        for pull in plan(times):
            rows.append(talk.one(pull))
            print(rows[-1], flush=True)
        server = talk.server_dies()
        print(server, flush=True)
        alive = program.running
    result = {
        "times": times,
        "seed": SEED,
        "answered_before": first,
        "answered_after_return": sum(row["answered"] for row in rows),
        "told_back": sum(row["told_back"] for row in rows),
        "told_twice": sum(row["told_twice"] for row in rows),
        "server_killed": server,
        "running_at_the_end": alive,
        "rows": rows,
    }
    report.write("unplugged", result)
    print({key: value for key, value in result.items() if key != "rows"})
    return result


def main() -> None:
    """Pull the plugs and write what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=TIMES)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as folder:
        run(Path(folder) / "run", times)


if __name__ == "__main__":
    main()
