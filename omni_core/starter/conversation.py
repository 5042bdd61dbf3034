"""One conversation of the starter engine: an immutable state, replaced whole at every step.

A mark is that state plus two small numbers' worth of listening state, so marking and rewinding
cost nothing, and a reply that fails or is taken back leaves no trace.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from omni_core.bookkeeping import CallGuard, Savepoint, Savepoints
from omni_core.conversation import (
    Cancel,
    DoneReason,
    EngineError,
    Options,
    PastTurn,
    ReplyDone,
    ReplyEvent,
    StateError,
    UserText,
)
from omni_core.media import AudioBlock, Image, VideoFrame
from omni_core.starter import answering
from omni_core.starter.chat import prompt
from omni_core.starter.chat.llama import CONTEXT_TOKENS
from omni_core.starter.hearing.language import language_of_text
from omni_core.starter.hearing.listener import Listener
from omni_core.starter.reply import (
    CancelledError,
    ReplyRecord,
    Text,
    await_unless_cancelled,
    speak_along,
)
from omni_core.starter.state import LastReply, Snapshot, Span, State
from omni_core.timeline import SoundTimeline

if TYPE_CHECKING:
    from omni_core.starter.engine import StarterEngine

log = logging.getLogger(__name__)

WORKERS = 3
"""Writing, speaking, and a prefill that a quick person does not wait for."""


class StarterConversation:
    """See `omni_core.conversation.Conversation`."""

    def __init__(
        self, engine: StarterEngine, options: Options, history: Sequence[PastTurn]
    ) -> None:
        self._engine = engine
        self._options = options
        self._budget = min(prompt.HISTORY_TOKENS, CONTEXT_TOKENS - options.max_reply_tokens)
        self._state = State(
            history=prompt.bounded(tuple(history), self._budget), speed=options.speed
        )
        self._listener = Listener(engine.ears)
        self._timeline = SoundTimeline()
        self._guard = CallGuard()
        self._marks: Savepoints[Snapshot] = Savepoints()
        self._last: LastReply | None = None
        self._work = Cancel()
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="starter")
        # One thread of its own: memory taken for a look is kept a thread, so it is kept once.
        self._planner = ThreadPoolExecutor(1, thread_name_prefix="starter-plan")
        self._prefill_history()

    # -- the person's turn --------------------------------------------------------------------

    def hear(self, block: AudioBlock) -> None:
        """Take sound; finished phrases are recognised at once."""
        self._guard.check()
        timeline = replace(self._timeline)
        self._listener.push(timeline.accept(block))
        self._timeline = timeline
        self._change(hearing=True, sound=True)

    def see(self, frame: VideoFrame) -> None:
        """Take a camera frame; the newest one counts."""
        self._guard.check()
        self._change(look=self._engine.eyes.look(frame.pixels.copy()))

    def show(self, image: Image) -> None:
        """Take a still; the newest picture counts."""
        self._guard.check()
        spans = self._closed_spans(Cancel())
        self._change(spans=spans, hearing=False, look=self._engine.eyes.look(image.pixels.copy()))

    def read(self, text: str) -> None:
        """Take typed text."""
        self._guard.check()
        spans = self._closed_spans(Cancel())
        typed = Span(text.strip(), language_of_text(text))
        self._change(spans=(*spans, typed), hearing=False)

    def _closed_spans(self, cancel: Cancel) -> tuple[Span, ...]:
        """The turn's spans with the one being heard recognised to its end."""
        if not self._state.hearing:
            return self._state.spans
        heard = self._listener.finish(cancel)
        if not heard.text:
            return self._state.spans
        return (*self._state.spans, Span(heard.text, heard.language))

    def _change(self, **changes: object) -> None:
        """The person said or showed something: the last reply can no longer be cut."""
        if changes.get("hearing") is False and self._state.hearing:
            self._listener.reset()
        self._state = replace(self._state, **changes)
        self._last = None

    # -- marks --------------------------------------------------------------------------------

    def mark(self) -> Savepoint[Snapshot]:
        """Make a savepoint."""
        self._guard.check()
        return self._marks.make(self._snapshot())

    def rewind(self, mark: object) -> None:
        """Return to a savepoint."""
        self._guard.check()
        self._restore(self._marks.rewind(mark))
        self._last = None

    def _snapshot(self) -> Snapshot:
        return Snapshot(self._state, self._listener.save(), replace(self._timeline))

    def _restore(self, snapshot: Snapshot) -> None:
        self._state = snapshot.state
        self._listener.restore(snapshot.heard)
        self._timeline = replace(snapshot.timeline)

    # -- the reply ----------------------------------------------------------------------------

    def reply(self, cancel: Cancel) -> Iterator[ReplyEvent]:
        """Answer the turn; see `omni_core.conversation.Conversation.reply`."""
        with self._guard.replying():
            # The work has a cancel of its own: it also ends when the caller drops the iterator
            # or closes the conversation in the middle.
            work = self._work = Cancel()
            before = self._snapshot()
            record = ReplyRecord()
            self._last = None
            reason: DoneReason = "cancelled"
            try:
                with cancel.calling(work.set):
                    reason = yield from self._answer(work, record)
            except EngineError:
                self._restore(before)
                raise
            except GeneratorExit:
                self._end_turn(before, record.text, reason)
                raise
            finally:
                work.set()
            self._end_turn(before, record.text, reason)
        yield ReplyDone(reason, record.stats)

    def _answer(
        self, cancel: Cancel, record: ReplyRecord
    ) -> Generator[ReplyEvent, None, DoneReason]:
        try:
            self._state = replace(self._state, spans=self._closed_spans(cancel), hearing=False)
            record.passed("heard_s")
            yield UserText(self._state.words)
            planning = partial(answering.plan, self._state, self._engine.skills, cancel)
            plan = await_unless_cancelled(self._planner, planning, cancel)
            record.passed("planned_s")
        except CancelledError:
            return "cancelled"
        self._state = replace(
            self._state,
            memory=plan.memory or self._state.memory,
            speed=plan.speed or self._state.speed,
        )
        yield from plan.actions
        text = self._chat(cancel) if plan.text is None else answering.written(plan.text)
        say = partial(self._say, cancel) if self._options.speaks else None
        return (yield from record.of(speak_along(text, say, self._workers, cancel)))

    def _chat(self, cancel: Cancel) -> Text:
        seed = self._options.seed
        return answering.never_empty(
            self._engine.chat.stream(
                self._messages(self._state.words),
                cancel=cancel,
                max_tokens=self._options.max_reply_tokens,
                greedy=self._options.greedy,
                seed=None if seed is None else seed + self._state.turns,
            )
        )

    def _messages(self, words: str) -> list[prompt.Message]:
        return prompt.messages(
            self._state.history,
            prompt.fitting(words, self._budget),
            persona=self._options.persona,
            facts=self._state.briefing,
            today=datetime.now().astimezone(),
        )

    def _say(self, cancel: Cancel, clause: str) -> NDArray[np.float32]:
        return self._engine.speaker.speak(
            clause,
            voice=self._options.voice or self._engine.voice,
            speed=self._state.speed,
            volume=self._options.volume,
            cancel=cancel,
        )

    # -- after the reply ----------------------------------------------------------------------

    def _end_turn(self, before: Snapshot, text: str, reason: DoneReason) -> None:
        if self._guard.closed:
            return
        if reason == "cancelled" and not text:
            self._restore(before)  # nothing was said: the turn is still the person's
            return
        self._listener.reset()
        self._timeline.end_turn()
        self._last = LastReply(before, text)
        self._remember(text)
        if reason != "cancelled":
            self._marks.kill_all()
        self._prefill_history()

    def _remember(self, reply: str) -> None:
        state = self._state
        history = (*state.history, PastTurn(state.words or answering.NO_WORDS, reply))
        kept = prompt.bounded(history, self._budget)
        briefing = state.briefing
        if kept is not history:
            self._marks.kill_all()
            briefing = state.memory.facts
        self._state = replace(
            state,
            history=kept,
            briefing=briefing,
            spans=(),
            hearing=False,
            sound=False,
            turns=state.turns + 1,
        )

    def keep_heard(self, chars: int) -> None:
        """Cut the last reply to what was heard; 0 goes back to the end of the person's turn."""
        self._guard.check()
        if self._last is None:
            raise StateError("There is no reply since the person's last words to cut.")
        if chars < 0:
            raise ValueError("The part of a reply that was heard cannot be negative.")
        last, self._last = self._last, None
        if chars == 0:
            self._restore(last.before)
        elif chars < len(last.text):
            newest = replace(self._state.history[-1], reply=last.text[:chars])
            self._state = replace(self._state, history=(*self._state.history[:-1], newest))
        self._prefill_history()

    def _prefill_history(self) -> None:
        """Read what is known so far into the chat model while the person is not waiting."""
        self._workers.submit(self._engine.chat.prefill, self._messages("")).add_done_callback(
            _log_failure
        )

    def close(self) -> None:
        """Free everything; an open reply ends."""
        if self._guard.close():
            self._work.set()
            for threads in (self._workers, self._planner):
                threads.shutdown(wait=True, cancel_futures=True)
            self._marks.kill_all()


def _log_failure(prefill: Future[int]) -> None:
    """A failed prefill costs time only; the reply itself will say what is wrong."""
    if not prefill.cancelled() and (error := prefill.exception()) is not None:
        log.warning("prefill failed: %s", type(error))
