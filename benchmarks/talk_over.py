"""Claim: who speaks an ordinary sentence over the program's voice stops it, in at least 9 of 10.

    python -m benchmarks.talk_over [--quick]

A machine-made person says sentences into simulated rooms while the program's voice sounds (echo at
-6 dB, reverberation 0.3 s, noise at -62 dB), louder or fainter at the microphone than the echo.
Both go through the program's own capture path, echo canceller, voice detector, recogniser and turn
machine, and what the machine decides is done to the voice: it is lowered, held, cut, or goes on.
An utterance is caught if the voice was cut before half a second after its end.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from app.capture.echo import EchoCanceller
from app.capture.microphone import Microphone, NearBlock
from app.capture.reference import Reference
from app.folders import Folders
from app.live.listening import Listening
from app.live.turn_sound import TurnSound
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.playback.player import DUCK_DB
from app.settings import Settings
from app.starter import load_ears
from app.turns.commands import BeginReply, Command, Cut, Duck, Pause, Recognise, Resume, Unduck
from app.turns.events import (
    Event,
    Recognised,
    ReplyProgress,
    ReplyStarted,
    TalkKey,
    Tick,
)
from app.turns.machine import TurnMachine
from app.turns.states import State
from app.turns_settings import TurnsGroup
from benchmarks import report
from benchmarks.cast import FRESH, PEOPLE, Cast
from benchmarks.said_turn import CATCHING_SECONDS
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.listener import Ears, Listener
from tests.rig.room import BlockConvolver, Room

RATE = 48_000
BLOCK = RATE // 100
ROOMS = (1, 2, 3, 4)
DELAYS = (0.06, 0.2, 0.4)
LEVELS = (3.0, 0.0, -6.0)
"""Of the person's voice against the echo, at the microphone, decibels of RMS."""

FAR_RMS = 0.1
CONVERGING, GAP = 4.0, 3.0
"""Seconds that the voice speaks alone before the first sentence, and between two."""

LATE = 0.5
OUT_SECONDS = 0.05
"""From a decision to the speaker: what the device holds already."""

VOICE = "heart"
READING = (
    "The train to the coast leaves every hour, and on a clear day you can see the islands from "
    "the window.  In the old town there is a market where they sell fish, cheese and honey, and a"
    " small museum about the ships that once sailed from here.  If you walk up to the lighthouse,"
    " take a coat with you, because the wind is strong even in summer.  In the evening the boats "
    "come home with the last of the light, and people sit outside and talk until it is dark.  "
    "Some say that the best soup in the country is made in the harbour, by a cook who never tells"
    " what is in it."
)
SENTENCES = (
    "What about tomorrow afternoon?",
    "That is not what I wanted to know.",
    "Can you say that again, please?",
    "How much does the ticket cost?",
    "Tell me something about the museum instead.",
    "I have been there already.",
    "Is there a train on Sundays?",
    "Please stop talking.",
    "Who is the cook you are talking about?",
    "Wait, I have another question.",
)
QUICK = 3


@dataclass
class Heard:
    """One utterance.  Seconds from its onset, None for what did not happen."""

    sentence: str
    who: str
    seconds: float
    ducked: float | None = None
    paused: float | None = None
    cut: float | None = None
    words: list[str] = field(default_factory=list[str])

    @property
    def caught(self) -> bool:
        """Whether the voice was cut in time."""
        return self.cut is not None and self.cut <= self.seconds + LATE


