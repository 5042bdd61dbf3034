"""Positions laid piece by piece are those of the reference's `get_rope_index`, made at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniThinkerConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniThinkerForConditionalGeneration,
)

from omni_core.checkpoint.config import MediaTokens
from omni_core.perception.positions import PositionIds, Positions

IDS_A_GRID = 25
GRIDS_A_CHUNK = 2
SOUNDS_A_CHUNK = 50
MERGE = 2
"""Patches a side that make one token of a picture."""
TOKENS = MediaTokens()
WORD = 1000
LEAST_SOUND = 3
"""Mel frames: fewer make no token, and the stock rule fails."""


def sound_tokens(frames: int) -> int:
    return ((frames - 1) // 2 + 1 - 2) // 2 + 1


# -- what a prompt is made of -----------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    count: int


@dataclass(frozen=True)
class Sound:
    frames: int


@dataclass(frozen=True)
class Still:
    rows: int
    columns: int


@dataclass(frozen=True)
class Film:
    grids: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Both:
    """A film and its sound."""

    sound: Sound
    film: Film


Item = Words | Sound | Still | Film | Both

words = st.builds(Words, st.integers(1, 8))
sounds = st.builds(Sound, st.integers(LEAST_SOUND, 1100))
sides = st.integers(1, 12) | st.integers(30, 70)  # ordinary ones, and ones that outlast a film
stills = st.builds(Still, sides, st.integers(1, 12))
films = st.builds(Film, st.integers(1, 12), st.integers(1, 12), sides)
both = st.builds(Both, sounds, films)
# One flag says for a whole prompt whether its films have sound.
prompts = st.one_of(
    st.lists(words | sounds | stills | films, min_size=1, max_size=8),
    st.lists(words | sounds | stills | both, min_size=1, max_size=8),
)
# A glance at something wide, that lasts longer in positions than the word said with it.
glances = st.builds(
    lambda frames, columns: [Both(Sound(frames), Film(1, 1, columns))],
    st.integers(LEAST_SOUND, 100),
    st.integers(30, 70),
)


# -- ours, incrementally ----------------------------------------------------------------------


@dataclass
class Laying:
    """Lays a prompt in pieces of random size."""

    random: np.random.Generator
    positions: Positions = field(default_factory=lambda: Positions(IDS_A_GRID))
    laid: list[PositionIds] = field(default_factory=list)

    def lay(self, item: Item) -> None:
        match item:
            case Words(count=count):
                for size in self._cut(count):
                    self._take(self.positions.text(size))
            case Sound(frames=frames):
                self._take(self.positions.opened(1))
                self._sound(sound_tokens(frames))
                self._take(self.positions.closed(1))
            case Still(rows=rows, columns=columns):
                self._take(self.positions.opened(1))
                self._take(self.positions.grid(rows, columns))
                self._take(self.positions.closed(1))
            case Film():
                self._take(self.positions.opened(1))
                self._grids(item, item.grids)
                self._take(self.positions.closed(1))
            case Both(film=film):
                self._take(self.positions.opened(2))
                for grids, tokens in chunks(item):
                    self._grids(film, grids)
                    self._sound(tokens)
                self._take(self.positions.closed(2))

    def reply(self, tokens: int) -> int:
        """A reply of so many tokens; returns how far it begins behind the last piece."""
        last = self.positions.next
        self.positions = self.positions.reply()
        behind = self.positions.next - last
        for _ in range(tokens):
            self._take(self.positions.text(1))
        return behind

    @property
    def ids(self) -> PositionIds:
        return np.concatenate(self.laid, axis=1)

    def _sound(self, tokens: int) -> None:
        for size in self._cut(tokens):
            self._take(self.positions.sound(size))

    def _grids(self, film: Film, count: int) -> None:
        for _ in range(count):
            self._take(self.positions.grid(film.rows, film.columns))

    def _take(self, step: tuple[Positions, PositionIds]) -> None:
        before = self.positions
        self.positions, ids = step
        assert before.highest <= self.positions.highest
        self.laid.append(ids)

    def _cut(self, count: int) -> Iterator[int]:
        while count:
            size = int(self.random.integers(1, count + 1))
            yield size
            count -= size


def chunks(item: Both) -> Iterator[tuple[int, int]]:
    """Grids and sound tokens of every two seconds; either may run on alone."""
    grids, tokens = item.film.grids, sound_tokens(item.sound.frames)
    while grids or tokens:
        step = min(grids, GRIDS_A_CHUNK), min(tokens, SOUNDS_A_CHUNK)
        yield step
        grids, tokens = grids - step[0], tokens - step[1]


def laid(prompt: Sequence[Item], seed: int) -> Laying:
    laying = Laying(np.random.default_rng(seed))
    for item in prompt:
        laying.lay(item)
    return laying


# -- theirs, at once --------------------------------------------------------------------------


def ids_of(item: Item) -> list[int]:
    """The token ids that stand for an item."""
    match item:
        case Words(count=count):
            return [WORD] * count
        case Sound(frames=frames):
            middle = [TOKENS.audio] * sound_tokens(frames)
            return [TOKENS.audio_bos, *middle, TOKENS.audio_eos]
        case Still(rows=rows, columns=columns):
            return [TOKENS.vision_bos, *[TOKENS.image] * (rows * columns), TOKENS.vision_eos]
        case Film(grids=grids, rows=rows, columns=columns):
            middle = [TOKENS.video] * (grids * rows * columns)
            return [TOKENS.vision_bos, *middle, TOKENS.vision_eos]
        case Both(film=film):
            inner = [TOKENS.vision_bos, TOKENS.audio_bos]
            for grids, tokens in chunks(item):
                inner += [TOKENS.video] * (grids * film.rows * film.columns)
                inner += [TOKENS.audio] * tokens
            return [*inner, TOKENS.audio_eos, TOKENS.vision_eos]


class StockRule:
    """`get_rope_index` needs a model's settings, none of its weights."""

    def __init__(self) -> None:
        settings: Mapping[str, Any] = {
            "audio_config": {"encoder_layers": 1},
            "vision_config": {"depth": 1, "spatial_merge_size": MERGE},
            "text_config": {"num_hidden_layers": 1, "vocab_size": 8},
            "vision_start_token_id": TOKENS.vision_bos,  # has no default, and is needed
        }
        config = Qwen2_5OmniThinkerConfig(**settings)
        with torch.device("meta"):
            # The annotations ask for the old tensor classes, the code takes any tensor.
            self._model: Any = Qwen2_5OmniThinkerForConditionalGeneration(config)

    def __call__(self, prompt: Sequence[Item]) -> tuple[PositionIds, int]:
        """Positions [3, n], and the first one of a reply."""
        ids = torch.tensor([[token for item in prompt for token in ids_of(item)]])
        heard = [one.sound if isinstance(one, Both) else one for one in prompt]
        seen = [one.film if isinstance(one, Both) else one for one in prompt]
        frames = [one.frames for one in heard if isinstance(one, Sound)]
        stills = [[1, one.rows, one.columns] for one in seen if isinstance(one, Still)]
        films = [[one.grids, one.rows, one.columns] for one in seen if isinstance(one, Film)]
        positions, behind = self._model.get_rope_index(
            ids,
            grids(stills),
            grids(films),
            torch.ones_like(ids),
            any(isinstance(one, Both) for one in prompt),
            torch.tensor(frames) if frames else None,
            torch.ones(len(films)) if films else None,
        )
        return positions[:, 0].long().numpy(), ids.shape[1] + int(behind)


