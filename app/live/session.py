"""LiveSession: what the turn machine decides is done here, and nowhere else.

`step` takes what has come (sound, recognised words, the engine's news, the player's), tells the
machine, and has done what it says.  It belongs to one thread; engine, recogniser and voice work on
threads of their own and hand their news back through one queue.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from app.live import events as show
from app.live.deeds import Deeds, Outlets, Spoken
from app.live.engine_worker import EngineWorker
from app.live.jobs import Jobs
from app.live.listening import Listening
from app.live.news import Came, Failed, News, Settled, Used
from app.live.parts import Parts
from app.live.pictures import PictureShown, PictureWithdrawn
from app.live.scribe import Scribe
from app.live.seeing import Seeing
from app.live.trace import Trace
from app.live.turn_sound import TurnSound
from app.playback.events import PlaybackEvent, ReplyPlayed, ReplyStarted
from app.playback.player import Player
from app.turns import events as told
from app.turns.machine import TurnMachine
from app.turns.states import State, Trigger
from app.turns_settings import TurnsGroup
from omni_core.conversation import (
    Action,
    Options,
    PastTurn,
    ReplyDone,
    SpeechDelta,
    TextDelta,
    UserText,
)

if TYPE_CHECKING:
    from app.sound.live_sound import LiveSound

WAIT_SECONDS = 0.02
"""How long a step waits for sound: two of the microphone's blocks."""

PROGRESS_SECONDS = 0.1
"""How often captions follow what sounds, and the level is shown."""

RING_SECONDS = 0.25
"""How often the timers are looked at, which are on the disk."""

_ANSWERED = frozenset({Trigger.SOUNDS, Trigger.NOTHING_TO_SAY})

FromOutside = told.Event | PictureShown | PictureWithdrawn
Input = FromOutside | News | Spoken


