"""`visavis live` as a program of its own, which also keeps what it heard and what it meant to play.

    python -m tests.rig.program FOLDER OPTION...

The options are those of `visavis live`.  To FOLDER go, when it ends: `speech-N.npy`, the speech of
reply N as the engine gave it (float32, 24 kHz); `heard.npy` and `clean.npy`, the microphone before
and after the echo canceller (float32, 16 kHz); and `kept.json`: when each piece of speech came and
how long it is, what of the microphone was lost, and when a device was asked for more sound ahead.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import app.sound.live_sound
from app.capture.devices import Kind
from app.capture.microphone import Microphone, NearBlock
from app.cli.main import main
from app.playback.player import Player
from app.sound.streams import DevicePort
from omni_core.conversation import SpeechDelta
from omni_core.media import SPEECH_RATE


@dataclass
class Kept:
    """What there is to compare with the rig's record."""

    speech: dict[int, list[NDArray[np.float32]]] = field(default_factory=dict)
    came: dict[int, list[float]] = field(default_factory=dict)
    blocks: list[NearBlock] = field(default_factory=list)
    microphones: list[Microphone] = field(default_factory=list)
    slowed: list[tuple[Kind, float]] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Write all of it to `folder`."""
        for epoch, pieces in self.speech.items():
            np.save(folder / f"speech-{epoch}.npy", np.concatenate(pieces))
        empty = [np.zeros(0, np.float32)]
        np.save(folder / "heard.npy", np.concatenate(empty + [b.raw for b in self.blocks]))
        np.save(folder / "clean.npy", np.concatenate(empty + [b.samples for b in self.blocks]))
        told: dict[str, Any] = {
            "came": self.came,
            "seconds": {
                epoch: [piece.size / SPEECH_RATE for piece in pieces]
                for epoch, pieces in self.speech.items()
            },
            "heard_from": self.blocks[0].time if self.blocks else 0.0,
            "lost_seconds": sum(block.lost for block in self.blocks),
            "slowed": self.slowed,
            "jumps": sum(microphone._reference.jumps for microphone in self.microphones),
            "dropped_blocks": sum(microphone.dropped for microphone in self.microphones),
        }
        (folder / "kept.json").write_text(json.dumps(told))


def run(folder: Path, options: list[str]) -> int:
    """Hold the conversation; the exit code."""
    # Started in the background of a shell, Ctrl+C is ignored; here it is how a run ends.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    kept = Kept()

    class KeptPlayer(Player):
        def push(self, epoch: int, delta: SpeechDelta, now: float) -> bool:
            taken = super().push(epoch, delta, now)
            if taken:
                kept.speech.setdefault(epoch, []).append(delta.samples)
                kept.came.setdefault(epoch, []).append(now)
            return taken

    class KeptMicrophone(Microphone):
        def take(self, timeout: float = 0.0) -> list[NearBlock]:
            if not kept.microphones:
                kept.microphones.append(self)
            blocks = super().take(timeout)
            kept.blocks += blocks
            return blocks

    class KeptPort(DevicePort):
        def slow_down(self, kind: Kind) -> bool:
            slowed = super().slow_down(kind)
            if slowed:
                kept.slowed.append((kind, time.monotonic()))
            return slowed

    app.sound.live_sound.DevicePort = KeptPort
    app.sound.live_sound.Player = KeptPlayer
    app.sound.live_sound.Microphone = KeptMicrophone
    try:
        return main(["live", "--json", *options])
    finally:
        kept.write(folder)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
