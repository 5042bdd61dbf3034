"""Thinker and Talker in one conversation: in lock step, stopped anywhere, and true afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.conversation import (
    Cancel,
    EngineError,
    Options,
    PastTurn,
    ReplyDone,
    ReplyEvent,
    TextDelta,
)
from omni_core.media import HEARING_RATE, AudioBlock
from omni_core.omni import conversation as conversing
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import SHORTEST_CONTEXT, OmniEngine
from omni_core.omni.reply import ROOM_TO_CLOSE, Code, CodesDone, Reply
from omni_core.talker import track as speaking
from omni_core.transformer.decode_step import FixedStep, Network
from omni_core.transformer.kv_cache import KvCache
from omni_core.transformer.sampling import Sampler
from tests.omni_core.speech.speaking import speech_of
from tests.oracle.reference import Dump
from tests.oracle.speaking import SpeakingReference

SPECIAL = range(151643, 151664)
TEXT, SPEECH = 5, 9
GREEDY = Options(greedy=True, max_reply_tokens=TEXT)
Said = TextDelta | Code | CodesDone


@pytest.fixture(scope="module")
def folder(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def loaded(folder: Path, context: int) -> OmniEngine:
    engine = OmniEngine.load(
        folder,
        device="cpu",
        dtype="float32",
        context=context,
        keeps_inputs=True,
        speech=speech_of(folder),
    )
    suppress = tuple(set(SPECIAL) - set(engine.sampling.stop))
    engine.sampling = replace(engine.sampling, suppress=suppress)
    assert engine.talking is not None
    engine.talking = replace(
        engine.talking, settings=replace(engine.talking.settings, longest=SPEECH)
    )
    return engine


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[OmniEngine]:
    engine = loaded(folder, 2048)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def reference(folder: Path) -> SpeakingReference:
    return SpeakingReference(folder)


@pytest.fixture
def conversation(engine: OmniEngine) -> Iterator[OmniConversation]:
    conversation = engine.open(GREEDY)
    yield conversation
    conversation.close()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """What comes of a reply, codes included."""
    events, write = list[Said](), Reply.write

    def listened(self: Reply, *given: object) -> Iterator[Said]:
        for event in write(self, *given):  # pyright: ignore[reportArgumentType] - passed on
            events.append(event)
            yield event

    monkeypatch.setattr(Reply, "write", listened)
    return events


def answered(conversation: OmniConversation, words: str | None = None) -> Dump:
    if words is not None:
        conversation.read(words)
    for _ in conversation.reply(Cancel()):
        pass
    return conversation.dump()


def stopping_at(conversation: OmniConversation, *, text: int = -1, code: int = -1) -> None:
    """From now on this token ends a reply, and this code its speech."""
    decoding, voice = conversation._teller._decoding, conversation._voice
    assert voice is not None
    if text >= 0:
        stop = (*decoding.sampler.settings.stop, text)
        sampler = Sampler(replace(decoding.sampler.settings, stop=stop))
        conversation._teller._decoding = replace(decoding, sampler=sampler)
    if code >= 0:
        sampling = voice._settings.sampling
        sampling = replace(sampling, stop=(*sampling.stop, code))
        voice._settings = replace(voice._settings, sampling=sampling)


def is_at_the_prompt(conversation: OmniConversation) -> bool:
    """Nothing that was spoken is left in the Talker's cache."""
    track = conversation._context.track
    assert track is not None
    return track._cache.length == track._read <= len(conversation._context)


# -- the order of things ----------------------------------------------------------------------


def test_a_code_comes_with_each_token_and_the_rest_behind(
    conversation: OmniConversation, said: list[Said]
) -> None:
    dump = answered(conversation, "Tell me.")
    kinds = [type(event) for event in said]
    assert dump["reply_ids"].size == TEXT
    assert kinds == [TextDelta, Code] * TEXT + [Code] * (SPEECH - TEXT) + [CodesDone]
    codes = [event.code for event in said if isinstance(event, Code)]
    assert codes == dump["codec_codes"].tolist()
    assert is_at_the_prompt(conversation)