def grids(sizes: list[list[int]]) -> torch.Tensor | None:
    """Sizes in tokens as the reference's sizes in patches."""
    return torch.tensor(sizes) * torch.tensor([1, MERGE, MERGE]) if sizes else None


@pytest.fixture(scope="module")
def stock() -> StockRule:
    return StockRule()


# -- where the two are one --------------------------------------------------------------------

seeds = st.integers(0, 2**31)


@given(prompt=prompts, seed=seeds)
@settings(max_examples=100)
def test_a_prompt_is_laid_as_the_reference_lays_it(
    stock: StockRule, prompt: list[Item], seed: int
) -> None:
    laying = laid(prompt, seed)
    expected, first_of_reply = stock(prompt)
    np.testing.assert_array_equal(laying.ids, expected)
    assert laying.positions.reply().next == first_of_reply


@given(
    turns=st.lists(prompts | glances, min_size=2, max_size=4), reply=st.integers(0, 6), seed=seeds
)
@settings(max_examples=50)
def test_later_turns_are_only_ever_moved_by_where_replies_began(
    stock: StockRule, turns: list[list[Item]], reply: int, seed: int
) -> None:
    """The stock one-shot prompt of a later turn puts what followed a reply elsewhere, if the
    piece before that reply did not reach furthest: then all of it lies that much further back.
    """
    if has_films_of_both_kinds([item for turn in turns for item in turn]):
        turns = [[item for item in turn if not isinstance(item, Film)] for turn in turns]
        turns = [turn for turn in turns if turn]
    laying = Laying(np.random.default_rng(seed))
    whole: list[Item] = []
    moved: list[int] = []
    for turn in turns:
        for item in turn:
            laying.lay(item)
        moved.append(laying.reply(reply))
        whole += [*turn, Words(reply)]
    expected, _ = stock(whole)
    offsets, before = [], 0
    for turn, behind in zip(turns, moved, strict=True):
        offsets += [before] * sum(len(ids_of(item)) for item in turn)
        before += behind
        offsets += [before] * reply
    np.testing.assert_array_equal(laying.ids, expected + np.array(offsets))