class TalkedOver:
    """The program's voice in a room, and whoever speaks over it."""

    def __init__(
        self,
        ears: Ears,
        room: Room,
        voice: NDArray[np.float32],
        rules: TurnsGroup,
        canceller: Any,  # noqa: ANN401 - any with the methods of EchoCanceller
    ) -> None:
        """voice: what the program says, float32 [n], 48 kHz, over and over."""
        self._ears, self._voice, self._rules = ears.quick(), voice, rules
        self._echo = BlockConvolver(room.impulse_response(RATE), BLOCK)
        self._room, self._random = room, np.random.default_rng(room.seed)
        self._reference = Reference()
        self._microphone = Microphone(self._reference, canceller)
        self._far = self._reference.attach(RATE)
        self._near = self._microphone.attach(RATE)
        self._microphone.set_extra_delay(room.delay)
        self._sound = TurnSound()
        self._listening = Listening(rules, ears.vad, self._sound, self)
        self._early: list[Command] = []
        self._at = self._block = 0
        self._gain = 1.0
        self._wanted: list[tuple[float, float]] = []
        self._sounding = np.zeros(0, np.float32)
        self._awaited: list[tuple[float, Event]] = []
        self._epoch = 0
        self._machine = self._speaking()

    @property
    def now(self) -> float:
        """Seconds since the voice began."""
        return self._block * BLOCK / RATE

    def say(self, said: NDArray[np.float32], heard: Heard | None = None) -> list[str]:
        """Say it (float32 [n], 48 kHz; zeros: nothing); what the machine did meanwhile."""
        onset, done = self.now, []
        for first in range(0, said.size - BLOCK + 1, BLOCK):
            for command in self._step(said[first : first + BLOCK]):
                done.append(type(command).__name__)
                if heard is not None:
                    self._note(heard, command, self.now - onset)
        return done

    def go_on(self) -> None:
        """The voice speaks again, whatever was decided."""
        self._machine = self._speaking()
        self._awaited.clear()
        self._gain, self._wanted = 1.0, []

    def _note(self, heard: Heard, command: Command, after: float) -> None:
        match command:
            case Duck():
                heard.ducked = heard.ducked or after
            case Pause():
                heard.paused = heard.paused or after
            case Cut():
                heard.cut = heard.cut or after
            case _:
                pass
        heard.words += [f"{e.text} ({e.confidence:.2f})" for _, e in self._awaited
                        if isinstance(e, Recognised)]  # fmt: skip

    def _step(self, near: NDArray[np.float32]) -> list[Command]:
        moment = self.now
        self._block += 1
        if self._wanted and self._wanted[0][0] <= moment:
            self._gain = self._wanted.pop(0)[1]
        # The far stream's callback comes before its sound by the device's latency.
        piece = self._next_piece()
        self._far.offer(piece, moment + 2 * BLOCK / RATE)
        self._sounding = np.concatenate([self._sounding, piece])
        sounding = np.zeros(BLOCK, np.float32)
        if self._sounding.size > 2 * BLOCK:
            sounding, self._sounding = self._sounding[:BLOCK], self._sounding[BLOCK:]
        noise = self._room.noise(BLOCK, self._random)
        self._near.offer(near + self._echo.push(sounding) + noise, moment)
        self._microphone.step()
        commands: list[Command] = []
        for block in self._microphone.take():
            commands += self._hear(block)
        due = [event for at, event in self._awaited if at <= self.now]
        self._awaited = [(at, event) for at, event in self._awaited if at > self.now]
        for event in (*due, ReplyProgress(self._epoch), Tick()):
            commands += self._tell(event)
        return commands

    def _next_piece(self) -> NDArray[np.float32]:
        piece = np.take(self._voice, range(self._at, self._at + BLOCK), mode="wrap") * self._gain
        if self._gain:
            self._at += BLOCK
        return piece.astype(np.float32)

    def _hear(self, block: NearBlock) -> list[Command]:
        commands: list[Command] = []
        self._early = commands
        for heard in self._listening.step(block, self._machine):
            commands += self._tell(heard)
        return commands

    def _tell(self, event: Event) -> list[Command]:
        commands = self._machine.step(event, self.now)
        for command in commands:
            match command:
                case Duck():
                    self._want(10 ** (DUCK_DB / 20))
                case Unduck() | Resume():
                    self._want(1.0)
                case Pause() | Cut():
                    self._want(0.0)
                case Recognise(request, since, until):
                    text, confidence = self._write(self._sound.between(since, until))
                    answer = Recognised(request, text, confidence)
                    self._awaited.append((self.now + CATCHING_SECONDS, answer))
                case _:
                    pass
        return commands

    def duck(self, *, ducked: bool) -> None:
        """What is done before the machine knows of anything."""
        self._want(10 ** (DUCK_DB / 20) if ducked else 1.0)
        if ducked:
            self._early.append(Duck(self._epoch))

    def _want(self, gain: float) -> None:
        self._wanted.append((self.now + OUT_SECONDS, gain))

    def _write(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        listener = Listener(self._ears)
        listener.push(samples)
        heard = listener.finish()
        return heard.text, heard.confidence

    def _speaking(self) -> TurnMachine:
        """A machine whose reply sounds."""
        pressed = self.now - 2 * self._rules.shortest_press
        machine = TurnMachine(self._rules, pressed)
        machine.step(TalkKey(down=True), pressed)
        begun = machine.step(TalkKey(down=False), self.now)
        self._epoch = next(c.epoch for c in begun if isinstance(c, BeginReply))
        machine.step(ReplyStarted(self._epoch), self.now)
        if machine.state is not State.SPEAKING:
            raise RuntimeError("The machine does not speak.")
        return machine


def at_level(samples: NDArray[np.float32], rms: float) -> NDArray[np.float32]:
    """16 kHz sound at 48 kHz, so loud."""
    resampled = soxr.resample(samples, HEARING_RATE, RATE)
    return (rms * resampled / resampled.std()).astype(np.float32)


def quiet(seconds: float) -> NDArray[np.float32]:
    """Nothing said."""
    return np.zeros(round(seconds * RATE), np.float32)


def run(
    cast: Cast, ears: Ears, room: Room, level: float, rules: TurnsGroup,
    canceller: Callable[[], Any], count: int,
) -> tuple[list[Heard], list[str]]:  # fmt: skip
    """Some sentences in one room; what was done while nobody spoke."""
    reading = at_level(cast.say(VOICE, READING), FAR_RMS)
    scene = TalkedOver(ears, room, reading, rules, canceller())
    false = scene.say(quiet(CONVERGING))
    scene.go_on()
    near = FAR_RMS * 10 ** ((room.echo_db + level) / 20)
    people = [person.name for person in PEOPLE if person.name != VOICE]
    heard: list[Heard] = []
    for place in range(count):
        pick = place + 3 * room.seed + round(10 * room.delay)
        sentence, who = SENTENCES[pick % len(SENTENCES)], people[pick * 5 % len(people)]
        said = at_level(cast.say(who, sentence), near)
        one = Heard(sentence, who, said.size / RATE)
        scene.say(np.concatenate([said, quiet(LATE)]), one)
        heard.append(one)
        scene.go_on()
        false += scene.say(quiet(GAP))
        scene.go_on()
    return heard, [name for name in false if name in ("Duck", "Pause", "Cut")]


def main() -> None:
    """Measure all rooms, delays and levels and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer, and written nowhere")
    quick = parser.parse_args().quick
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["vad-silero", "hear-moonshine-tiny"])
    ears = load_ears(store, Settings())
    rows: list[dict[str, Any]] = []
    with Cast() as cast:
        for level in LEVELS:
            for delay in DELAYS[:1] if quick else DELAYS:
                everyone: list[Heard] = []
                false: list[str] = []
                for seed in ROOMS:
                    room = Room(seed, delay=delay)
                    heard, alone = run(
                        cast, ears, room, level, TurnsGroup(), EchoCanceller,
                        QUICK if quick else len(SENTENCES),
                    )  # fmt: skip
                    everyone += heard
                    false += alone
                rows.append(row(level, delay, everyone, false))
                print({k: v for k, v in rows[-1].items() if k != "missed"}, flush=True)
                print(*(f"    {text}" for text in rows[-1]["missed"]), sep="\n")
    if not quick:
        report.write("talk_over", {"rooms": len(ROOMS), "people": FRESH, "runs": rows})


def row(level: float, delay: float, heard: list[Heard], false: list[str]) -> dict[str, Any]:
    """What became of one level and one delay, in all rooms."""
    cuts = [h.cut for h in heard if h.cut is not None and h.caught]
    ducks = [h.ducked for h in heard if h.ducked is not None]
    return {
        "voice_against_echo_db": level,
        "delay_ms": round(1000 * delay),
        "utterances": len(heard),
        "caught": sum(h.caught for h in heard),
        "ducked": len(ducks),
        "ducked_s": report.spread(ducks) if ducks else None,
        "cut_s": report.spread(cuts) if cuts else None,
        "while_nobody_spoke": {name: false.count(name) for name in dict.fromkeys(false)},
        "missed": [
            f"{h.who}: {h.sentence} -> {h.ducked} {h.paused} {h.words}"
            for h in heard
            if not h.caught
        ],
    }


if __name__ == "__main__":
    main()
