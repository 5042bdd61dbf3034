"""Writes a conversation down as it goes: sound, events, words and waits, on one clock.

    heard.wav         the microphone without the echo, 16 kHz mono
    microphone.wav    the same as the device gave it
    played.wav        what the speaker was given
    events.jsonl      all that a screen would show, one JSON object a line
    transcript.jsonl  who said what
    turns.jsonl       how long each turn took

Sample n of each sound is of second n / 16000; `t` of each line is in the same seconds.  Killed at
any moment, it leaves whole sound files and at most one broken last line.
"""

from __future__ import annotations

import errno
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from app.capture.chosen_file import shown
from app.capture.microphone import NearBlock
from app.errors import UserError
from app.live.event_values import as_line, values_of
from app.live.events import PersonSaid, ReplyOver, SessionEvent, Told, TurnTimings
from app.recording.timed_wav import TimedWav
from app.sound.played_tap import PlayedTap

WRITE_SECONDS = 0.25
"""Between two writes: what a kill can cost."""

WAITING = 6000
"""Blocks and events, a minute's: a disk that is busy for longer loses the newest of them."""

SOUNDS = ("heard", "microphone", "played")
TEXTS = ("events", "transcript", "turns")

PRIVATE = 0o700


def recording_folder(folder: Path) -> Path:
    """Make `folder` for a recording, for the person alone.

    Raises: UserError if it holds something, or cannot be made.
    """
    try:
        folder.mkdir(PRIVATE, parents=True, exist_ok=True)
        empty = not any(folder.iterdir())
    except OSError as error:
        raise _refusal(folder, error) from None
    if not empty:
        raise UserError(
            f"{shown(folder)} holds something already; give --record the name of a new folder."
        )
    return folder


def _refusal(folder: Path, error: OSError) -> UserError:
    reason = error.strerror or "its name cannot be a folder's"
    return UserError(
        f"The recording cannot be kept in {shown(folder)} ({reason}); choose another --record."
    )


class Recorder:
    """`hear` and `show` may be called from any thread and never wait; a context manager."""

    def __init__(
        self, folder: Path, played: PlayedTap, clock: Callable[[], float],
        tell: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Begin the files in `folder`, which is empty.

        clock: monotonic seconds.  tell: told a sentence if it must stop, on its own thread.

        Raises: UserError if they cannot be made.
        """
        self._played = played
        self._clock = clock
        self._tell = tell
        self._begun = clock()
        self._waiting: queue.Queue[NearBlock | tuple[float, SessionEvent]] = queue.Queue(WAITING)
        self.dropped = 0
        """Blocks and events that the disk was too slow for."""
        self._dropped_told = 0
        self.failed = False
        self._sounds: dict[str, TimedWav] = {}
        self._texts: dict[str, TextIO] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        try:
            self._begin(folder)
        except OSError as error:
            self.failed = True
            self.close()
            raise _refusal(folder, error) from None

    def __enter__(self) -> Recorder:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join()

    def hear(self, blocks: Sequence[NearBlock]) -> None:
        """What the microphone brought."""
        for block in blocks:
            self._add(block)

    def show(self, event: SessionEvent) -> None:
        """What a screen shows."""
        self._add((self._now(), event))

    def step(self) -> None:
        """Write what waits; after a failure nothing more is written."""
        if self.failed:
            return
        try:
            self._write()
        except OSError as error:
            self._fail(error)

    def close(self) -> None:
        """Write the rest and close all files."""
        self.step()
        longest = max((sound.frames for sound in self._sounds.values()), default=0)
        for sound in self._sounds.values():
            with suppress(OSError):  # a full disk was told of
                sound.close(longest)
        for text in self._texts.values():
            with suppress(OSError):
                text.close()

    def _begin(self, folder: Path) -> None:
        for name in SOUNDS:
            self._sounds[name] = TimedWav(folder / f"{name}.wav", self._begun)
        for name in TEXTS:
            self._texts[name] = (folder / f"{name}.jsonl").open("x", encoding="utf-8")
        wall = datetime.now().astimezone().isoformat()
        self._line("events", {"t": 0.0, "event": "Recording", "moment": self._begun, "begun": wall})
        self._texts["events"].flush()

    def _now(self) -> float:
        return round(self._clock() - self._begun, 3)

    def _add(self, what: NearBlock | tuple[float, SessionEvent]) -> None:
        if self.failed:
            return
        try:
            self._waiting.put_nowait(what)
        except queue.Full:
            self.dropped += 1

    def _run(self) -> None:
        while not self._stopping.wait(WRITE_SECONDS):
            self.step()
        self.close()

    def _taken(self) -> Iterator[NearBlock | tuple[float, SessionEvent]]:
        for _ in range(self._waiting.qsize()):
            yield self._waiting.get_nowait()

    def _write(self) -> None:
        for what in self._taken():
            if isinstance(what, tuple):
                self._write_event(*what)
            else:
                self._sounds["heard"].write(what.samples, what.time)
                self._sounds["microphone"].write(what.raw, what.time)
        if self.dropped > self._dropped_told:
            self._dropped_told = self.dropped
            self._line("events", {"t": self._now(), "event": "Dropped", "items": self.dropped})
        for time, samples in self._played.take():
            self._sounds["played"].write(samples, time)
        for sound in self._sounds.values():
            sound.flush()
        for text in self._texts.values():
            text.flush()

    def _write_event(self, moment: float, event: SessionEvent) -> None:
        at = {"t": moment}
        self._line("events", {**at, **values_of(event)})
        match event:
            case PersonSaid(epoch, text, _) if text:
                self._line("transcript", {**at, "who": "person", "text": text, "epoch": epoch})
            case ReplyOver(epoch, text, heard):
                said: dict[str, Any] = {"who": "visavis", "text": text, "epoch": epoch}
                self._line("transcript", {**at, **said, "heard": text[:heard]})
            case Told(sentence):
                self._line("transcript", {**at, "who": "visavis", "text": sentence})
            case TurnTimings():
                self._line("turns", {**at, **asdict(event)})
            case _:
                pass

    def _line(self, name: str, values: dict[str, Any]) -> None:
        self._texts[name].write(as_line(values))

    def _fail(self, error: OSError) -> None:
        self.failed = True
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "the disk is full" if full else error.strerror or "the disk refused it"
        self._tell(f"The recording has stopped: {reason}; our conversation goes on.")


class RecordedMicrophone:
    """A microphone whose every block is recorded as it is taken."""

    def __init__(self, take: Callable[[float], Sequence[NearBlock]], recorder: Recorder) -> None:
        """take: the microphone's own."""
        self._take = take
        self._recorder = recorder

    def take(self, timeout: float = 0.0) -> Sequence[NearBlock]:
        """All blocks that wait, oldest first; waits up to `timeout` seconds for the first."""
        blocks = self._take(timeout)
        self._recorder.hear(blocks)
        return blocks