def has_films_of_both_kinds(prompt: Sequence[Item]) -> bool:
    return {Film, Both} <= {type(item) for item in prompt}


# -- where they are not -----------------------------------------------------------------------


@given(prompt=st.lists(words | sounds | stills | films | both, min_size=2, max_size=6), seed=seeds)
@settings(max_examples=40)
def test_silent_films_and_films_with_sound_each_keep_to_their_own_rule(
    stock: StockRule, prompt: list[Item], seed: int
) -> None:
    """For a prompt with both there is no stock rule: each span is as in a prompt of its own."""
    laying, start = Laying(np.random.default_rng(seed)), 0
    for item in prompt:
        pieces, first = len(laying.laid), laying.positions.next
        laying.lay(item)
        ours = np.concatenate(laying.laid[pieces:], axis=1)
        alone, _ = stock([item])
        np.testing.assert_array_equal(ours, alone + first)
        start += ours.shape[1]
    assert start == laying.ids.shape[1]


def test_the_stock_rule_knows_one_kind_of_film_a_prompt(stock: StockRule) -> None:
    """If ever it knows both, `test_parity` can hold mixed prompts as well."""
    silent, sounding = Film(2, 3, 4), Both(Sound(200), Film(2, 3, 4))
    prompt: list[Item] = [sounding, Words(2), silent]
    expected, _ = stock(prompt)
    ours = laid(prompt, 0).ids
    assert expected.shape == ours.shape
    assert (expected != ours).any()
    with pytest.raises(RuntimeError):
        stock(prompt[::-1])


@pytest.mark.parametrize(
    ("item", "next_piece", "reply"),
    [
        # 0.48 s of speech (12 ids) beside a picture 23 columns wide.
        (Both(Sound(48), Film(1, 13, 23)), 14, 24),
        # 2.4 s of speech beside four seconds of film.
        (Both(Sound(240), Film(4, 13, 23)), 62, 77),
        # Where the sound reaches furthest, and where there is none, the two are one.
        (Both(Sound(400), Film(2, 2, 2)), 102, 102),
        (Film(4, 13, 23), 78, 78),
        (Still(13, 23), 25, 25),
    ],
)
def test_a_reply_begins_behind_everything_and_the_next_piece_behind_the_last(
    stock: StockRule, item: Item, next_piece: int, reply: int
) -> None:
    laying = laid([item], 0)
    assert laying.positions.next == next_piece
    assert laying.positions.reply().next == reply
    followed, first_of_reply = stock([item, Words(1)])
    assert followed[:, -1].tolist() == [next_piece] * 3
    assert first_of_reply == max(reply, next_piece + 1)


def test_axes_of_a_film_and_its_sound() -> None:
    """Written out by hand, so that the two rules cannot err alike."""
    laying = laid([Words(2), Both(Sound(8), Film(2, 1, 2)), Words(1)], 0)
    assert laying.ids.tolist() == [
        # text; both openings; two grids of two tokens; two of sound; both closings; text
        [0, 1, 2, 2, 3, 3, 28, 28, 3, 4, 5, 5, 6],
        [0, 1, 2, 2, 3, 3, 3, 3, 3, 4, 5, 5, 6],
        [0, 1, 2, 2, 3, 4, 3, 4, 3, 4, 5, 5, 6],
    ]


def test_nothing_takes_no_position() -> None:
    before = Positions(IDS_A_GRID, next=7, highest=9)
    after, ids = before.text(0)
    assert after == before
    assert ids.shape == (3, 0)
