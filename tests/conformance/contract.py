"""What every engine must do: subclass `EngineContract` and give it an engine.

The suite speaks to an engine only through `omni_core.conversation`.
"""

from __future__ import annotations

import gc
import itertools
import threading
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import pytest

from omni_core.conversation import (
    Action,
    Cancel,
    Conversation,
    Engine,
    EngineError,
    GapError,
    Options,
    OverlapError,
    PastTurn,
    ReplyDone,
    ReplyEvent,
    SpeechDelta,
    StateError,
    TextDelta,
    UserText,
)
from omni_core.media import HEARING_RATE, AudioBlock, Image, VideoFrame

GREEDY = Options(greedy=True, seed=7)
# A reply that nobody cut: said to the end, or to the length the options allow. How long a reply
# is belongs to the model, not to the contract.
OWN_END = ("end", "length")
PICTURE = np.zeros((36, 64, 3), np.uint8)


def blocks(samples: np.ndarray, sizes: np.ndarray | int, start: float = 0.0) -> list[AudioBlock]:
    """`samples` as consecutive blocks of these sizes; the last one takes what is left."""
    if isinstance(sizes, int):
        cuts = np.arange(sizes, samples.size, sizes)
    else:
        cuts = np.cumsum(sizes)
        cuts = cuts[cuts < samples.size]
    parts = np.split(samples, cuts)
    starts = np.concatenate(([0], cuts))
    return [
        AudioBlock(part, start + first / HEARING_RATE)
        for part, first in zip(parts, starts, strict=True)
    ]


def hear(
    conversation: Conversation,
    samples: np.ndarray,
    sizes: np.ndarray | int = 320,
    start: float = 0.0,
) -> None:
    for block in blocks(samples, sizes, start):
        conversation.hear(block)


def events(conversation: Conversation) -> list[ReplyEvent]:
    return list(conversation.reply(Cancel()))


def text(reply: list[ReplyEvent]) -> str:
    return "".join(event.text for event in reply if isinstance(event, TextDelta))


def words(reply: list[ReplyEvent]) -> str:
    return next(event.text for event in reply if isinstance(event, UserText))


def done(reply: list[ReplyEvent]) -> ReplyDone:
    last = reply[-1]
    assert isinstance(last, ReplyDone)
    return last


