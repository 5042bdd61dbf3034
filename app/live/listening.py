"""What the microphone's blocks bring: the turns' sound, the judged windows, an early duck."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from app.live.parts import Block
from app.live.turn_sound import TurnSound
from app.turns.early_duck import EarlyDuck
from app.turns.events import Voice
from app.turns.machine import TurnMachine
from app.turns.states import State
from app.turns.voice_activity import VoiceSensor
from app.turns_settings import TurnsGroup
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import SileroVad


class Ducks(Protocol):
    """What is used of the player."""

    def duck(self, *, ducked: bool) -> None: ...  # noqa: D102


class Listening:
    """Belongs to the session's thread, as the turn machine does."""

    def __init__(self, rules: TurnsGroup, vad: SileroVad, sound: TurnSound, player: Ducks) -> None:
        """sound: gets every block."""
        self._sensor = VoiceSensor(vad)
        self._sound = sound
        self._player = player
        self._early = EarlyDuck(rules)
        self._lowered = False

    def step(self, block: Block, machine: TurnMachine) -> list[Voice]:
        """Take `block`: keep its sound, lower or raise the reply.

        Returns: the windows that it completes, for `machine` to be told.
        """
        self._sound.add(block.samples, block.time)
        speaking = machine.state is State.SPEAKING
        # Until the canceller has found the room, a voice over a reply is that reply's.
        own = speaking and block.may_echo
        end = block.time + block.samples.size / HEARING_RATE
        guards = speaking and not own and not machine.muted
        self._early.hear(block.samples, block.raw, block.far, end, guards=guards)
        self._follow(machine)
        windows = self._sensor.step(block.samples, block.time)
        for window in windows:
            self._early.judge(window)
        return [replace(window, probability=0.0) for window in windows] if own else windows

    def tick(self, now: float, machine: TurnMachine) -> None:
        """No reply stays lowered because the microphone is gone.  now: monotonic seconds."""
        self._early.tick(now)
        self._follow(machine)

    def _follow(self, machine: TurnMachine) -> None:
        """In all other states the machine says how loud the reply is."""
        lowers = self._early.lowers
        if machine.state is State.SPEAKING and lowers is not self._lowered:
            self._player.duck(ducked=lowers)
        self._lowered = lowers