def test_text_goes_on_where_speech_has_ended(
    conversation: OmniConversation, said: list[Said]
) -> None:
    whole = answered(conversation, "Tell me.")
    conversation.keep_heard(0)
    stopping_at(conversation, code=whole["codec_codes"][2])
    said.clear()
    dump = answered(conversation)
    step = [TextDelta, Code]
    rest = [TextDelta, CodesDone, TextDelta, TextDelta]
    assert [type(event) for event in said] == [*step, *step, *rest]
    np.testing.assert_array_equal(dump["reply_ids"], whole["reply_ids"])
    np.testing.assert_array_equal(dump["codec_codes"], whole["codec_codes"][:2])


def test_speech_has_a_longest(conversation: OmniConversation, said: list[Said]) -> None:
    voice = conversation._voice
    assert voice is not None
    voice._settings = replace(voice._settings, longest=2)
    answered(conversation, "Tell me.")
    step = [TextDelta, Code]
    assert [type(event) for event in said] == [*step, *step, CodesDone, *[TextDelta] * 3]


def test_a_reply_of_no_token_is_not_spoken(
    conversation: OmniConversation, said: list[Said], reference: SpeakingReference
) -> None:
    first = answered(conversation, "Tell me.")["reply_ids"][0]
    conversation.keep_heard(0)
    sampler = conversation._teller._decoding.sampler
    stopping_at(conversation, text=first)
    said.clear()
    events = list(conversation.reply(Cancel()))
    assert said == [CodesDone()]
    assert isinstance(events[-1], ReplyDone)
    assert events[-1].reason == "end"
    assert conversation.dump()["codec_codes"].size == 0
    conversation._teller._decoding = replace(conversation._teller._decoding, sampler=sampler)
    same(reference, conversation, answered(conversation, "Well?"))


def test_a_reply_of_one_token_is_spoken(engine: OmniEngine, reference: SpeakingReference) -> None:
    conversation = engine.open(replace(GREEDY, max_reply_tokens=1))
    same(reference, conversation, answered(conversation, "Tell me."))
    same(reference, conversation, answered(conversation, "And?"))
    conversation.close()


