"""What leaves a full context, and that the rest answers as if only looked away from it.

The reference reads everything in one forward; a mask hides what was dropped, but only from the
tokens that were read afterwards, since earlier ones had seen it.  The same goes for the Talker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniTalkerForConditionalGeneration,
)

from omni_core.conversation import Cancel, Options, StateError
from omni_core.media import HEARING_RATE, AudioBlock, Image, VideoFrame
from omni_core.omni import eviction
from omni_core.omni.context import Context, Piece, Place, Stretch, StretchKind
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from omni_core.transformer.sampling import SamplingSettings
from tests.omni_core.speech.speaking import speech_of
from tests.oracle.reference import Dump, Reference, greedy_choices, media_of, relative_error

ERROR = 1e-4
VISIBLE_DIFFERENCE = 1e-2
LIMIT = 1024
SPEECH = 9
"""Codes of a reply: more than it has tokens."""

SPECIAL = range(151643, 151664)
MEDIA = [151646, 151655, 151656]
PLACEHOLDERS = [8296, 8292, 8293]


@pytest.fixture(scope="module")
def folder(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[OmniEngine]:
    engine = OmniEngine.load(
        folder,
        device="cpu",
        dtype="float32",
        context=LIMIT,
        keeps_inputs=True,
        speech=speech_of(folder),
    )
    assert engine.talking is not None
    settings = replace(engine.talking.settings, longest=SPEECH)
    engine.talking = replace(engine.talking, settings=settings)
    # A random model would write what stands for media.
    engine.sampling = replace(
        engine.sampling, suppress=tuple(set(SPECIAL) - set(engine.sampling.stop))
    )
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def reference(folder: Path) -> Reference:
    reference = Reference(folder)
    # The scores of all tokens would take a gigabyte; the states they are made of say as much.
    reference.thinker.lm_head = torch.nn.Identity()
    return reference


@pytest.fixture(scope="module")
def talker(folder: Path) -> Any:
    return Qwen2_5OmniTalkerForConditionalGeneration.from_pretrained(
        folder, dtype=torch.float32
    ).eval()


@dataclass
class Everything:
    """All that was ever read, and from which token on each of it was no longer there."""

    ids: list[int] = field(default_factory=list)
    positions: list[tuple[int, ...]] = field(default_factory=list)
    gone_from: list[int | None] = field(default_factory=list)

    def add(self, ids: Sequence[int], positions: np.ndarray) -> None:
        self.ids += list(ids)
        self.positions += [tuple(at) for at in positions.T.tolist()]
        self.gone_from += [None] * len(ids)

    @property
    def there(self) -> list[int]:
        """The places, in all, of what a context still holds."""
        return [place for place, gone in enumerate(self.gone_from) if gone is None]

    def drop(self, places: Sequence[int]) -> None:
        for place in places:
            self.gone_from[place] = len(self.ids)

    def mask(self, tokens: int | None = None, spoken: int = 0) -> Tensor:
        """Additive, [1, 1, n, n]: of the first `tokens`, and of what is spoken behind them."""
        known = self.gone_from[:tokens]
        size = len(known) + spoken
        gone = [size if gone is None else gone for gone in known] + [size] * spoken
        reader = torch.arange(size)[:, None]
        seen = (torch.arange(size) <= reader) & (reader < torch.tensor(gone))
        return torch.where(seen, 0.0, torch.finfo(torch.float32).min)[None, None]

    def stock_inputs(self) -> dict[str, Tensor]:
        return {
            "position_ids": torch.tensor(self.positions).T[:, None],
            "attention_mask": self.mask(),
        }


# -- keys that stay, whatever leaves ----------------------------------------------------------


@given(
    rounds=st.lists(
        st.tuples(
            st.lists(st.integers(1, 12), min_size=1, max_size=5),
            st.lists(st.booleans(), min_size=20, max_size=20),
        ),
        min_size=2,
        max_size=4,
    ),
    seed=st.integers(0, 2**31),
)
@settings(max_examples=25)
def test_whatever_stretches_leave_the_rest_is_read_on_as_under_a_mask(
    engine: OmniEngine,
    reference: Reference,
    rounds: list[tuple[list[int], list[bool]]],
    seed: int,
) -> None:
    random = np.random.default_rng(seed)
    context = Context(engine.thinker, engine.new_cache(), LIMIT)
    everything, embeds = Everything(), list[Tensor]()
    states, start = torch.empty(0), 0
    for number, (sizes, staying) in enumerate(rounds):
        if number:  # some of what is there is dropped before each later round
            stretches = [
                one for one, stays in zip(context.stretches, staying, strict=False) if stays
            ]
            kept = [place for one in stretches for place in range(one.start, one.end)]
            there = everything.there
            everything.drop([at for place, at in enumerate(there) if place not in set(kept)])
            if not kept:
                return
            context.keep(stretches)
        start = len(everything.ids)
        pieces = []
        for turn, size in enumerate(sizes):
            ids = random.integers(0, 1000, size).tolist()
            positions = random.integers(0, 300, (3, size))  # as scattered as pictures'
            felt = torch.from_numpy(random.normal(size=(size, 64)).astype(np.float32))
            everything.add(ids, positions)
            embeds.append(felt)
            pieces.append(Piece(Place("media", number, turn), ids, positions, felt))
        states = context.extend(pieces)
    assert context.ids.tolist() == [everything.ids[place] for place in everything.there]
    with torch.inference_mode():
        stock = reference.thinker.model(
            inputs_embeds=torch.cat(embeds)[None], **everything.stock_inputs()
        ).last_hidden_state[0, start:]
    assert relative_error(states, stock) < ERROR


# -- a conversation that outgrows its context -------------------------------------------------


class Witness:
    """Follows a conversation by its dumps, and asks the reference about each reply."""

    def __init__(self, reference: Reference, talker: Any, settings: SamplingSettings) -> None:
        """Settings: how the Talker chooses."""
        self._reference = reference
        self._talker = talker
        self._settings = settings
        self._media: list[Dump] = []
        self.everything = Everything()
        self.evictions = 0

    def check(self, dump: Dump) -> Tensor:
        """The states of a reply are those of the stock forward; returns the latter's."""
        everything = self.everything
        self._follow(dump)
        last = len(everything.ids) - 1
        read = dump["hidden"].shape[0] - 1
        # A reply stands behind all there ever was, also what was dropped.
        first = max(max(at) for at in everything.positions) + 1
        everything.add(
            dump["reply_ids"][:read].tolist(), np.tile(np.arange(first, first + read), (3, 1))
        )
        embeds, states = self.stock(everything.stock_inputs())
        assert relative_error(torch.from_numpy(dump["hidden"]), states[last:]) < ERROR
        is_media = torch.isin(torch.tensor(everything.ids), torch.tensor(MEDIA))
        scores = self.codec_scores(dump, embeds.masked_fill(is_media[:, None], 0.0) + states)
        known = {"prompt_ids": np.array(PLACEHOLDERS), "reply_ids": dump["codec_codes"]}
        assert greedy_choices(known, scores, self._settings) == dump["codec_codes"].tolist() != []
        return states[last:]

    @torch.inference_mode()
    def codec_scores(self, dump: Dump, text: Tensor) -> Tensor:
        """What each code of a reply was chosen from; text: of everything, the reply included."""
        everything, codes = self.everything, dump["codec_codes"].tolist()
        read = dump["hidden"].shape[0] - 1
        start = len(everything.ids) - read
        embed = self._reference.thinker.get_input_embeddings()
        speaker, end, pad = embed(torch.tensor([*dump["speaker_token"], 151861, 151859]))
        silence = [end, *[pad] * len(codes)]
        beside = torch.stack([speaker, *text[start:], *silence][: len(codes) + 1])
        tracks = beside + self._talker.model.embed_tokens(torch.tensor([8292, 8293, *codes[:-1]]))
        behind = [*everything.positions[start - 1]] * 2
        assert len(set(behind)) == 1  # the prompt ends in text
        highest = max(behind[0] + 2, *(max(at) for at in everything.positions[:start]))
        spoken = [behind[0] + 1, behind[0] + 2, *range(highest + 1, highest + len(codes))]
        positions = [*everything.positions[:start], *((at, at, at) for at in spoken)]
        rows = torch.cat((text[:start], tracks))
        states = self._talker.model(
            inputs_embeds=self._talker.thinker_to_talker_proj(rows)[None],
            position_ids=torch.tensor(positions).T[:, None],
            attention_mask=everything.mask(start, len(spoken)),
            use_cache=False,
        ).last_hidden_state[0]
        return self._talker.codec_head(states[-len(codes) :])

    @torch.inference_mode()
    def stock(self, inputs: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """The embeddings of everything, and the states after the final norm, [n, hidden] each."""
        output = self._reference.thinker(
            input_ids=torch.tensor(self.everything.ids)[None],
            output_hidden_states=True,
            use_cache=False,
            **media_of(joined(self._media)),
            **inputs,
        )
        return output.hidden_states[0][0], output.hidden_states[-1][0]

    def _follow(self, dump: Dump) -> None:
        """What a prompt has lost since the last, and what is new in it."""
        everything = self.everything
        now = list(
            zip(
                dump["prompt_ids"].tolist(),
                map(tuple, dump["position_ids"].T.tolist()),
                strict=True,
            )
        )
        there = everything.there
        before = [(everything.ids[place], everything.positions[place]) for place in there]
        assert len(set(before)) == len(before)  # an id at its position names a token
        staying = set(now)
        lost = [place for place, token in zip(there, before, strict=True) if token not in staying]
        everything.drop(lost)
        self.evictions += bool(lost)
        known = len(before) - len(lost)
        assert now[:known] == [token for token in before if token in staying]
        new = dump["prompt_ids"][known:]
        everything.add(new.tolist(), dump["position_ids"][:, known:])
        self._media.append(latest_media(dump, new))


def latest_media(dump: Dump, ids: np.ndarray) -> Dump:
    """The features that stand for media among the last ids of a prompt."""
    sounds = int((ids == 151647).sum())
    pictures = int((ids == 151652).sum())
    frames, grids = dump["audio_frames"], dump["pixel_grids"]
    frames, grids = frames[len(frames) - sounds :], grids[len(grids) - pictures :]
    mel, pixels = dump["log_mel"], dump["pixel_values"]
    return {
        "log_mel": mel[:, mel.shape[1] - frames.sum() :],
        "audio_frames": frames,
        "pixel_values": pixels[len(pixels) - grids.prod(axis=1).sum() :],
        "pixel_grids": grids,
        "pixel_stills": dump["pixel_stills"][len(dump["pixel_stills"]) - pictures :],
    }


def joined(dumps: Sequence[Dump]) -> Dump:
    mels = [dump["log_mel"] for dump in dumps if dump["log_mel"].size]
    pixels = [dump["pixel_values"] for dump in dumps if dump["pixel_values"].size]
    return {
        "log_mel": np.concatenate(mels, axis=1),
        "pixel_values": np.concatenate(pixels),
        **{
            name: np.concatenate([dump[name] for dump in dumps])
            for name in ("audio_frames", "pixel_grids", "pixel_stills")
        },
    }


class Person:
    """Speaks, with or without a camera, shows and types."""

    def __init__(self, conversation: OmniConversation, voice: np.ndarray) -> None:
        self.conversation = conversation
        self._voice = voice
        self._random = np.random.default_rng(3)
        self._clock = 0.0

    def speak(self, seconds: float, filmed: bool = False) -> None:
        if filmed:
            self.conversation.see(VideoFrame(self._picture(60, 100), self._clock))
        samples = np.resize(self._voice, round(seconds * HEARING_RATE))
        self.conversation.hear(AudioBlock(samples, self._clock))
        self._clock += seconds

    def look_on(self, seconds: float) -> None:
        """The camera runs on beyond the words, further than the closing markers count."""
        self._clock += seconds
        self.conversation.see(VideoFrame(self._picture(60, 100), self._clock))

    def show(self) -> None:
        self.conversation.show(Image(self._picture(200, 230)))

    def answered(self, words: str) -> Dump:
        self.conversation.read(words)
        for _ in self.conversation.reply(Cancel()):
            pass
        self._clock += 1.0
        return self.conversation.dump()

    def _picture(self, height: int, width: int) -> np.ndarray:
        return self._random.integers(0, 256, (height, width, 3), np.uint8)


@pytest.fixture
def voice(recordings: Path) -> np.ndarray:
    samples, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    return samples


@pytest.fixture
def person(engine: OmniEngine, voice: np.ndarray) -> Iterator[Person]:
    conversation = engine.open(Options(greedy=True, max_reply_tokens=6))
    yield Person(conversation, voice)
    conversation.close()


def test_replies_after_evictions_equal_the_masked_reference(
    person: Person, reference: Reference, talker: Any
) -> None:
    speaking = person.conversation._voice
    assert speaking is not None
    witness = Witness(reference, talker, speaking._settings.sampling)
    person.speak(2.6)
    person.show()
    witness.check(person.answered("What is that?"))
    for turn in range(5):
        person.speak(1.7 + 0.8 * turn, filmed=turn % 2 == 0)
        if turn % 2:
            person.show()
        witness.check(person.answered("And this?"))
    person.speak(2.3, filmed=True)
    person.look_on(1.5)
    witness.check(person.answered("See?"))
    states = witness.check(person.answered("Do you still know?"))
    assert witness.evictions >= 2
    # What was dropped would have mattered: the mask is not idle.
    unmasked = witness.everything.stock_inputs()
    unmasked["attention_mask"] = replace(
        witness.everything, gone_from=[None] * len(witness.everything.ids)
    ).mask()
    seen = witness.stock(unmasked)[1][-states.shape[0] :]
    assert relative_error(seen, states) > VISIBLE_DIFFERENCE


def filled(person: Person) -> None:
    """Turns that are above three quarters of the context together."""
    while person.conversation.context.used <= eviction.FULL * LIMIT:
        person.show()
        person.speak(2.4)
        person.answered("What is that?")


def test_eviction_happens_between_turns_and_ends_all_marks(person: Person) -> None:
    conversation = person.conversation
    filled(person)
    before = conversation.context
    assert before.used > eviction.FULL * LIMIT
    assert before.dropped == 0
    mark = conversation.mark()
    person.conversation.read("A new turn.")
    after = conversation.context
    assert after.used < eviction.LEFT * LIMIT + 20  # the new turn's words
    assert after.dropped == before.used - after.used + len(new_words(conversation))
    with pytest.raises(StateError):
        conversation.rewind(mark)
    mark = conversation.mark()  # later ones live, since a turn never loses anything
    person.speak(2.0)
    assert conversation.context.dropped == after.dropped
    conversation.rewind(mark)
    assert conversation.context == after


def new_words(conversation: OmniConversation) -> list[int]:
    turn = conversation._state.turn
    return [
        token
        for text in conversation._state.pending
        if (text.place.kind, text.place.turn) == ("text", turn)
        for token in text.ids
    ]


def test_the_system_prompt_and_the_last_turn_stay(person: Person) -> None:
    conversation = person.conversation
    filled(person)
    opened = conversation._context.stretches[0]
    system = conversation._context.ids[: opened.size].tolist()
    assert opened.place.kind == "system"
    last = conversation._state.turn - 1
    dump = person.answered("A new turn.")
    assert dump["prompt_ids"][: opened.size].tolist() == system
    assert ("text", last) in {(s.place.kind, s.place.turn) for s in conversation._context.stretches}


def test_worn_positions_are_begun_anew_with_the_words_that_were_said(person: Person) -> None:
    """Positions only ever grow: when they run out, what was said is read again from 0 on."""
    conversation, engine = person.conversation, person.conversation._engine
    person.show()
    first = person.answered("What is that?")
    most = engine.config.decoder.max_positions
    state = conversation._state
    conversation._state = replace(state, positions=replace(state.positions, next=most - 1))
    dump = person.answered("And now?")
    ids = dump["prompt_ids"].tolist()
    assert dump["position_ids"].tolist() == [list(range(len(ids)))] * 3
    assert not {151652, 151655} & set(ids)  # the picture is gone
    words = [token for token in first["prompt_ids"].tolist() if engine.tokenizer.is_text(token)]
    spoken = [token for token in ids if engine.tokenizer.is_text(token)]
    assert spoken[: len(words)] == words
    assert conversation.context.dropped > 0


# -- the order in which things leave ----------------------------------------------------------


def stretches(*wanted: tuple[StretchKind, int, int]) -> list[Stretch]:
    """Stretches of these kinds, turns and sizes, one behind the other."""
    made, start = [], 0
    for span, (kind, turn, size) in enumerate(wanted):
        made.append(Stretch(Place(kind, turn, span), start, start + size))
        start += size
    return made


CONTENT = stretches(
    ("system", 0, 10),
    ("text", 1, 5),
    ("media", 1, 20),
    ("media", 1, 20),
    ("text", 1, 5),
    ("reply", 1, 10),
    ("text", 2, 5),
    ("media", 2, 10),
    ("reply", 2, 10),
    ("text", 3, 5),
)


@pytest.mark.parametrize(
    ("limit", "gone"),
    [
        (200, []),  # half of it holds all
        (198, [2]),  # one too many: a whole stretch goes
        (160, [2]),
        (158, [2, 3]),  # the oldest media first
        (120, [2, 3]),
        (118, [2, 3, 7]),  # all media before any words
        (100, [2, 3, 7]),
        (98, [2, 3, 7, 1, 4, 5]),  # then the oldest turn with its reply, whole
        (58, [2, 3, 7, 1, 4, 5, 6, 8]),
        (20, [2, 3, 7, 1, 4, 5, 6, 8]),  # never the system prompt nor the last turn's words
    ],
)
def test_media_leave_oldest_first_then_turns(limit: int, gone: list[int]) -> None:
    expected = [one for number, one in enumerate(CONTENT) if number not in gone]
    assert eviction.kept(CONTENT, limit) == expected


kinds: st.SearchStrategy[StretchKind] = st.sampled_from(["text", "media", "reply"])


@given(
    content=st.lists(st.tuples(kinds, st.integers(1, 5), st.integers(1, 60)), max_size=20),
    limit=st.integers(50, 600),
)
@settings(max_examples=200)
def test_no_more_leaves_than_must(content: list[tuple[StretchKind, int, int]], limit: int) -> None:
    content.sort(key=lambda one: one[1])
    everything = stretches(("system", 0, 30), *content)
    kept = eviction.kept(everything, limit)
    assert kept == [one for one in everything if one in kept]  # in order
    assert everything[0] in kept
    gone = [one for one in everything if one not in kept]
    left = sum(one.size for one in kept)
    last = max((one.place.turn for one in everything), default=0)
    if left > eviction.LEFT * limit:  # nothing that may go is left
        assert {one.place.kind for one in kept} <= {"system", "text", "reply"}
        assert all(one.place.turn == last for one in kept[1:])
    words = [one for one in gone if one.place.kind != "media"]
    newest = max(words or gone, key=lambda one: one.start, default=None)
    if newest is not None:  # what went last had to
        together = [one for one in words if one.place.turn == newest.place.turn] or [newest]
        assert left + sum(one.size for one in together) > eviction.LEFT * limit


@pytest.mark.parametrize(("length", "full"), [(384, False), (385, True)])
def test_full_is_above_three_quarters(length: int, full: bool) -> None:
    assert eviction.is_full(length, 512) == full


def test_worn_leaves_room_for_a_turn() -> None:
    assert not eviction.is_worn(32768 - eviction.ROOM_FOR_A_TURN, 32768)
    assert eviction.is_worn(32768 - eviction.ROOM_FOR_A_TURN + 1, 32768)
