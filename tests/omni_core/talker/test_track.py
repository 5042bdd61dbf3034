"""Whatever was read, dropped and spoken before, the Talker scores codes as the reference would.

The reference reads everything in one forward; a mask hides what is gone, but only from what was
read afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.talker.model import Talker
from omni_core.talker.track import DualTrack
from omni_core.transformer import decoder
from omni_core.transformer.decode_step import FixedStep
from tests.omni_core.talker.networks import WIDTH, like, new_track, stock_talker, talker_config
from tests.oracle.reference import relative_error

ERROR = 1e-4
CONFIG = talker_config()


@pytest.fixture(scope="module")
def stock() -> Any:
    return stock_talker(CONFIG)


@pytest.fixture(scope="module")
def talker(stock: Any) -> Talker:
    return like(stock, CONFIG)


@dataclass
class Everything:
    """All text that was ever added, and from when on it was no longer there."""

    text: Tensor = field(default_factory=lambda: torch.zeros(0, WIDTH))
    positions: Tensor = field(default_factory=lambda: torch.zeros(3, 0, dtype=torch.int64))
    gone_from: list[int | None] = field(default_factory=list)

    @property
    def there(self) -> list[int]:
        return [place for place, gone in enumerate(self.gone_from) if gone is None]

    def add(self, text: Tensor, positions: Tensor) -> None:
        self.text = torch.cat((self.text, text))
        self.positions = torch.cat((self.positions, positions), dim=1)
        self.gone_from += [None] * text.shape[0]

    def drop(self, places: list[int]) -> None:
        for place in places:
            self.gone_from[place] = len(self.gone_from)

    def mask(self, spoken: int) -> Tensor:
        """Additive, [1, 1, n, n], with so many inputs spoken behind."""
        size = len(self.gone_from) + spoken
        gone = [size if gone is None else gone for gone in self.gone_from] + [size] * spoken
        reader = torch.arange(size)[:, None]
        seen = (torch.arange(size) <= reader) & (reader < torch.tensor(gone))
        return torch.where(seen, 0.0, torch.finfo(torch.float32).min)[None, None]


@torch.inference_mode()
def stock_scores(
    stock: Any, everything: Everything, text: Tensor, codes: list[int], positions: Tensor
) -> Tensor:
    """Of the code after each of `codes`, beside this text, at these positions behind everything."""
    tracks = text + stock.model.embed_tokens(torch.tensor(codes))
    rows = torch.cat((everything.text, tracks))
    at = torch.cat((everything.positions, positions), dim=1)
    states = stock.model(
        inputs_embeds=stock.thinker_to_talker_proj(rows)[None],
        position_ids=at[:, None],
        attention_mask=everything.mask(len(codes)),
        use_cache=False,
    ).last_hidden_state
    return stock.codec_head(states[0, -len(codes) :])


def speak(track: DualTrack, text: Tensor, codes: list[int], positions: Tensor) -> Tensor:
    """Ours, for the same; the first two codes are the opening."""
    scores = [track.begin(text[0], text[1], positions[:, :2])]
    for place in range(2, len(codes)):
        scores.append(track.step(codes[place], text[place], int(positions[0, place])).clone())
    return torch.stack(scores)


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 25)),
        st.tuples(st.just("catch up"), st.just(0)),
        st.tuples(st.just("cut"), st.integers(0, 100)),
        st.tuples(st.just("keep"), st.integers(0, 100)),
        st.tuples(st.just("speak"), st.integers(2, 7)),
        st.tuples(st.just("leave in the middle"), st.integers(2, 7)),
    ),
    min_size=3,
    max_size=10,
)


@given(operations=OPERATIONS, fixed=st.booleans(), seed=st.integers(0, 2**31))
@settings(max_examples=60)
def test_codes_are_scored_as_in_one_forward(
    stock: Any, talker: Talker, operations: list[tuple[str, int]], fixed: bool, seed: int
) -> None:
    """fixed: with the step over a fixed window, which a CUDA graph is made of."""
    generator = torch.Generator().manual_seed(seed)

    def rows(count: int) -> tuple[Tensor, Tensor]:
        text = torch.randn(count, WIDTH, generator=generator)
        return text, torch.randint(0, 300, (3, count), generator=generator)

    track, everything = new_track(talker), Everything()
    if fixed:
        track._step = FixedStep(talker, track._cache, lambda work: work)
    for name, amount in [("add", 3), *operations, ("speak", 4)]:
        there = everything.there
        cut = len(there) * amount // 100
        if name == "add":
            text, positions = rows(amount)
            track.add(text, positions)
            everything.add(text, positions)
        elif name == "catch up":
            track.catch_up()
        elif name == "cut":
            track.cut(cut)
            everything.drop(there[cut:])
        elif name == "keep":
            middle = min(cut + 5, len(there))
            track.keep([(0, cut), (middle, len(there))])
            everything.drop(there[cut:middle])
        else:
            text, _ = rows(amount)
            positions = torch.randint(0, 300, (amount,), generator=generator).expand(3, -1)
            codes = torch.randint(0, 290, (amount,), generator=generator).tolist()
            codes[:2] = [CONFIG.codec_pad, CONFIG.codec_start]
            scores = speak(track, text, codes, positions)
            expected = stock_scores(stock, everything, text, codes, positions)
            assert relative_error(scores, expected[1:]) < ERROR
            if name == "speak":
                track.end()
        assert len(track) == len(everything.there)


def test_long_text_is_read_in_chunks(
    stock: Any, talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder, "CHUNK", 16)
    generator = torch.Generator().manual_seed(0)
    text = torch.randn(90, WIDTH, generator=generator)
    positions = torch.arange(90).expand(3, -1)
    codes = [CONFIG.codec_pad, CONFIG.codec_start]
    track, everything = new_track(talker), Everything()
    track.add(text[:88], positions[:, :88])
    everything.add(text[:88], positions[:, :88])
    scores = speak(track, text[88:], codes, positions[:, 88:])
    expected = stock_scores(stock, everything, text[88:], codes, positions[:, 88:])
    assert relative_error(scores, expected[1:]) < ERROR


def test_what_was_spoken_is_gone_in_no_time_and_memory_is_given_back(talker: Talker) -> None:
    track = new_track(talker)
    track.add(torch.ones(5, WIDTH), torch.zeros(3, 5, dtype=torch.int64))
    track.begin(torch.ones(WIDTH), torch.ones(WIDTH), torch.zeros(3, 2, dtype=torch.int64))
    assert (len(track), track._cache.length) == (5, 7)
    track.end()
    assert (len(track), track._cache.length) == (5, 5)
    track.free()
    assert (len(track), track._cache.room) == (0, 0)
    track.end()  # a reply that was open when the conversation was closed
