"""The one thread that owns the conversation: it hears, answers, takes back and cuts.

Everything is a small job in a queue.  While a reply is open its events are fetched one by one
between the jobs; a reply on trial is fetched no further than to a little sound.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from app.live.conversation_clock import ConversationClock
from app.live.news import Came, Failed, News, Settled, Used, goes_on
from app.live.replies import FetchedReply
from app.live.turn_content import Item, give, typed_words
from omni_core.conversation import (
    Cancel,
    Conversation,
    ConversationError,
    Engine,
    EngineError,
    Mark,
    Options,
    PastTurn,
    ReplyDone,
    SpeechDelta,
    StateError,
    TextDelta,
    UserText,
)
from omni_core.media import SPEECH_RATE, AudioBlock, Image, VideoFrame
from omni_core.priority import give_way


class EngineWorker:
    """Other threads call the short methods, which add jobs; one thread calls `step` or `run`."""

    def __init__(
        self,
        engine: Engine,
        options: Options,
        held_seconds: float,
        tell: Callable[[News], None],
        fallback: Callable[[], Engine] | None = None,
        history: Sequence[PastTurn] = (),
    ) -> None:
        """held_seconds: of sound that a reply on trial is fetched to.

        tell: called on the worker's thread.  fallback: the engine that goes on when this one
        fails; called once, on the worker's thread.  history: what was said before.
        """
        self._engine = engine
        self._options = options
        self._held_seconds = held_seconds
        self._tell = tell
        self._fallback = fallback
        self._history = list(history)
        self._conversation: Conversation = engine.open(options, history)
        self._turn: list[Item] = []
        self._clock = ConversationClock()
        self._turn_mark: tuple[Mark, int] = self._marked()
        self._reply: FetchedReply | None = None
        self._jobs: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._closed = False

    # -- for other threads ----------------------------------------------------------------------

    def begin_turn(self, since: float) -> None:
        """The person's turn begins with the sound of `since`; forgetting it goes back to here."""
        self._add(lambda: self._begin_turn(since))

    def hear(self, block: AudioBlock) -> None:
        """Sound of the turn; `start` counts from the session's beginning."""
        self._add(lambda: self._take(block))

    def see(self, frame: VideoFrame) -> None:
        """A picture of the camera in the turn."""
        self._add(lambda: self._take(frame))

    def show(self, image: Image) -> None:
        """A still that the person shows in the turn."""
        self._add(lambda: self._take(image))

    def read(self, text: str) -> None:
        """Words of the turn that were typed."""
        self._add(lambda: self._take(text))

    def answer(self, epoch: int, cancel: Cancel) -> None:
        """Answer the turn, on trial."""
        self._add(lambda: self._answer(epoch, cancel))

    def confirm(self, epoch: int) -> None:
        """The reply is wanted: fetch it to its end."""
        self._add(lambda: self._confirm(epoch))

    def take_back(self, epoch: int) -> None:
        """The reply never happened; its `Cancel` was set."""
        self._add(lambda: self._take_back(epoch))

    def forget_turn(self) -> None:
        """Neither the turn nor a reply to it ever happened; its `Cancel` was set."""
        self._add(self._forget_turn)

    def cut(self, epoch: int, heard: Callable[[str], int]) -> None:
        """The reply was cut; its `Cancel` was set.

        heard: from its text to the characters of it that were heard; called on this thread.
        """
        self._add(lambda: self._cut(epoch, heard))

    def close(self) -> None:
        """End `run`; an open reply ends too."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    # -- the worker's thread --------------------------------------------------------------------

    def step(self) -> bool:
        """Do one job, or fetch one event; False if there is nothing to do."""
        with self._changed:
            job = self._jobs.popleft() if self._jobs else None
        if job is not None:
            job()
            return True
        if not self._may_fetch():
            return False
        self._fetch()
        return True

    def run(self) -> None:
        """The thread: until `close`."""
        if self._engine.capabilities.computes:
            give_way()
        while self._waits_for_work():
            self.step()
        self._conversation.close()

    def _waits_for_work(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._jobs or self._may_fetch())
            return not self._closed

    def _add(self, job: Callable[[], None]) -> None:
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()

    def _may_fetch(self) -> bool:
        reply = self._reply
        if reply is None or reply.events is None:
            return False
        return not reply.held or reply.sound < self._held_seconds

    def _begin_turn(self, since: float) -> None:
        self._end_reply()
        self._turn = []
        self._clock.leave_out_until(since)
        self._turn_mark = self._marked()

    def _marked(self) -> tuple[Mark, int]:
        return self._conversation.mark(), self._clock.heard

    def _take(self, item: Item) -> None:
        if not isinstance(item, VideoFrame):  # they are many, and the next one comes soon
            self._turn.append(item)
        try:
            give(self._conversation, self._clock.place(item))
        except EngineError as error:
            self._fail(None, error)

    def _answer(self, epoch: int, cancel: Cancel) -> None:
        self._end_reply()
        mark = self._conversation.mark()
        events, person = self._conversation.reply(cancel), typed_words(self._turn)
        self._reply = FetchedReply(epoch, cancel, events, mark, person)

    def _confirm(self, epoch: int) -> None:
        if self._reply is not None and self._reply.epoch == epoch:
            self._reply.held = False

    def _fetch(self) -> None:
        reply = self._reply
        if reply is None or reply.events is None:
            return
        try:
            event = next(reply.events, None)
        except EngineError as error:
            self._reply = None
            self._fail(reply.epoch, error)
            return
        match event:
            case None:
                reply.events = None
                return
            case TextDelta(text):
                reply.text.append(text)
            case UserText(text):
                reply.person = text
            case SpeechDelta(samples=samples):
                reply.sound += samples.size / SPEECH_RATE
            case ReplyDone():
                self._done(reply, event)
            case _:
                pass
        self._tell(Came(reply.epoch, event))

    def _drain(self, reply: FetchedReply) -> None:
        """Fetch the rest of a cancelled reply, which comes at once; nobody is told."""
        # If it fails instead, the conversation is as before the reply, which is what was wanted.
        with suppress(EngineError):
            for event in reply.events or ():
                if isinstance(event, ReplyDone):
                    self._done(reply, event)
                elif isinstance(event, TextDelta):
                    reply.text.append(event.text)
        reply.events = None

    def _done(self, reply: FetchedReply, done: ReplyDone) -> None:
        reply.complete = done.reason != "cancelled"
        used = Used.after(done)
        if used is not None:
            self._tell(used)

    def _take_back(self, epoch: int) -> None:
        reply = self._reply
        if reply is None or reply.epoch != epoch:
            return
        self._reply = None
        self._drain(reply)
        if reply.complete:
            self._conversation.keep_heard(0)
        else:
            self._conversation.rewind(reply.mark)

    def _forget_turn(self) -> None:
        if self._reply is not None:
            self._take_back(self._reply.epoch)
        mark, heard = self._turn_mark
        try:
            self._conversation.rewind(mark)
            self._clock.heard = heard
        except StateError:  # a reply that ran to its end took the mark with it
            self._reopen(None)
        self._turn = []

    def _cut(self, epoch: int, heard: Callable[[str], int]) -> None:
        reply = self._reply
        if reply is None or reply.epoch != epoch:
            return
        self._reply = None
        self._drain(reply)
        text = "".join(reply.text)
        chars = min(len(text), heard(text))
        if text:
            self._conversation.keep_heard(chars)
        if chars:
            self._history.append(PastTurn(reply.person, text[:chars]))
        self._tell(Settled(epoch, text, chars))

    def _end_reply(self) -> None:
        """A reply that sounded to its end is history."""
        reply, self._reply = self._reply, None
        if reply is None:
            return
        if reply.events is not None:
            reply.cancel.set()
            self._drain(reply)
        if reply.text:
            self._history.append(PastTurn(reply.person, "".join(reply.text)))

    # -- failures -------------------------------------------------------------------------------

    def _fail(self, epoch: int | None, error: EngineError) -> None:
        """Go on with the fallback, if there is one, from the beginning of the turn."""
        sentence, moved = str(error), False
        if self._fallback is not None:
            load, self._fallback = self._fallback, None
            failed = self._engine.capabilities.name
            with suppress(ConversationError):  # neither works: the first one's sentence is told
                self._reopen(load())
                sentence = goes_on(failed, error, self._engine.capabilities.name)
                moved = True
        self._tell(Failed(epoch, sentence, moved))

    def _reopen(self, engine: Engine | None) -> None:
        """Open the conversation anew from the text of its history."""
        if engine is not None:
            self._engine = engine
            self._options = replace(self._options, voice=None)  # it has voices of its own
        self._conversation.close()
        self._conversation = self._engine.open(self._options, self._history)
        self._turn_mark = self._marked()
        if engine is not None:
            for item in self._turn:
                give(self._conversation, self._clock.place(item))
