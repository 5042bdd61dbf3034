"""The air of the rig, a process of its own: what the speaker gives and people say, to the mic.

    python -m tests.rig.coupler SETTINGS.json

Every 10 ms it takes a block of what the speaker plays, lets it through the room, adds what the
script says at that sample, and some noise, and gives it to the microphone.  It is spoken to by
lines of JSON on its standard input, and tells every sentence's first sample on its output.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from tests.rig.room import BlockConvolver, Room
from tests.rig.server import leash

RATE = 48_000
BLOCK = 480
BYTES = 4
STEP_MS = 20
"""What the server is asked to move at once, as the program asks; it runs in steps of 10 ms then.
Where half of it is asked, steps of 5 ms are lost, by which the room's echo moves, when the
processor looks elsewhere for so long."""

AHEAD_BLOCKS = 6
"""Blocks given ahead to the server: 60 ms in which a busy processor may look elsewhere."""

_STAYS = "--property=node.dont-reconnect=true"
"""Else they follow the default device, which a pulled plug changes, away from the air."""

PLAYER = [
    "pacat",
    "--playback",
    "--raw",
    "--format=float32le",
    f"--rate={RATE}",
    "--channels=1",
    _STAYS,
]
RECORDER = ["parec", "--raw", "--format=float32le", f"--rate={RATE}", "--channels=1", _STAYS]


@dataclass(eq=False)
class Sentence:
    """Something being said.  at: its first sample on the rig's clock."""

    name: str
    samples: NDArray[np.float32]
    at: int


@dataclass
class Script:
    """What is said and when; told by another thread."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    now: int = 0

    def say(self, name: str, samples: NDArray[np.float32], at: int | None) -> Sentence:
        """Say `samples` from sample `at`, or from the next block on."""
        with self.lock:
            begin = self.now if at is None else max(at, self.now)
            sentence = Sentence(name, samples, begin)
            self.sentences.append(sentence)
        return sentence

    def hush(self) -> None:
        """Say nothing more of what was begun or planned."""
        with self.lock:
            self.sentences.clear()

    def next_block(self) -> NDArray[np.float32]:
        """What is said in the next block."""
        with self.lock:
            block = np.zeros(BLOCK, np.float32)
            for sentence in self.sentences:
                begin = max(sentence.at, self.now)
                end = min(sentence.at + sentence.samples.size, self.now + BLOCK)
                if begin < end:
                    said = sentence.samples[begin - sentence.at : end - sentence.at]
                    block[begin - self.now : end - self.now] += said
            self.now += BLOCK
            self.sentences = [s for s in self.sentences if s.at + s.samples.size > self.now]
        return block


def listen(script: Script, commands: IO[str]) -> None:
    """Obey lines of JSON until the input ends."""
    for line in commands:
        command: dict[str, Any] = json.loads(line)
        if command["do"] == "hush":
            script.hush()
            continue
        samples = np.load(command["file"])
        sentence = script.say(command["name"], samples, command.get("at"))
        tell({"said": sentence.name, "at": sentence.at})


def tell(event: dict[str, Any]) -> None:
    """One line to the rig."""
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def couple(settings: dict[str, Any]) -> None:
    """Run until the recorder or the player ends."""
    room = Room(**settings["room"])
    response = room.impulse_response(RATE)
    if not settings["coupled"]:
        response = np.zeros(1, np.float32)
    convolver = BlockConvolver(response, BLOCK)
    random = np.random.default_rng(room.seed)
    script = Script()
    steps = [f"--latency-msec={2 * STEP_MS}", f"--process-time-msec={STEP_MS}"]
    player = subprocess.Popen(
        leash([*PLAYER, *steps, f"--device={settings['microphone']}"]), stdin=subprocess.PIPE
    )
    recorder = subprocess.Popen(
        leash([*RECORDER, f"--latency-msec={STEP_MS}", f"--device={settings['speaker']}.monitor"]),
        stdout=subprocess.PIPE,
    )
    if player.stdin is None or recorder.stdout is None:
        raise RuntimeError("The coupler's programs have no pipes.")

    def obey() -> None:
        listen(script, sys.stdin)
        recorder.terminate()  # which ends the loop below

    threading.Thread(target=obey, daemon=True).start()
    recorder.stdout.read(BLOCK * BYTES)  # both ends run from here on
    player.stdin.write(np.zeros(AHEAD_BLOCKS * BLOCK, np.float32).tobytes())
    tell({"ready": True})
    with Path(settings["said"]).open("wb") as said:
        while len(raw := recorder.stdout.read(BLOCK * BYTES)) == BLOCK * BYTES:
            spoken = script.next_block()
            said.write(spoken.tobytes())
            echo = convolver.push(np.frombuffer(raw, np.float32))
            mixed = np.clip(spoken + echo + room.noise(BLOCK, random), -1.0, 1.0)
            player.stdin.write(mixed.astype(np.float32).tobytes())
            player.stdin.flush()
    player.kill()
    player.wait()
    recorder.wait()


if __name__ == "__main__":
    couple(json.loads(Path(sys.argv[1]).read_text()))
