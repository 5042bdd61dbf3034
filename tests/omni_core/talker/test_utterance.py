"""The codes of one reply: what is said beside them, and what ends them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from omni_core.talker.generation import CHOICE, CodeSettings
from omni_core.talker.model import Talker
from omni_core.talker.track import DualTrack
from omni_core.talker.utterance import Cues, Utterance
from tests.omni_core.talker.networks import WIDTH, like, new_track, stock_talker, talker_config

CONFIG = talker_config()
GREEDY = replace(CHOICE, greedy=True, suppress=(CONFIG.codec_start,))
WORDS = torch.randn(6, WIDTH, generator=torch.Generator().manual_seed(1))
CUES = Cues(*torch.randn(3, WIDTH, generator=torch.Generator().manual_seed(2)))


class Listened(DualTrack):
    """Keeps what it is told."""

    text: list[Tensor]
    positions: list[int]

    def begin(self, speaker: Tensor, text: Tensor, positions: Tensor) -> Tensor:
        self.text, self.positions = [speaker, text], positions[0].tolist()
        return super().begin(speaker, text, positions)

    def step(self, code: int, text: Tensor, position: int) -> Tensor:
        self.text.append(text)
        self.positions.append(position)
        return super().step(code, text, position)


@pytest.fixture(scope="module")
def talker() -> Talker:
    return like(stock_talker(CONFIG), CONFIG)


@pytest.fixture
def track(talker: Talker) -> Listened:
    track = Listened(talker, new_track(talker)._cache)
    track.add(torch.ones(3, WIDTH), torch.arange(3).expand(3, -1))
    return track


def utterance(track: DualTrack, longest: int = 9, stop: tuple[int, ...] = ()) -> Utterance:
    settings = CodeSettings(replace(GREEDY, stop=stop), longest)
    opening = torch.tensor([3, 4]).expand(3, -1)
    return Utterance(track, settings, CUES, opening, 20, torch.Generator())


def test_words_one_by_one_then_their_end_once_then_nothing(track: Listened) -> None:
    speech = utterance(track)
    for word in WORDS[:3]:
        speech.say(word)
    while not speech.done:
        assert speech.say(None) is not None
    assert len(speech.codes) == 9
    expected = [CUES.speaker, *WORDS[:3], CUES.end, *[CUES.pad] * 5]
    assert torch.equal(torch.stack(track.text), torch.stack(expected))
    # Behind the opening, codes go on from where they are told, not behind it.
    assert track.positions == [3, 4, *range(20, 28)]


def test_one_word_is_enough(track: Listened) -> None:
    speech = utterance(track, longest=3)
    said = [speech.say(WORDS[0]), speech.say(None), speech.say(None)]
    assert speech.done
    assert speech.codes == said
    assert torch.equal(torch.stack(track.text[2:]), torch.stack([CUES.end, CUES.pad]))


def test_no_word_is_not_spoken(track: Listened) -> None:
    speech = utterance(track)
    assert speech.say(None) is None
    assert speech.done
    assert speech.codes == []
    assert not hasattr(track, "text")


@pytest.mark.parametrize("place", [0, 4])
def test_an_end_is_no_code(track: Listened, place: int) -> None:
    whole = utterance(track)
    for word in WORDS:
        whole.say(word)
    codes = whole.codes
    assert len(set(codes)) == len(codes)
    cut = utterance(track, stop=(codes[place],))
    assert [cut.say(word) for word in WORDS[: place + 1]] == [*codes[:place], None]
    assert cut.done
    assert cut.codes == codes[:place]


def test_the_last_code_comes_with_the_end(track: Listened) -> None:
    speech = utterance(track, longest=2)
    speech.say(WORDS[0])
    assert not speech.done
    assert speech.say(WORDS[1]) is not None
    assert speech.done


def test_what_counts_as_chosen(track: Listened, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the repetition penalty: the placeholders before the first code, then each of them."""
    speech, seen = utterance(track, longest=3), list[list[int]]()
    choose = speech._sampler.choose

    def listened(logits: Tensor, known: Tensor, generator: torch.Generator) -> int:
        seen.append(known.tolist())
        return choose(logits, known, generator)

    monkeypatch.setattr(speech._sampler, "choose", listened)
    for word in WORDS[:3]:
        speech.say(word)
    placeholders = [CONFIG.codec_mask, CONFIG.codec_pad, CONFIG.codec_start]
    assert seen == [[*placeholders, *speech.codes[:count]] for count in range(3)]
