"""Claim: in standby its name wakes it, and ten minutes of talk radio get one reply at most.

    python -m benchmarks.standby [--quick]

Three things are heard, through the voice detector, the quick recogniser and the turn machine:
sentences with the wake phrase by twelve machine-made people, near and across a room; sentences that
are near misses; and ten minutes of talk radio, of machine-made people and of recordings of real
ones, once while it sleeps and once while it is awake.  After a false waking the radio may be taken
for the person, so replies are counted, not wakings alone.
"""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.settings import Settings
from app.starter import load_ears
from app.turns.commands import (
    BeginReply,
    BeginTurn,
    Command,
    Confirm,
    Cut,
    DropTurn,
    Judge,
    Recognise,
    Rewind,
    Say,
    Wake,
)
from app.turns.end_of_turn import LISTENS_SECONDS, EndOfTurn
from app.turns.events import (
    EndJudged,
    Event,
    Recognised,
    ReplyComplete,
    ReplyPlayed,
    ReplyProgress,
    ReplyStarted,
    Tick,
    TurnWords,
)
from app.turns.machine import TurnMachine
from app.turns.states import State
from app.turns.voice_activity import VoiceSensor
from app.turns_settings import TurnsGroup
from benchmarks import report
from benchmarks.cast import FAMILIAR, FRESH, PEOPLE, Cast
from benchmarks.echo import RECORDINGS
from benchmarks.said_turn import BLOCK, CATCHING_SECONDS, JUDGING_SECONDS, WRITING_SECONDS
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.listener import Ears, Listener
from tests.rig.live import load
from tests.rig.room import Room

SCRIPT = Path(__file__).with_name("standby.toml")
RADIO_SECONDS = 600.0
REPLY_AFTER, REPLY_SECONDS = 0.7, 3.0
NOISE_DB = -62.0
ACROSS = Room(seed=7, echo_db=-12.0, rt60=0.4, noise_db=-55.0)
"""A person at the other end of a room: fainter, with its sound in between, and some noise."""

GAPS = 0.4, 1.6
"""Seconds between two pieces of radio, drawn evenly."""

SEED = 8
_TALKING = ("languages/french.flac", "languages/italian.flac", "languages/russian.flac",
            "languages/spanish.flac")  # fmt: skip


@dataclass
class Heard:
    """What the machine did.  woken: when.  replies: the words of those that sounded."""

    woken: list[float] = field(default_factory=list[float])
    texts: list[str] = field(default_factory=list[str])
    replies: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    asleep_at: float | None = None


class Sleeper:
    """A turn machine with real ears, and an engine that answers everything for three seconds."""

    def __init__(self, ears: Ears, end_of_turn: EndOfTurn, *, awake: bool) -> None:
        self._ears, self._quick, self._end_of_turn = ears, ears.quick(), end_of_turn
        self._machine = TurnMachine(TurnsGroup(), 0.0, awake=awake)
        self._awaited: list[tuple[float, Event]] = []
        self._turn_first = 0
        self._reply: tuple[int, float, str] | None = None
        self._confirmed = self._sounds = False
        self._sound = np.zeros(0, np.float32)
        self.heard = Heard()

    def listen(self, sound: NDArray[np.float32]) -> Heard:
        """Hear it all (float32 [n], 16 kHz)."""
        self._sound = sound
        sensor = VoiceSensor(self._ears.vad)
        for first in range(0, sound.size - BLOCK + 1, BLOCK):
            end = first + BLOCK
            now = end / HEARING_RATE
            due = [event for at, event in self._awaited if at <= now]
            self._awaited = [(at, event) for at, event in self._awaited if at > now]
            due += self._player(now)
            voices = sensor.step(sound[first:end], first / HEARING_RATE)
            for event in (*voices, *due, Tick()):
                for command in self._machine.step(event, now):
                    self._do(command, now, end)
            if self._machine.state is State.STANDBY and self.heard.asleep_at is None:
                self.heard.asleep_at = now
        return self.heard

    def _player(self, now: float) -> list[Event]:
        if self._reply is None or not self._confirmed:
            return []
        epoch, ready, words = self._reply
        if not self._sounds and now >= ready:
            self._sounds = True
            self.heard.replies.append((now, words))
            return [ReplyStarted(epoch), ReplyComplete(epoch, speaks=True)]
        if self._sounds and now >= ready + REPLY_SECONDS:
            self._reply = None
            return [ReplyPlayed(epoch)]
        return [ReplyProgress(epoch)] if self._sounds else []

    def _do(self, command: Command, now: float, end: int) -> None:
        match command:
            case Wake():
                self.heard.woken.append(now)
            case BeginTurn(_, since):
                self._turn_first = max(0, round(since * HEARING_RATE))
            case Judge(request):
                first = max(self._turn_first, end - LISTENS_SECONDS * HEARING_RATE)
                sure = self._end_of_turn.probability(self._sound[first:end])
                self._awaited.append((now + JUDGING_SECONDS, EndJudged(request, sure)))
            case Recognise(request, since, until):
                begin, last = (max(0, round(at * HEARING_RATE)) for at in (since, until))
                text, confidence = _write(self._quick, self._sound[begin:last])
                self.heard.texts.append(text)
                answer = Recognised(request, text, confidence)
                self._awaited.append((now + CATCHING_SECONDS, answer))
            case BeginReply(epoch, _, until):
                piece = self._sound[self._turn_first : round(until * HEARING_RATE)]
                words = _write(self._ears, piece)[0]
                self._reply, self._confirmed = (epoch, now + REPLY_AFTER, words), False
                self._sounds = False
                self._awaited.append((now + WRITING_SECONDS, TurnWords(epoch, words)))
            case Confirm():
                self._confirmed = True
            case Rewind() | DropTurn() | Cut():
                self._reply = None
            case Say():
                raise RuntimeError("Nobody has given a notice.")
            case _:
                pass