@pytest.fixture(params=["here", "on a card"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decodes as this device does, then over fixed windows, as a card does with a CUDA graph."""
    if request.param == "on a card":
        for module in (conversing, speaking):
            monkeypatch.setattr(module, "decode_step", fixed_step)


def fixed_step(network: Network, cache: KvCache) -> FixedStep:
    return FixedStep(network, cache, lambda work: work)


@pytest.fixture
def small(folder: Path, steps: None) -> Iterator[OmniConversation]:
    """A conversation of the shortest context, in its second turn."""
    engine = loaded(folder, SHORTEST_CONTEXT)
    conversation = engine.open(replace(GREEDY, max_reply_tokens=20))
    answered(conversation, words(250))
    yield conversation
    conversation.close()
    engine.close()


def words(count: int) -> str:
    """Of so many tokens."""
    return " ".join(["a"] * count)


def room_for_words(conversation: OmniConversation) -> int:
    """Tokens that a turn may have so that the context is full when its reply begins."""
    around = conversation._engine.template
    return (
        conversation._context.limit
        - conversation.context.used
        - len(around.user_open)
        - len(around.user_close)
    )


def test_a_full_context_speaks_all_its_words(
    small: OmniConversation, reference: SpeakingReference
) -> None:
    small.read(words(room_for_words(small) - ROOM_TO_CLOSE - 4))
    events = list(small.reply(Cancel()))
    assert isinstance(events[-1], ReplyDone)
    assert events[-1].reason == "length"
    dump = small.dump()
    assert dump["reply_ids"].size == 5
    assert small._state.length == dump["prompt_ids"].size + 5
    same(reference, small, dump)
    assert answered(small, "Go on.")["codec_codes"].size == SPEECH
    assert small.context.dropped > 0


def test_a_context_without_any_room_still_answers(small: OmniConversation) -> None:
    """Its only token cannot be read any more, so it is not spoken."""
    small.read(words(room_for_words(small)))
    dump = answered(small)
    assert (dump["prompt_ids"].size, dump["reply_ids"].size) == (SHORTEST_CONTEXT, 1)
    assert dump["codec_codes"].size == 0
    assert answered(small, "Go on.")["codec_codes"].size == SPEECH


# -- what the reference would say afterwards --------------------------------------------------


def same(reference: SpeakingReference, conversation: OmniConversation, dump: Dump) -> None:
    voice = conversation._voice
    assert voice is not None
    text, speech = conversation._teller._decoding.sampler.settings, voice._settings
    spoken = reference.speak(dump, "Chelsie", text, speech)
    assert spoken.ids[: dump["reply_ids"].size] == dump["reply_ids"].tolist()
    assert spoken.codes == dump["codec_codes"].tolist() != []


def cut_to_what_was_heard(conversation: OmniConversation) -> None:
    answered(conversation, "One.")
    conversation.keep_heard(4)


def cancelled_in_the_middle(conversation: OmniConversation) -> None:
    conversation.read("One.")
    cancel = Cancel()
    for count, _ in enumerate(conversation.reply(cancel)):
        if count == 2:
            cancel.set()


def dropped_in_the_middle(conversation: OmniConversation) -> None:
    conversation.read("One.")
    reply = conversation.reply(Cancel())
    for _ in range(3):
        next(reply)
    reply.close()  # pyright: ignore[reportAttributeAccessIssue]


def a_thought_taken_back(conversation: OmniConversation) -> None:
    answered(conversation, "One.")
    mark = conversation.mark()
    samples = np.random.default_rng(0).uniform(-0.1, 0.1, 3 * HEARING_RATE)
    conversation.hear(AudioBlock(samples.astype(np.float32), 0.0))
    conversation.rewind(mark)


def a_failed_reply(conversation: OmniConversation) -> None:
    answered(conversation, "One.")
    conversation.read("Two.")
    with failing(conversation, after=3), pytest.raises(EngineError, match="went wrong"):
        answered(conversation)


def worn_positions(conversation: OmniConversation) -> None:
    answered(conversation, "One.")
    state = conversation._state
    most = conversation._engine.config.decoder.max_positions
    conversation._state = replace(state, positions=replace(state.positions, next=most - 1))


@contextmanager
def failing(conversation: OmniConversation, after: int) -> Iterator[None]:
    """Within this block the Talker fails at the code after so many."""
    talking = conversation._engine.talking
    assert talking is not None
    logits, done = talking.talker.logits, list[int]()

    def scores(states: Tensor) -> Tensor:
        if len(done) == after:
            raise RuntimeError("no scores")
        done.append(1)
        return logits(states)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(talking.talker, "logits", scores)
        yield


@pytest.mark.parametrize(
    "happens",
    [
        cut_to_what_was_heard,
        cancelled_in_the_middle,
        dropped_in_the_middle,
        a_thought_taken_back,
        a_failed_reply,
        worn_positions,
    ],
)
def test_the_next_turn_is_spoken_as_if_read_at_once(
    engine: OmniEngine,
    reference: SpeakingReference,
    happens: Callable[[OmniConversation], None],
    steps: None,
) -> None:
    persona = replace(GREEDY, persona="You are a cook.")
    conversation = engine.open(persona, [PastTurn("Hello.", "Hi!")])
    happens(conversation)
    assert is_at_the_prompt(conversation)
    same(reference, conversation, answered(conversation, "And now?"))
    conversation.close()


# -- stopped anywhere -------------------------------------------------------------------------


@given(stops=st.lists(st.integers(0, 2 * TEXT + SPEECH), min_size=1, max_size=4))
@settings(max_examples=12)
def test_a_reply_cancelled_at_any_step_leaves_nothing(engine: OmniEngine, stops: list[int]) -> None:
    """Whatever was said of it is taken back with it: the next equals that of a fresh one."""
    whole = engine.open(replace(GREEDY, greedy=False, seed=3))
    expected = answered(whole, "Tell me.")
    whole.close()
    conversation = engine.open(replace(GREEDY, greedy=False, seed=3))
    conversation.read("Tell me.")
    for stop in stops:
        mark = conversation.mark()
        reason = cancelled_at(conversation, stop)
        assert is_at_the_prompt(conversation)
        if reason == "cancelled":
            conversation.rewind(mark)
        else:
            conversation.keep_heard(0)
    dump = answered(conversation)
    for name in ("prompt_ids", "position_ids", "reply_ids", "codec_codes"):
        np.testing.assert_array_equal(dump[name], expected[name])
    conversation.close()


def cancelled_at(conversation: OmniConversation, stop: int) -> str:
    """Cancel after `stop` steps of Thinker or Talker; no step may begin after that."""
    cancel, steps = Cancel(), list[int]()
    talking = conversation._engine.talking
    assert talking is not None
    thinker, talker = conversation._engine.thinker, talking.talker

    def counted(run: Callable[..., Tensor]) -> Callable[..., Tensor]:
        def ran(*given: Tensor) -> Tensor:
            assert not cancel.is_set
            steps.append(1)
            if len(steps) > stop:
                cancel.set()
            return run(*given)

        return ran

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thinker, "logits", counted(thinker.logits))
        patch.setattr(talker, "logits", counted(talker.logits))
        events = list(conversation.reply(cancel))
    assert isinstance(events[-1], ReplyDone)
    return events[-1].reason


def test_close_in_the_middle_of_a_reply(engine: OmniEngine) -> None:
    conversation = engine.open(GREEDY)
    conversation.read("Tell me.")
    reply = conversation.reply(Cancel())
    next(reply)
    conversation.close()
    left: list[ReplyEvent] = list(reply)
    assert [type(event) for event in left] == [ReplyDone]


# -- the voice does not change the words ------------------------------------------------------


def test_words_are_those_of_a_conversation_in_text(engine: OmniEngine) -> None:
    replies = []
    for speaks in (True, False):
        conversation = engine.open(Options(seed=11, max_reply_tokens=TEXT, speaks=speaks))
        replies.append([answered(conversation, words) for words in ("One.", "Two.")])
        conversation.close()
    for spoken, written in zip(*replies, strict=True):
        np.testing.assert_array_equal(spoken["reply_ids"], written["reply_ids"])
        assert spoken["codec_codes"].size > written["codec_codes"].size == 0
        assert (spoken["speaker_token"].tolist(), written["speaker_token"].size) == ([151872], 0)


def test_a_seed_decides_the_codes_and_a_turn_has_its_own(engine: OmniEngine) -> None:
    def codes(seed: int, turns: int = 1) -> list[int]:
        options = Options(greedy=False, seed=seed, max_reply_tokens=TEXT)
        conversation = engine.open(options)
        for _ in range(turns - 1):
            answered(conversation, "One.")
            conversation.keep_heard(0)
        dump = answered(conversation, "One." if turns == 1 else None)
        conversation.close()
        return dump["codec_codes"].tolist()

    assert codes(1) == codes(1) == codes(1, turns=2)
    assert codes(1) != codes(2)


def test_nothing_is_left_to_read_for_the_talker_when_a_turn_ends(engine: OmniEngine) -> None:
    """But for the last block of sound, as for the Thinker."""
    conversation = engine.open(GREEDY)
    track = conversation._context.track
    assert track is not None
    answered(conversation, "One.")
    assert len(track) - track._read == TEXT  # the reply; it is read with the next turn
    samples = np.random.default_rng(0).uniform(-0.1, 0.1, 5 * HEARING_RATE)
    conversation.hear(AudioBlock(samples.astype(np.float32), 0.0))
    assert track._read == len(track) == len(conversation._context)
    conversation.close()
