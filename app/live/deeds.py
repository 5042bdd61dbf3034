"""Carries out the turn machine's commands: on the engine, the player, the recogniser, the store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.errors import UserError
from app.live import events as show
from app.live.engine_worker import EngineWorker
from app.live.jobs import Jobs
from app.live.parts import Actions, Voice
from app.live.pictures import PictureShown, WaitingPictures
from app.live.replies import OpenReply
from app.live.scribe import Scribe
from app.live.turn_sound import TurnSound
from app.playback.player import Player
from app.turns import commands as do
from app.turns.heard import word_start
from omni_core.conversation import Cancel, EngineError, SpeechDelta
from omni_core.media import HEARING_RATE, AudioBlock, VideoFrame

LATE_SECONDS = 0.3
"""How long the end of a turn that a key ended is waited for: the microphone's own delay."""


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """The sound of the program's own sentence, float32 [n], 24 kHz; empty if it has no voice."""

    epoch: int
    samples: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where the session's deeds go.

    transcribes: whether the engine writes down the person's words itself.
    show: is told what a screen shows.  check_microphone: looks after the device.
    look: gives the engine what the camera sees now (monotonic seconds).
    """

    engine: EngineWorker
    player: Player
    scribe: Scribe
    voice: Voice
    actions: Actions
    transcribes: bool
    show: Callable[[show.SessionEvent], None]
    check_microphone: Callable[[], None]
    look: Callable[[float], None]


class Deeds:
    """Owned by the session's thread; what takes time is done on the threads of `Jobs`."""

    def __init__(
        self,
        outlets: Outlets,
        sound: TurnSound,
        speaking: Jobs[Spoken],
    ) -> None:
        self._to = outlets
        self._sound = sound
        self._speaking = speaking
        self.reply: OpenReply | None = None
        self.last_voiced = 0.0
        """Monotonic seconds of the newest voiced window's end, or of the newest typed words."""
        self.pictures = WaitingPictures(outlets.engine.show)
        self._turn_first = 0
        self._fed = 0
        self._feeding = False
        self._ends: float | None = None
        self._trials = 0
        self._typed: list[str] = []
        self._seen: NDArray[np.uint8] | None = None

    def open_reply(self, epoch: int) -> OpenReply | None:
        """The reply, if it is still the present one."""
        return self.reply if self.reply is not None and self.reply.epoch == epoch else None

    def do(self, command: do.Command, now: float) -> None:
        """Carry `command` out."""
        player = self._to.player
        match command:
            case do.BeginTurn(_, since):
                self._begin_turn(since)
            case do.ReadTurn(_, text, until):
                self._read_turn(text, until, now)
            case do.DropTurn():
                self._drop_turn(now)
            case do.Judge(request):
                self._to.scribe.judge(request, self._turn_first)
            case do.Recognise(request, since, until):
                self._to.scribe.recognise(request, since, until)
            case do.BeginReply(epoch, _, until):
                self._begin_reply(epoch, until, now)
            case do.Rewind(epoch):
                self._rewind(epoch, now)
            case do.Confirm(epoch):
                self._confirm(epoch, now)
            case do.Execute():
                self._execute(command)
            case do.Say(epoch, sentence):
                self._say(epoch, sentence, now)
            case do.Duck():
                player.duck(ducked=True)
            case do.Unduck():
                player.duck(ducked=False)
            case do.Pause():
                player.pause(now)
            case do.Resume(epoch):
                self._resume(epoch, now)
            case do.Cut(epoch):
                self._cut(epoch, now)
            case do.CheckMicrophone():
                self._to.check_microphone()
            case do.Wake() | do.Sleep():
                pass  # the screen sees the state itself

    def feed(self, now: float) -> None:
        """Hand the turn's new sound on, and begin the reply that waits for the last of it."""
        if not self._feeding:
            return
        if self._ends is None:
            self._feed_to(self._sound.end)
        elif self._sound.until >= self._ends or now >= self._ends + LATE_SECONDS:
            self._feed_to(self._sound.position(self._ends))
            self._ends = None
            self._answer()

    # -- the person's turn ----------------------------------------------------------------------

    def _begin_turn(self, since: float) -> None:
        self._turn_first = self._fed = max(self._fed, self._sound.position(since))
        self._feeding, self._ends, self._trials = True, None, 0
        self._typed, self._seen = [], None
        self._to.engine.begin_turn(self._fed / HEARING_RATE)
        self.pictures.take_back()
        self.pictures.give()

    def _read_turn(self, text: str, until: float, now: float) -> None:
        self._feed_to(self._sound.position(until))
        self._to.look(now)
        self.pictures.give()
        self.last_voiced = now
        if text:
            self._typed.append(text)
            self._to.engine.read(text)

    def see(self, frame: VideoFrame) -> None:
        """The camera shows something in the person's turn."""
        self._seen = frame.pixels
        self._to.engine.see(frame)

    def show(self, picture: PictureShown) -> None:
        """The person shows something: at once if it is their turn, else with the next one."""
        self.pictures.add(picture)
        if self._feeding and self._ends is None:
            self._feed_to(self._sound.end)
            self.pictures.give()

    def person_said(self, epoch: int, text: str, *, by_engine: bool) -> None:
        """Show the words that `epoch` answers, if they are not those that were typed."""
        reply = self.open_reply(epoch)
        if reply is None or text != reply.person:
            self._to.show(show.PersonSaid(epoch, text, by_engine))
        if reply is not None:
            reply.person = text

    def answered(self) -> None:
        """The turn has its answer; what was shown in it is used."""
        numbers = self.pictures.answered()
        if numbers and self.reply is not None:
            self._to.show(show.PicturesSeen(self.reply.epoch, numbers))
        seen, self._seen = self._seen, None
        if seen is not None and self.reply is not None:
            self._to.show(show.CameraSeen(self.reply.epoch, seen))

    def _feed_to(self, position: int) -> None:
        samples = self._sound.read(self._fed, position)
        if samples.size:
            # What was dropped from the bounded sound in the meantime is silence to the engine.
            start = max(self._fed, position - samples.size)
            self._to.engine.hear(AudioBlock(samples, start / HEARING_RATE))
            self._fed = position

    def _drop_turn(self, now: float) -> None:
        self._feeding, self._ends = False, None
        if self.reply is not None:
            self.reply.cancel.set()
            self._to.player.cut(now)
            self._to.show(show.ReplyTakenBack(self.reply.epoch))
            self.reply = None
        self._to.engine.forget_turn()
        self.pictures.take_back()

    # -- the reply ------------------------------------------------------------------------------

    def _begin_reply(self, epoch: int, until: float, now: float) -> None:
        self.reply = OpenReply(epoch, Cancel(), self.last_voiced, now, self._trials)
        self._to.player.begin(epoch, now, held=True)
        self._feeding, self._ends = True, until
        if self._typed:
            self.person_said(epoch, " ".join(self._typed), by_engine=False)
        self.feed(now)

    def _answer(self) -> None:
        self._feeding = False
        reply = self.reply
        if reply is None:
            return
        self._to.engine.answer(reply.epoch, reply.cancel)
        if reply.confirmed is not None:
            self._to.engine.confirm(reply.epoch)
        if not self._to.transcribes:
            typed = " ".join(self._typed)
            self._to.scribe.write(reply.epoch, self._turn_first, self._fed, typed)

    def _rewind(self, epoch: int, now: float) -> None:
        reply = self.open_reply(epoch)
        if reply is None:
            return
        reply.cancel.set()
        self._to.player.cut(now)
        self._to.engine.take_back(epoch)
        self._to.show(show.ReplyTakenBack(epoch))
        self.reply = None
        self._feeding, self._ends = True, None
        self._trials += 1
        self.pictures.give()

    def _confirm(self, epoch: int, now: float) -> None:
        reply = self.open_reply(epoch)
        if reply is None:
            return
        reply.confirmed = now
        self._to.player.release(epoch)
        if self._ends is None:
            self._to.engine.confirm(epoch)
        if reply.text:
            self._to.show(show.ReplyText(epoch, reply.text))

    def _execute(self, command: do.Execute) -> None:
        try:
            self._to.actions.execute(command.action)
        except UserError as error:
            self._to.show(show.Told(str(error)))
            return
        self._to.show(show.ActionDone(command.action))

    def _say(self, epoch: int, sentence: str, now: float) -> None:
        reply = OpenReply(epoch, Cancel(), now, now, notice=True, confirmed=now, text=sentence)
        self.reply = reply
        self._to.player.begin(epoch, now)
        self._to.show(show.Told(sentence))

        def job() -> Spoken:
            with suppress(EngineError):
                return Spoken(epoch, self._to.voice.speak(sentence))
            return Spoken(epoch, np.zeros(0, np.float32))

        self._speaking.add(job)

    def said(self, spoken: Spoken, now: float) -> bool:
        """The program's own sentence has got its sound; False if there is none."""
        reply = self.open_reply(spoken.epoch)
        if reply is None:
            return True
        delta = SpeechDelta(spoken.samples, len(reply.text), exact=True)
        reply.speech(delta)
        self._to.player.push(spoken.epoch, delta, now)
        self._to.player.finish(spoken.epoch)
        return reply.speaks

    def _resume(self, epoch: int, now: float) -> None:
        reply, played = self.open_reply(epoch), self._to.player.played(now)
        if reply is None or played is None:
            return
        self._to.player.resume(word_start(reply.played(played.sample)))

    def _cut(self, epoch: int, now: float) -> None:
        played = self._to.player.cut(now)
        reply = self.open_reply(epoch)
        if reply is None:
            return
        self.reply = None
        reply.cancel.set()
        if not reply.notice:
            self._to.engine.cut(epoch, lambda text: self._to.scribe.heard(reply, played, text))
