"""One conversation of the omni engine: everything is read as it comes, in the order it comes.

The state is immutable and replaced whole at every step; what it leans on (ids, positions, keys)
only grows behind it.  So marking is free, rewinding is a shorter length, and a call that fails
leaves the conversation as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from omni_core.bookkeeping import CallGuard, Savepoint, Savepoints
from omni_core.conversation import (
    Cancel,
    EngineError,
    Options,
    PastTurn,
    ReplyDone,
    ReplyEvent,
    StateError,
)
from omni_core.media import HEARING_RATE, AudioBlock, Image, VideoFrame
from omni_core.omni import eviction
from omni_core.omni.context import Context, ContextUse, Place
from omni_core.omni.dump import dump
from omni_core.omni.failing import in_plain_words
from omni_core.omni.history import past_texts
from omni_core.omni.recording import Recording
from omni_core.omni.reply import Decoding, Reply, new_generator
from omni_core.omni.span import Span
from omni_core.omni.state import LastReply, State, Text
from omni_core.omni.telling import Teller
from omni_core.omni.writing import Writer
from omni_core.transformer.decode_step import decode_step
from omni_core.transformer.sampling import Sampler

if TYPE_CHECKING:
    from omni_core.omni.engine import OmniEngine


class OmniConversation:
    """See `omni_core.conversation.Conversation`."""

    def __init__(self, engine: OmniEngine, options: Options, history: Sequence[PastTurn]) -> None:
        self._engine = engine
        self._options = options
        cache, generator = engine.new_cache(), new_generator(options.seed)
        self._voice = engine.new_voice(options, generator.initial_seed())
        track = None if self._voice is None else self._voice.track
        self._context = Context(engine.thinker, cache, engine.limit, track)
        self._recording = Recording() if engine.keeps_inputs else None
        self._writer = Writer(engine.config, self._context, self._recording)
        self._decoding = Decoding(
            engine.thinker,
            engine.tokenizer,
            self._context,
            decode_step(engine.thinker, cache),
            Sampler(replace(engine.sampling, greedy=engine.sampling.greedy or options.greedy)),
            generator,
        )
        self._teller = Teller(self._decoding, self._voice, engine.keeps_inputs)
        self._guard = CallGuard()
        self._marks: Savepoints[State] = Savepoints()
        self._last: LastReply | None = None
        self._work = Cancel()
        self._dropped = 0
        self._state = self._opened(history)

    def _opened(self, history: Sequence[PastTurn]) -> State:
        """The state in which the system prompt and past turns are read."""
        template, persona = self._engine.template, self._options.persona
        past = past_texts(template, persona, history, round(self._context.limit * eviction.LEFT))
        state = State(
            length=0,
            positions=self._writer.first_position,
            random=self._decoding.generator.get_state(),
            pending=past,
            turn=past[-1].place.turn + 1,
        )
        with in_plain_words():
            state, _ = self._writer.read(state)
            self._make_ready()
            return state

    # -- the person's turn --------------------------------------------------------------------

    def hear(self, block: AudioBlock) -> None:
        """Take sound; every two seconds of it are encoded and read at once."""
        self._guard.check()
        with in_plain_words():
            timeline, samples = self._state.timeline.accept(block)
            end = timeline.next_sample
            state = replace(self._begun(), timeline=timeline)
            span = state.span
            if span is not None and not self._engine.spans.takes_sound(span):
                state, span = self._closed(state), span.continued(end - samples.size)
            if span is None:
                span = Span(end - samples.size, state.frame_size)
            span, laid = self._engine.spans.hear(span, samples, end)
            self._perceive(self._writer.lay(self._with(state, span), laid))

    def see(self, frame: VideoFrame) -> None:
        """Take a camera frame; every two half-seconds are encoded and read in their place."""
        self._guard.check()
        with in_plain_words():
            taken_at = round(frame.time * HEARING_RATE)
            state = self._begun()
            if state.span is not None and not self._engine.spans.takes_frame(state.span, taken_at):
                state = self._closed(state)
            span = state.span or Span(taken_at, state.frame_size)
            span, laid = self._engine.spans.see(span, frame.pixels.copy(), taken_at)
            self._perceive(self._writer.lay(self._with(state, span), laid))

    def show(self, image: Image) -> None:
        """Take a still, at its own resolution."""
        self._guard.check()
        with in_plain_words():
            still = self._engine.senses.encode_still(image.pixels)
            self._perceive(self._writer.show(self._closed(self._begun()), still))

    def read(self, text: str) -> None:
        """Take typed text; it is read with whatever comes next."""
        self._guard.check()
        with in_plain_words():
            state = self._closed(self._begun())
            ids = self._engine.tokenizer.encode(f" {text}" if state.typed else text)
            typed = Text(Place("text", state.turn), tuple(ids))
            self._perceive(replace(state, pending=(*state.pending, typed), typed=True))

    def _begun(self) -> State:
        """The state in which the person's turn has begun, in a context with room for it."""
        state = self._state
        if state.begun:
            return state
        state = self._with_room(state)
        opening = Text(Place("text", state.turn), tuple(self._engine.template.user_open))
        return replace(state, begun=True, pending=(*state.pending, opening))

    @staticmethod
    def _with(state: State, span: Span) -> State:
        """The state with this span open; typed text before it stands apart from what follows."""
        return replace(state, span=span, frame_size=span.frame_size, typed=False)

    def _closed(self, state: State) -> State:
        """The state once the open span is read to its end, and a late camera's frame shown."""
        span = state.span
        if span is None:
            return state
        laid = self._engine.spans.finish(span)
        state = self._writer.lay(replace(state, span=None), laid)
        if span.late is None:
            return state
        return self._writer.show(state, self._engine.senses.encode_still(span.late))

    def _perceive(self, state: State) -> None:
        """The person is not done yet: the Talker reads now what else it would when they are."""
        self._writer.cut(state.length)
        self._make_ready()
        self._take(state)

    def _make_ready(self) -> None:
        """Do now what a reply would have to do first."""
        self._context.catch_up()
        self._decoding.step.make_ready()

    def _take(self, state: State) -> None:
        """The person said or showed something: the last reply can no longer be cut."""
        self._state, self._last = state, None

    # -- marks --------------------------------------------------------------------------------

    def mark(self) -> Savepoint[State]:
        """Make a savepoint."""
        self._guard.check()
        return self._marks.make(self._state)

    def rewind(self, mark: object) -> None:
        """Return to a savepoint."""
        self._guard.check()
        self._take(self._marks.rewind(mark))

    # -- room ---------------------------------------------------------------------------------

    @property
    def context(self) -> ContextUse:
        """How much of the context is used."""
        return ContextUse(self._state.tokens, self._context.limit, self._dropped)

    def _with_room(self, state: State) -> State:
        """The state with old content dropped where the context or its positions run out."""
        spoken = 0 if self._voice is None else self._voice.longest
        last = state.positions.next + spoken
        worn = eviction.is_worn(last, self._engine.config.decoder.max_positions)
        if not worn and not eviction.is_full(state.tokens, self._context.limit):
            return state
        self._writer.cut(state.length)
        staying = eviction.kept(self._context.stretches, self._context.limit)
        thinned = (self._writer.reread if worn else self._writer.keep)(state, staying)
        self._dropped += state.tokens - thinned.tokens
        self._marks.kill_all()
        self._take(thinned)
        return thinned

    # -- the reply ----------------------------------------------------------------------------

    def reply(self, cancel: Cancel) -> Iterator[ReplyEvent]:
        """Answer the turn; see `omni_core.conversation.Conversation.reply`."""
        with self._guard.replying():
            # The work has a cancel of its own: it also ends when the caller drops the iterator
            # or closes the conversation in the middle.
            work = self._work = Cancel()
            with in_plain_words():
                before = self._state = self._begun()
            self._last = None
            reply = Reply(Place("reply", before.turn), self._options.max_reply_tokens)
            asked: State | None = None
            try:
                with cancel.calling(work.set), in_plain_words():
                    asked, states = self._writer.read(self._asked())
                    reply.passed("read_s")
                    self._decoding.generator.set_state(before.random)
                    yield from self._teller.tell(reply, asked, states[-1], work)
            except EngineError:
                self._state = before
                raise
            except GeneratorExit:
                self._end_turn(before, asked, reply)
                raise
            self._end_turn(before, asked, reply)
        use = self.context
        reply.stats |= {"context_used": use.used, "context_limit": use.limit}
        yield ReplyDone(reply.reason, reply.stats)

    def _asked(self) -> State:
        """The person's turn is over: what is left of it, and the opening of the reply."""
        state = self._closed(self._state)
        ids = tuple(self._engine.template.user_close)
        return replace(state, pending=(*state.pending, Text(Place("text", state.turn), ids)))

    def _end_turn(self, before: State, asked: State | None, reply: Reply) -> None:
        if self._guard.closed:
            return
        if asked is None or (reply.reason == "cancelled" and not reply.said):
            self._state = before  # nothing was said: the turn is still the person's
            return
        self._context.spoken(reply.text)
        self._state = self._after(asked, reply.ids, reply.read)
        if reply.reason != "cancelled":
            self._marks.kill_all()
        self._last = LastReply(before, asked, reply, len(self._marks))

    def _after(self, asked: State, ids: Sequence[int], read: int) -> State:
        """The state after a reply of these ids, the first `read` of which are in the context."""
        closing = self._engine.template.reply_close
        return asked.answered(ids, read, closing, self._decoding.generator.get_state())

    def keep_heard(self, chars: int) -> None:
        """Cut the last reply to what was heard; 0 goes back to the end of the person's turn."""
        self._guard.check()
        if self._last is None:
            raise StateError("There is no reply since the person's last words to cut.")
        if chars < 0:
            raise ValueError("The part of a reply that was heard cannot be negative.")
        last, self._last = self._last, None
        self._marks.kill_from(last.marks)  # later ones stand for what is now cut
        if chars == 0:
            self._state = last.before
            return
        kept, cut_word = self._engine.tokenizer.first_characters(last.reply.ids, chars)
        if len(kept) < len(last.reply.ids):
            ids = (*kept, *self._engine.tokenizer.encode(cut_word))
            read = min(len(kept), self._state.length - last.asked.length)
            self._state = self._after(last.asked, ids, read)

    def dump(self) -> dict[str, NDArray[np.generic]]:
        """The last turn as arrays, see `omni_core.omni.dump`.

        Raises: StateError right after anything but a reply, or if the engine keeps no inputs.
        """
        self._guard.check()
        if self._last is None or self._recording is None:
            raise StateError("There is no reply to write down, or its inputs were not kept.")
        return dump(self._last, self._context, self._recording, self._voice)

    def close(self) -> None:
        """Free everything; an open reply ends."""
        if self._guard.close():
            self._work.set()
            self._marks.kill_all()
            self._last = None
            self._context.free()