def _write(ears: Ears, samples: NDArray[np.float32]) -> tuple[str, float]:
    listener = Listener(ears)
    listener.push(samples)
    heard = listener.finish()
    return heard.text, heard.confidence


def noisy(sound: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """With the noise of a quiet room."""
    noise = random.standard_normal(sound.size) * 10 ** (NOISE_DB / 20)
    return (sound + noise).astype(np.float32)


def across_the_room(said: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """As it is heard from afar."""
    path = ACROSS.impulse_response(HEARING_RATE)
    return (np.convolve(said, path) + ACROSS.noise(said.size + path.size - 1, random)).astype(
        np.float32
    )


def framed(said: NDArray[np.float32]) -> NDArray[np.float32]:
    """With a second of nothing before and after."""
    return np.pad(said, HEARING_RATE)


def radio(cast: Cast, pieces: list[str], seconds: float) -> NDArray[np.float32]:
    """Talk by talk, each by another person, recordings of real ones in between."""
    random = np.random.default_rng(SEED)
    real = [load(RECORDINGS / name, HEARING_RATE) for name in _TALKING]
    real += [load(p, HEARING_RATE) for p in sorted((RECORDINGS / "librivox").glob("*.wav"))]
    parts: list[NDArray[np.float32]] = []
    place, length = 0, 0.0
    while length < seconds:
        who = PEOPLE[(place * 5 + place // len(pieces)) % len(PEOPLE)].name
        parts.append(cast.say(who, pieces[place % len(pieces)]))
        if place % 3 == 2:
            parts.append(real[(place // 3) % len(real)])
        parts.append(np.zeros(round(random.uniform(*GAPS) * HEARING_RATE), np.float32))
        place += 1
        length = sum(part.size for part in parts) / HEARING_RATE
    whole = np.concatenate(parts)[: round(seconds * HEARING_RATE)]
    return noisy(whole, random)


def called(
    cast: Cast, ears: Ears, end_of_turn: EndOfTurn, texts: list[str], people: tuple[str, ...]
) -> dict[str, Any]:
    """Every sentence by everybody, near and from afar: how many wake it, and which do not."""
    random = np.random.default_rng(SEED)
    counts = {"near": 0, "across": 0}
    heard: list[str] = []
    for who in people:
        for text in texts:
            said = framed(cast.say(who, text))
            for where in counts:
                sound = noisy(said, random) if where == "near" else across_the_room(said, random)
                result = Sleeper(ears, end_of_turn, awake=False).listen(sound)
                counts[where] += bool(result.woken)
                woke = "woke" if result.woken else "slept"
                heard.append(f"{where}, {who}: {text} -> {woke}, {result.texts}")
    return {"of": len(people) * len(texts), **counts, "heard": heard}


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less radio, and written nowhere")
    quick = parser.parse_args().quick
    script = tomllib.loads(SCRIPT.read_text(encoding="utf-8"))
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["vad-silero", "turn-smart", "hear-moonshine-tiny"])
    ears, end_of_turn = load_ears(store, Settings()), EndOfTurn(store.path("turn-smart"))
    result: dict[str, Any] = {}
    with Cast() as cast:
        for name, texts in (("calls", script["calls"]), ("near_misses", script["near_misses"])):
            for kind, people in (("familiar", FAMILIAR), ("fresh", FRESH)):
                row = called(cast, ears, end_of_turn, texts, people)
                result[f"{name}_{kind}"] = row
                print(name, kind, {k: v for k, v in row.items() if k != "heard"}, flush=True)
                odd = "slept" if name == "calls" else "woke"
                print(*(f"    {line}" for line in row["heard"] if odd in line), sep="\n")
        sound = radio(cast, script["radio"], RADIO_SECONDS / 5 if quick else RADIO_SECONDS)
    for name, awake in (("radio_asleep", False), ("radio_awake", True)):
        heard = Sleeper(ears, end_of_turn, awake=awake).listen(sound)
        result[name] = {
            "seconds": sound.size / HEARING_RATE,
            "woken_at": heard.woken,
            "replies": heard.replies,
            "asleep_at": heard.asleep_at,
            "pieces_written_down": len(heard.texts),
        }
        print(name, result[name], flush=True)
    if not quick:
        report.write("standby", result)


if __name__ == "__main__":
    main()
