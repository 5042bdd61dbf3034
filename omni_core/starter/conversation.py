"""One conversation of the starter engine: an immutable state, replaced whole at every step.

A mark is that state, so marking and rewinding cost nothing, and a reply that fails or is taken
back leaves no trace.
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
from omni_core.starter.failing import in_plain_words
from omni_core.starter.hearing.language import language_of_text
from omni_core.starter.hearing.listener import Listener
from omni_core.starter.reply import (
    ReplyCancelledError,
    ReplyRecord,
    Text,
    await_unless_cancelled,
    speak_along,
)
from omni_core.starter.skills.zones import SystemZone
from omni_core.starter.state import LastReply, Span, State

if TYPE_CHECKING:
    from omni_core.starter.engine import StarterEngine

log = logging.getLogger(__name__)

WORKERS = 2
"""Writing and speaking."""


class StarterConversation:
    """See `omni_core.conversation.Conversation`."""

    def __init__(
        self, engine: StarterEngine, options: Options, history: Sequence[PastTurn]
    ) -> None:
        self._engine = engine
        self._options = options
        self._budget = prompt.Budget.of(CONTEXT_TOKENS, options.max_reply_tokens, options.persona)
        self._state = State(
            history=prompt.bounded(tuple(history), self._budget), speed=options.speed
        )
        self._listener = Listener(engine.ears)
        self._guard = CallGuard()
        self._marks: Savepoints[State] = Savepoints()
        self._last: LastReply | None = None
        self._work = Cancel()
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="starter")
        # One thread of its own: memory taken for a look is kept a thread, so it is kept once.
        self._planner = ThreadPoolExecutor(1, thread_name_prefix="starter-plan")
        self._prefill = self._prefill_history()

    # -- the person's turn --------------------------------------------------------------------

    def hear(self, block: AudioBlock) -> None:
        """Take sound; finished phrases are recognised at once."""
        self._guard.check()
        timeline, samples = self._state.timeline.accept(block)
        with in_plain_words():
            self._listener.push(samples)
        self._take(replace(self._state, timeline=timeline, heard=self._listener.save()))

    def see(self, frame: VideoFrame) -> None:
        """Take a camera frame; the newest one counts."""
        self._guard.check()
        self._take(replace(self._state, look=self._engine.eyes.look(frame.pixels.copy())))

    def show(self, image: Image) -> None:
        """Take a still; the newest picture counts."""
        self._guard.check()
        with in_plain_words():
            state = self._with_closed_span(Cancel())
        self._take(replace(state, look=self._engine.eyes.look(image.pixels.copy())))

    def read(self, text: str) -> None:
        """Take typed text."""
        self._guard.check()
        with in_plain_words():
            state = self._with_closed_span(Cancel())
        typed = Span(text.strip(), language_of_text(text))
        self._take(replace(state, spans=(*state.spans, typed)))

    def _with_closed_span(self, cancel: Cancel) -> State:
        """The state once the sound being heard is recognised to its end."""
        state = self._state
        if state.heard is None:
            return state
        heard = self._listener.finish(cancel)
        spans = (*state.spans, Span(heard.text, heard.language)) if heard.text else state.spans
        return replace(state, spans=spans, heard=None)

    def _take(self, state: State) -> None:
        """The person said or showed something: the last reply can no longer be cut."""
        self._set(state)
        self._last = None

    def _set(self, state: State) -> None:
        self._state = state
        if state.heard is None:
            self._listener.reset()
        else:
            self._listener.restore(state.heard)

    # -- marks --------------------------------------------------------------------------------

    def mark(self) -> Savepoint[State]:
        """Make a savepoint."""
        self._guard.check()
        return self._marks.make(self._state)

    def rewind(self, mark: object) -> None:
        """Return to a savepoint."""
        self._guard.check()
        self._take(self._marks.rewind(mark))

    # -- the reply ----------------------------------------------------------------------------

    def reply(self, cancel: Cancel) -> Iterator[ReplyEvent]:
        """Answer the turn; see `omni_core.conversation.Conversation.reply`."""
        with self._guard.replying():
            # The work has a cancel of its own: it also ends when the caller drops the iterator
            # or closes the conversation in the middle.
            work = self._work = Cancel()
            before = self._state
            record = ReplyRecord()
            self._last = None
            self._prefill.cancel()  # unless it has begun, the reply reads as much by itself
            reason: DoneReason = "cancelled"
            try:
                with cancel.calling(work.set), in_plain_words():
                    reason = yield from self._answer(work, record)
            except EngineError:
                self._set(before)
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
            self._set(self._with_closed_span(cancel))
            record.passed("heard_s")
            planning = partial(answering.plan, self._state, self._engine.skills, cancel)
            plan = await_unless_cancelled(self._planner, planning, cancel)
            record.passed("planned_s")
            # What a skill knows is whole.  Else asking reads the words, as the reply must anyway.
            whole = self._whole(cancel) if plan.text is None else None
            yield UserText(self._state.words, whole)
        except ReplyCancelledError:
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

    def _whole(self, cancel: Cancel) -> float | None:
        """How likely the person's words are all of what they want to say.

        Raises: ReplyCancelledError.
        """
        asking = partial(self._engine.chat.whole, self._messages(self._state.words), cancel)
        return await_unless_cancelled(self._planner, asking, cancel)

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
            prompt.bounded(self._state.history, self._budget),
            prompt.fitting(words, self._budget),
            persona=self._options.persona,
            facts=self._state.briefing,
            today=datetime.now(SystemZone()),
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

    def _end_turn(self, before: State, text: str, reason: DoneReason) -> None:
        if self._guard.closed:
            return
        self._last = LastReply(before, text)
        if reason == "cancelled" and not text:
            self._set(before)  # nothing was said: the turn is still the person's
            return
        self._set(self._remembering(text))
        if reason != "cancelled":
            self._marks.kill_all()
        self._prefill = self._prefill_history()

    def _remembering(self, reply: str) -> State:
        """The state with this turn in the history, and the turn over."""
        state = self._state
        history = (*state.history, PastTurn(state.words or answering.NO_WORDS, reply))
        kept = prompt.bounded(history, self._budget) or history[-1:]
        return replace(
            state,
            history=kept,
            briefing=state.briefing if kept is history else state.memory.facts,
            spans=(),
            heard=None,
            timeline=state.timeline.after_turn(),
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
            self._set(last.before)
        elif chars < len(last.text):
            newest = replace(self._state.history[-1], reply=last.text[:chars])
            self._set(replace(self._state, history=(*self._state.history[:-1], newest)))
            self._prefill = self._prefill_history()

    def _prefill_history(self) -> Future[int]:
        """Read what is known so far into the chat model while the person is not waiting."""
        prefill = self._engine.chat.prefill(self._messages(""))
        prefill.add_done_callback(_log_failure)
        return prefill

    def close(self) -> None:
        """Free everything; an open reply ends."""
        if self._guard.close():
            self._work.set()
            self._prefill.cancel()
            for threads in (self._workers, self._planner):
                threads.shutdown(wait=True, cancel_futures=True)
            self._marks.kill_all()


def _log_failure(prefill: Future[int]) -> None:
    """A failed prefill costs time only; the reply itself will say what is wrong."""
    if not prefill.cancelled() and (error := prefill.exception()) is not None:
        log.warning("prefill failed: %s", type(error))