class EngineContract:
    """Fixtures a subclass gives: engine, question, long_question, failing, remembered."""

    @pytest.fixture
    def question(self) -> np.ndarray:
        """A person's recorded question, float32 [n] at 16 kHz."""
        raise NotImplementedError

    @pytest.fixture
    def long_question(self) -> str:
        """Typed, and answered with several pieces of text and speech."""
        raise NotImplementedError

    @pytest.fixture
    def failing(self) -> Callable[[], AbstractContextManager[None]]:
        """A context in which every reply to `long_question` fails inside the engine."""
        raise NotImplementedError

    @pytest.fixture
    def remembered(self) -> Callable[[Conversation], str]:
        """What the conversation believes it last said."""
        raise NotImplementedError

    @pytest.fixture
    def understood(self) -> Callable[[Conversation, list[ReplyEvent]], str]:
        """What the engine took the turn of a reply for; an engine that transcribes says so."""
        return lambda _conversation, reply: words(reply)

    @pytest.fixture
    def conversation(self, engine: Engine):
        conversation = engine.open(GREEDY)
        yield conversation
        conversation.close()

    # -- the reply's events -------------------------------------------------------------------

    def test_reply_has_text_and_an_end(self, conversation, long_question):
        conversation.read(long_question)
        reply = events(conversation)
        assert done(reply).reason in OWN_END
        assert sum(isinstance(event, ReplyDone) for event in reply) == 1
        assert text(reply).strip()

    def test_a_reply_is_spoken_if_the_engine_speaks(self, engine, conversation, long_question):
        conversation.read(long_question)
        reply = events(conversation)
        speech = [event for event in reply if isinstance(event, SpeechDelta)]
        assert bool(speech) == engine.capabilities.speaks
        if not speech:
            return
        for sound in speech:
            assert sound.samples.dtype == np.float32
            assert sound.samples.ndim == 1
            assert np.abs(sound.samples).max() <= 1.0
        ends = [sound.text_end for sound in speech]
        assert ends == sorted(ends)
        assert ends[-1] <= len(text(reply))
        if all(sound.exact for sound in speech):
            assert not text(reply)[ends[-1] :].strip()

    def test_text_alone_when_asked(self, engine, long_question):
        conversation = engine.open(Options(greedy=True, speaks=False))
        conversation.read(long_question)
        reply = events(conversation)
        assert text(reply)
        assert not any(isinstance(event, SpeechDelta) for event in reply)
        conversation.close()

    def test_too_long_a_reply_ends_by_length(self, engine, long_question):
        conversation = engine.open(Options(greedy=True, speaks=False, max_reply_tokens=4))
        conversation.read(long_question)
        assert done(events(conversation)).reason == "length"
        conversation.close()

    def test_work_starts_at_the_first_next(self, conversation, long_question, understood):
        conversation.reply(Cancel())
        conversation.read(long_question)  # no reply is open yet
        assert understood(conversation, events(conversation)) == long_question

    def test_history_is_remembered(self, engine, remembered):
        conversation = engine.open(GREEDY, [PastTurn("Hello.", "Bananas are yellow.")])
        assert remembered(conversation).strip().rstrip(".") == "Bananas are yellow"
        conversation.close()

    # -- sound --------------------------------------------------------------------------------

    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_any_block_sizes_give_the_same_turn(self, engine, question, seed, understood):
        sizes = np.random.default_rng(seed).integers(1, 4000, 2000)
        replies, turns = [], []
        for cut in (sizes, question.size):
            conversation = engine.open(GREEDY)
            hear(conversation, question, cut)
            replies.append(events(conversation))
            turns.append(understood(conversation, replies[-1]))
            conversation.close()
        assert turns[0] == turns[1] != ""
        kinds = [[e.kind for e in reply if isinstance(e, Action)] for reply in replies]
        assert kinds[0] == kinds[1]
        assert done(replies[0]).reason == done(replies[1]).reason in OWN_END

    def test_arrays_are_copied(self, engine, question, understood):
        kept, overwritten = engine.open(GREEDY), engine.open(GREEDY)
        hear(kept, question)
        buffer = np.empty(320, np.float32)
        for block in blocks(question, 320):
            view = buffer[: block.samples.size]
            view[:] = block.samples
            overwritten.hear(AudioBlock(view, block.start))
            view[:] = 0
        assert understood(kept, events(kept)) == understood(overwritten, events(overwritten)) != ""
        kept.close()
        overwritten.close()

    def test_items_keep_their_order(self, conversation, question, understood):
        conversation.read("before")
        hear(conversation, question)
        conversation.read("after")
        said = understood(conversation, events(conversation))
        assert said.startswith("before ")
        assert said.endswith(" after")
        assert len(said) > len("before after")

    def test_a_short_gap_is_filled_and_a_long_one_refused(self, conversation, question, understood):
        half = question.size // 2
        hear(conversation, question[:half])
        late = (half / HEARING_RATE) + 0.101
        with pytest.raises(GapError):
            conversation.hear(AudioBlock(question[half : half + 320], late))
        hear(conversation, question[half:], start=half / HEARING_RATE + 0.02)
        assert understood(conversation, events(conversation))

    def test_an_overlap_is_refused(self, conversation, question, understood):
        hear(conversation, question[:3200])
        with pytest.raises(OverlapError):
            conversation.hear(AudioBlock(question[:320], 0.1))
        hear(conversation, question[3200:], start=0.2)
        assert understood(conversation, events(conversation))

    def test_a_turn_may_begin_after_any_pause(self, conversation, question, understood):
        hear(conversation, question)
        first = understood(conversation, events(conversation))
        hear(conversation, question, start=60.0)
        assert understood(conversation, events(conversation)) == first

    def test_silence_is_no_error(self, conversation):
        hear(conversation, np.zeros(HEARING_RATE, np.float32))
        assert done(events(conversation)).reason in OWN_END

    # -- marks --------------------------------------------------------------------------------

    def test_rewinding_forgets(self, engine, question, understood):
        plain, rewound = engine.open(GREEDY), engine.open(GREEDY)
        third = question.size // 3
        hear(plain, question[:third])
        hear(rewound, question[:third])
        mark = rewound.mark()
        hear(rewound, question[: 2 * third], start=third / HEARING_RATE)
        rewound.read("and something else")
        rewound.rewind(mark)
        for conversation in (plain, rewound):
            hear(conversation, question[third:], start=third / HEARING_RATE)
        assert understood(plain, events(plain)) == understood(rewound, events(rewound)) != ""
        plain.close()
        rewound.close()

    def test_marks_nest(self, conversation, understood):
        outer = conversation.mark()
        conversation.read("one")
        inner = conversation.mark()
        conversation.read("two")
        conversation.rewind(inner)
        conversation.rewind(inner)
        conversation.rewind(outer)
        with pytest.raises(StateError):
            conversation.rewind(inner)
        conversation.mark()
        with pytest.raises(StateError):
            conversation.rewind(inner)
        conversation.read("three")
        assert understood(conversation, events(conversation)) == "three"

    def test_a_mark_belongs_to_its_conversation(self, engine, conversation):
        other = engine.open(GREEDY)
        with pytest.raises(StateError):
            conversation.rewind(other.mark())
        other.close()

    def test_a_finished_reply_kills_marks(self, conversation, long_question):
        mark = conversation.mark()
        conversation.read(long_question)
        events(conversation)
        with pytest.raises(StateError):
            conversation.rewind(mark)

    def test_a_speculative_reply_is_taken_back(self, conversation, long_question, understood):
        conversation.read("Well,")
        mark = conversation.mark()
        cancel = Cancel()
        reply = conversation.reply(cancel)
        next(event for event in reply if isinstance(event, TextDelta))
        cancel.set()
        assert done(list(reply)).reason == "cancelled"
        conversation.rewind(mark)
        conversation.read(long_question)
        assert understood(conversation, events(conversation)) == f"Well, {long_question}"

    # -- state --------------------------------------------------------------------------------

    def test_calls_during_a_reply_are_refused(self, conversation, long_question):
        mark = conversation.mark()
        conversation.read(long_question)
        cancel = Cancel()
        reply = conversation.reply(cancel)
        next(reply)
        for call in (
            lambda: conversation.hear(AudioBlock(np.zeros(160, np.float32), 0.0)),
            lambda: conversation.see(VideoFrame(PICTURE, 0.0)),
            lambda: conversation.show(Image(PICTURE)),
            lambda: conversation.read("and"),
            conversation.mark,
            lambda: conversation.rewind(mark),
            lambda: conversation.keep_heard(1),
            lambda: next(conversation.reply(Cancel())),
        ):
            with pytest.raises(StateError):
                call()
        cancel.set()
        assert done(list(reply)).reason == "cancelled"
        conversation.read("Thank you.")

    @pytest.mark.slow
    def test_cancel_at_any_event(self, engine, long_question):
        conversation = engine.open(GREEDY)
        conversation.read(long_question)
        count = len(events(conversation))
        conversation.close()
        for position in range(0, count, max(1, count // 5)):
            conversation = engine.open(GREEDY)
            conversation.read(long_question)
            cancel = Cancel()
            reply = conversation.reply(cancel)
            seen = list(itertools.islice(reply, position))
            cancel.set()
            rest = list(reply)
            assert [type(event) for event in rest] in ([ReplyDone], [UserText, ReplyDone])
            assert done(rest).reason == "cancelled"
            assert not any(isinstance(event, ReplyDone) for event in seen)
            conversation.read(long_question)
            assert done(events(conversation)).reason in OWN_END
            conversation.close()

    def test_cancel_from_another_thread(self, conversation, long_question):
        conversation.read(long_question)
        cancel = Cancel()
        reply = conversation.reply(cancel)
        first = next(event for event in reply if isinstance(event, TextDelta))
        thread = threading.Thread(target=cancel.set)
        thread.start()
        thread.join()
        assert done(list(reply)).reason == "cancelled"
        assert first.text

    def test_a_dropped_iterator_ends_the_reply(self, conversation, long_question):
        conversation.read(long_question)
        reply = conversation.reply(Cancel())
        next(event for event in reply if isinstance(event, TextDelta))
        reply.close()  # pyright: ignore[reportAttributeAccessIssue]
        conversation.read(long_question)
        assert done(events(conversation)).reason in OWN_END

    def test_errors_leave_the_conversation_usable(
        self, conversation, long_question, failing, understood
    ):
        conversation.read(long_question)
        with failing(), pytest.raises(EngineError) as raised:
            events(conversation)
        assert str(raised.value).endswith(".")
        reply = events(conversation)  # the turn is still there
        assert understood(conversation, reply) == long_question
        assert done(reply).reason in OWN_END

    def test_two_conversations_do_not_mix(self, engine, question, remembered):
        one, two = engine.open(GREEDY), engine.open(GREEDY)
        half = question.size // 2
        one.read("Good morning.")
        hear(two, question[:half])
        first = text(events(one))
        hear(two, question[half:], start=half / HEARING_RATE)
        second = text(events(two))
        assert words_differ(first, second)
        assert remembered(one).strip() == first.strip()
        assert remembered(two).strip() == second.strip()
        one.close()
        two.close()

    def test_two_replies_at_once(self, engine, long_question):
        """Their events interleave, and the cancel of one does not touch the other."""
        one, two = engine.open(GREEDY), engine.open(GREEDY)
        cancel = Cancel()
        one.read(long_question)
        two.read(long_question)
        cut, whole = one.reply(cancel), two.reply(Cancel())
        next(event for event in cut if isinstance(event, TextDelta))
        cancel.set()
        assert done(list(cut)).reason == "cancelled"
        heard = list(whole)
        assert done(heard).reason in OWN_END
        spoken = any(isinstance(event, SpeechDelta) for event in heard)
        assert spoken == engine.capabilities.speaks
        one.close()
        two.close()

    # -- what was heard -----------------------------------------------------------------------

    def test_keep_heard_cuts_the_text(self, conversation, long_question, remembered):
        conversation.read(long_question)
        whole = text(events(conversation))
        conversation.keep_heard(9)
        assert remembered(conversation).strip() == whole[:9].strip()

    def test_all_is_kept_without_keep_heard(self, conversation, long_question, remembered):
        conversation.read(long_question)
        whole = text(events(conversation))
        assert remembered(conversation).strip() == whole.strip()

    def test_keeping_nothing_goes_back_to_the_turn(self, conversation, long_question, understood):
        conversation.read(long_question)
        first = understood(conversation, events(conversation))
        conversation.keep_heard(0)
        second = events(conversation)
        assert understood(conversation, second) == first
        assert text(second)

    def test_keep_heard_needs_a_reply(self, conversation, long_question):
        with pytest.raises(StateError):
            conversation.keep_heard(1)
        conversation.read(long_question)
        events(conversation)
        with pytest.raises(ValueError, match="negative"):
            conversation.keep_heard(-1)
        conversation.read("Go on.")
        with pytest.raises(StateError):
            conversation.keep_heard(1)

    # -- close --------------------------------------------------------------------------------

    def test_close_frees(self, engine, question, long_question):
        threads = threading.active_count()
        conversation = engine.open(GREEDY)
        hear(conversation, question)
        events(conversation)
        alive = weakref.ref(conversation)
        conversation.close()
        conversation.close()
        with pytest.raises(StateError):
            conversation.read("hello")
        del conversation
        gc.collect()
        assert alive() is None
        assert threading.active_count() <= threads

    def test_close_ends_an_open_reply(self, engine, long_question):
        conversation = engine.open(GREEDY)
        conversation.read(long_question)
        reply = conversation.reply(Cancel())
        next(event for event in reply if isinstance(event, TextDelta))
        conversation.close()
        assert not any(isinstance(event, SpeechDelta) for event in reply)


def words_differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other