class LiveSession:
    """One hands-free conversation.  As a context manager it runs its helpers' threads."""

    def __init__(
        self,
        parts: Parts,
        rules: TurnsGroup,
        options: Options,
        now: float,
        *,
        awake: bool = True,
        history: Sequence[PastTurn] = (),
    ) -> None:
        """Open the conversation; nothing runs before `step`.

        now: monotonic seconds.  history: what was said before, if an old conversation goes on.

        Raises: EngineError of the engine.
        """
        self._parts = parts
        self._rules = rules
        self._inputs: deque[Input] = deque()
        self._machine = TurnMachine(rules, now, awake=awake)
        self._sound = TurnSound()
        self._listening = Listening(rules, parts.vad, self._sound, parts.player)
        self.engine = EngineWorker(
            parts.engine, options, rules.held_sound, self._inputs.append, parts.fallback, history
        )
        self.hearing: Jobs[told.Event | None] = Jobs(self._hand_back)
        self.speaking: Jobs[Spoken] = Jobs(self._inputs.append)
        self.trace = Trace()
        self._seeing = Seeing(
            parts.camera, lambda frame: self._deeds.see(frame), lambda: self._sound.seconds, now
        )
        outlets = Outlets(
            self.engine,
            parts.player,
            Scribe(parts.ears, self._sound, self.hearing),
            parts.voice,
            parts.actions,
            parts.engine.capabilities.transcribes,
            parts.show,
            parts.check_microphone,
            self._seeing.look,
        )
        self._deeds = Deeds(outlets, self._sound, self.speaking)
        self._progress_at = self._ring_at = now
        workers = {"engine": self.engine, "recogniser": self.hearing, "announcer": self.speaking}
        self._threads = [
            threading.Thread(target=worker.run, name=name, daemon=True)
            for name, worker in workers.items()
        ]

    def __enter__(self) -> LiveSession:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in (self.engine, self.hearing, self.speaking):
            worker.close()
        for thread in self._threads:
            thread.join()

    @property
    def state(self) -> State:
        """Who has the floor."""
        return self._machine.state

    @property
    def player(self) -> Player:
        """What plays the replies: a screen asks it how loud they are."""
        return self._parts.player

    @property
    def sound(self) -> LiveSound | None:
        """Microphone and speaker, if devices they are: a screen chooses and checks them."""
        return self._parts.sound

    def give(self, event: FromOutside) -> None:
        """Something from outside: a key, typed words, a picture.  May be called on any thread."""
        self._inputs.append(event)

    def step(self, clock: Callable[[], float], wait: float = WAIT_SECONDS) -> None:
        """Take what has come, waiting up to `wait` seconds for sound; do what follows from it."""
        blocks = self._parts.microphone.take(wait)
        now = clock()
        if self._parts.slept(now):
            self._tell(told.StopKey(), now)  # what was begun before is of another day
        for block in blocks:
            for voice in self._listening.step(block, self._machine):
                if voice.probability >= self._rules.voice_hold:
                    self._deeds.last_voiced = voice.end
                self._tell(voice, now)
                self._level(voice, now)
        self._listening.tick(now, self._machine)
        # Before the sound: what is seen as a turn begins belongs to all of it.
        self._seeing.step(self.state, now)
        self._deeds.feed(now)
        while self._inputs:
            self._take(self._inputs.popleft(), now)
        for event in self._parts.player.step(now):
            self._played(event, now)
        self._progress(now)
        self._ring(now)
        self._tell(told.Tick(), now)

    def run(self, clock: Callable[[], float], stopping: threading.Event) -> None:
        """Step until `stopping` is set."""
        while not stopping.is_set():
            self.step(clock)

    # -- what came ------------------------------------------------------------------------------

    def _hand_back(self, event: told.Event | None) -> None:
        self._inputs.extend([] if event is None else [event])

    def _tell(self, event: told.Event, now: float) -> None:
        before = self._machine.state
        commands = self._machine.step(event, now)
        for trigger in self._machine.trail:
            self.trace.note(now, before.name, trigger.name)
        for command in commands:
            self.trace.note(now, self._machine.state.name, command)
            self._deeds.do(command, now)
        if self._machine.state is not before:
            trigger = self._machine.trail[-1]
            self._parts.show(show.StateChanged(self._machine.state, trigger, now))
            self._seeing.enter(self._machine.state, now)
        if not _ANSWERED.isdisjoint(self._machine.trail):
            self._deeds.answered()

    def _take(self, came: Input, now: float) -> None:
        match came:
            case Came(epoch, event):
                self._reply_event(epoch, event, now)
            case Failed(epoch, sentence, moved):
                reply = None if epoch is None else self._deeds.open_reply(epoch)
                if reply is not None:
                    self._parts.player.cut(now)
                    self._tell(told.ReplyFailed(reply.epoch, replaced=moved), now)
                # A trial that failed is begun again once it is wanted, and nobody need know.
                if moved or reply is None or reply.confirmed is not None:
                    self._tell(told.Notice(sentence), now)
            case Settled(epoch, text, heard):
                self._parts.show(show.ReplyOver(epoch, text, heard))
            case Used(used, limit):
                self._parts.show(show.ContextUse(used, limit))
            case PictureShown():
                self._deeds.show(came)
            case PictureWithdrawn(number):
                self._deeds.pictures.withdraw(number)
            case Spoken():
                if not self._deeds.said(came, now):
                    self._tell(told.ReplyFailed(came.epoch), now)
            case told.EndJudged(_, probability):
                self._parts.show(show.EndJudged(probability, now))
                self._tell(came, now)
            case told.TurnWords(epoch, text):
                self._deeds.person_said(epoch, text, by_engine=False)
                self._tell(came, now)
            case _:
                self._tell(came, now)

    def _reply_event(self, epoch: int, event: object, now: float) -> None:
        reply = self._deeds.open_reply(epoch)
        if reply is None:
            return
        match event:
            case UserText(text, whole):
                self._deeds.person_said(epoch, text, by_engine=True)
                self._tell(told.TurnWords(epoch, text, whole), now)
            case TextDelta(text):
                reply.text += text
                if reply.confirmed is not None:
                    self._parts.show(show.ReplyText(epoch, reply.text))
            case SpeechDelta():
                reply.speech(event)
                self._parts.player.push(epoch, event, now)
            case Action():
                self._tell(told.ActionAsked(epoch, event), now)
            case ReplyDone():
                if reply.speaks:
                    self._parts.player.finish(epoch)
                self._tell(told.ReplyComplete(epoch, speaks=reply.speaks), now)
            case _:
                pass

    def _played(self, event: PlaybackEvent, now: float) -> None:
        match event:
            case ReplyStarted(epoch, moment):
                reply = self._deeds.open_reply(epoch)
                if reply is not None and (waited := reply.waited(moment)) is not None:
                    self._parts.show(waited)
                self._tell(told.ReplyStarted(epoch), now)
            case ReplyPlayed(epoch):
                reply = self._deeds.open_reply(epoch)
                if reply is not None:
                    text = reply.text
                    self._parts.show(show.Caption(epoch, len(text)))
                    if not reply.notice:
                        self._parts.show(show.ReplyOver(epoch, text, len(text)))
                self._tell(told.ReplyPlayed(epoch), now)
            case _:
                self.trace.note(now, self._machine.state.name, event)

    # -- what goes along ------------------------------------------------------------------------

    def _level(self, voice: told.Voice, now: float) -> None:
        if now >= self._progress_at:
            self._parts.show(show.Level(voice.level, voice.probability))

    def _progress(self, now: float) -> None:
        if now < self._progress_at:
            return
        self._progress_at = now + PROGRESS_SECONDS
        reply, played = self._deeds.reply, self._parts.player.played(now)
        if reply is None or played is None or played.epoch != reply.epoch or not played.sample:
            return
        heard = min(played.text.estimate, len(reply.text))
        if heard > reply.heard:
            reply.heard = heard
            self._parts.show(show.Caption(reply.epoch, heard))
        if played.sample > reply.sounded:
            reply.sounded = played.sample
            self._tell(told.ReplyProgress(reply.epoch), now)

    def _ring(self, now: float) -> None:
        if now >= self._ring_at:
            self._ring_at = now + RING_SECONDS
            self._parts.actions.step()
