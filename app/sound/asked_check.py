"""The audio check when a person asks for one: opens both devices, plays the chime, judges."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event

from app.capture.audio_check import AudioCheck, AudioChecker
from app.capture.check_store import CheckStore
from app.capture.devices import KINDS
from app.errors import UserError
from app.sound.events import DeviceEvent
from app.sound.live_sound import LiveSound, SoundChoice

WAIT_SECONDS = 0.02
"""How long a step waits for sound: two of the microphone's blocks."""


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """What was measured, and of which devices; `kept` says whether it could be kept."""

    microphone: str
    speaker: str
    check: AudioCheck
    kept: bool


def check_sound(
    choice: SoundChoice,
    checks: CheckStore,
    *,
    open_sound: Callable[..., LiveSound] = LiveSound,
    clock: Callable[[], float] = time.monotonic,
) -> AskedCheck:
    """Measure the chosen devices and keep the result.

    open_sound: makes a `LiveSound`.

    Raises: UserError if a device or PortAudio is missing.
    """
    told: SimpleQueue[DeviceEvent] = SimpleQueue()
    with open_sound(choice, told.put, checks=checks) as sound:
        opened: set[str] = set()
        while len(opened) < len(KINDS):
            event = told.get()
            if event.happening in ("lost", "busy"):
                raise UserError(event.sentence)
            opened.add(event.kind)
        check = check_open(sound, clock, Event())
        if check is None:
            raise UserError("The audio check was stopped.")
        kept = keep(sound, check)
        labels = [d.label if (d := sound.keeper.device(kind)) else kind for kind in KINDS]
    return AskedCheck(labels[0], labels[1], check, kept)


def check_open(sound: LiveSound, clock: Callable[[], float], stopping: Event) -> AudioCheck | None:
    """Measure the devices that `sound` has open, while nobody else takes or plays anything.

    Returns: None if `stopping` was set before there was a result.
    """
    checker = AudioChecker(sound.player, clock())
    while not stopping.is_set():
        blocks = sound.microphone.take(WAIT_SECONDS)
        now = clock()
        check = checker.step(now, blocks, sound.player.step(now))
        if check is not None:
            return check
    sound.player.cut(clock())
    return None


def keep(sound: LiveSound, check: AudioCheck) -> bool:
    """Use and keep what was found; whether it could be kept.

    A switched off microphone says nothing of the room, and is not kept.
    """
    if check.verdict == "dead":
        return False
    try:
        sound.take_up(check)
    except (UserError, OSError):
        return False
    return True
