"""A reply's sound in packets against the same sound computed at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.speech.vocoder import BigVgan, TorchVocoder
from omni_core.speech.vocoder_stream import (
    CONTEXT_FRAMES,
    FADE_FRAMES,
    PacketContext,
    VocoderStream,
)
from tests.omni_core.speech.vocoders import (
    BINS,
    PUBLISHED,
    QUICK,
    random_mel,
    random_vocoder,
    relative_error,
)

BLOCK = 24
LEFT_OUT = 1e-7
"""What 20 frames of context on each side leave out, relative to the sound; in float64 the rest of
the difference is 1e-14.  3e-8 measured over six random checkpoints."""
ROUNDING = 2e-5
"""What float32 leaves open between two lengths of input; 1e-6 to 1e-5 measured."""


class Counted:
    """A vocoder that remembers how many frames it was given."""

    def __init__(self, vocoder: TorchVocoder) -> None:
        self._vocoder = vocoder
        self.frames: list[int] = []

    def __call__(self, mel: Tensor) -> Tensor:
        self.frames.append(mel.shape[0])
        return self._vocoder(mel)


def in_pieces(stream: VocoderStream, mel: Tensor, sizes: Sequence[int]) -> list[Tensor]:
    """The packets of a reply whose mel comes in pieces of these sizes, and then at once."""
    pieces = mel.split([*sizes, mel.shape[0] - sum(sizes)])
    return [*(stream.push(piece) for piece in pieces), stream.finish()]


@pytest.fixture(scope="module")
def quick() -> BigVgan:
    return random_vocoder(QUICK)


def stream_of(network: BigVgan, context: PacketContext | None = None) -> VocoderStream:
    return VocoderStream(TorchVocoder(network), BINS, network.config.samples_per_frame, context)


@given(sizes=st.lists(st.integers(0, 70), max_size=8), rest=st.integers(0, 30))
@settings(max_examples=60)
def test_any_cut_into_pieces_is_the_same_sound(quick: BigVgan, sizes: list[int], rest: int) -> None:
    mel = random_mel(sum(sizes) + rest)
    wave = torch.cat(in_pieces(stream_of(quick), mel, sizes))
    assert wave.shape == (mel.shape[0] * quick.config.samples_per_frame,)
    if mel.shape[0]:
        assert relative_error(wave, TorchVocoder(quick)(mel)) <= ROUNDING


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("scale", [0.5, 0.7])
def test_what_the_context_leaves_out(seed: int, scale: float) -> None:
    """In float64, so that rounding does not hide it."""
    network = random_vocoder(PUBLISHED, seed, scale).double()
    mel = random_mel(4 * BLOCK, seed=seed).double()
    whole = TorchVocoder(network)(mel)
    packets = in_pieces(stream_of(network), mel, [BLOCK] * 4)
    assert relative_error(torch.cat(packets), whole) <= LEFT_OUT
    exact = stream_of(network, PacketContext(29, 29, 29))
    assert relative_error(torch.cat(in_pieces(exact, mel, [BLOCK] * 4)), whole) <= 1e-12


@pytest.mark.parametrize("seed", range(3))
def test_no_seam_where_packets_meet(seed: int) -> None:
    """What the packets change anywhere is far less than float32 itself leaves open in each frame.

    Each is told apart from the other in float64: in float32 the difference from the whole sound is
    rounding alone, and in which frame that is largest is chance.
    """
    mel = random_mel(8 * BLOCK, seed=seed)
    single = random_vocoder(PUBLISHED, seed)
    hop = single.config.samples_per_frame
    rounded = TorchVocoder(single)(mel).double()
    network = random_vocoder(PUBLISHED, seed).double()
    whole = TorchVocoder(network)(mel.double())
    packets = in_pieces(stream_of(network), mel.double(), [BLOCK] * 7)
    borders = torch.tensor([packet.shape[0] // hop for packet in packets]).cumsum(0)[:-1]
    assert borders.tolist() == [4, 28, 52, 76, 100, 124, 148, 172]

    def in_each_frame(difference: Tensor) -> Tensor:
        return difference.view(-1, hop).square().mean(dim=1).sqrt()

    # 1e-11 at most, beside a rounding of 4e-8 at least, over six checkpoints.
    assert (
        in_each_frame(torch.cat(packets) - whole).max()
        <= 1e-2 * in_each_frame(rounded - whole).min()
    )


def test_a_packet_is_one_call_with_the_context_around_it(quick: BigVgan) -> None:
    counted = Counted(TorchVocoder(quick))
    hop = quick.config.samples_per_frame
    stream = VocoderStream(counted, BINS, hop)
    packets = in_pieces(stream, random_mel(24 + 24 + 48 + 10), [24, 24, 48])
    assert [packet.shape[0] // hop for packet in packets] == [4, 24, 48, 10, 20]
    # Its own frames, 20 ahead, and behind as many as there are, 20 at most.
    assert counted.frames == [24, 4 + 24 + 20, 20 + 48 + 20, 20 + 10 + 20, 20 + 20]
    assert stream.calls == len(counted.frames)


def test_pieces_too_short_for_a_packet_wait(quick: BigVgan) -> None:
    counted = Counted(TorchVocoder(quick))
    stream = VocoderStream(counted, BINS, quick.config.samples_per_frame)
    for _ in range(CONTEXT_FRAMES):
        assert stream.push(random_mel(1)).shape == (0,)
    assert counted.frames == []
    assert stream.calls == 0
    assert stream.push(random_mel(1)).shape == (quick.config.samples_per_frame,)


def test_a_stream_can_be_used_again(quick: BigVgan) -> None:
    stream = stream_of(quick)
    mel = random_mel(60)
    first = in_pieces(stream, mel, [24, 24])
    stream.push(random_mel(50, seed=3))  # a reply that is cancelled
    stream.reset()
    again = in_pieces(stream, mel, [24, 24])
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert stream.finish().shape == (0,)


def test_packets_stay_as_they_are(quick: BigVgan) -> None:
    """Though a vocoder may write its next packet where it wrote the last one."""
    network = TorchVocoder(quick)
    place = torch.zeros(100 * quick.config.samples_per_frame)

    def reused(mel: Tensor) -> Tensor:
        made = network(mel)
        place[: made.shape[0]] = made
        return place[: made.shape[0]]

    mel = random_mel(90)
    packets = in_pieces(VocoderStream(reused, BINS, quick.config.samples_per_frame), mel, [30, 30])
    assert relative_error(torch.cat(packets), network(mel)) <= ROUNDING


ERROR_AT_THE_END = {8: 0.2, 12: 0.02, 16: 4e-4}
"""Of a first packet with so many frames behind it: its largest, relative to the sound."""


@pytest.mark.parametrize("right", ERROR_AT_THE_END)
def test_a_first_packet_with_less_context(right: int) -> None:
    """It comes sooner; its error dies out before its end and the next packet fades in."""
    for seed in range(3):
        network = random_vocoder(PUBLISHED, seed, scale=0.7)
        hop = network.config.samples_per_frame
        mel = random_mel(4 * BLOCK, seed=seed)
        whole = TorchVocoder(network)(mel)
        first, *others = in_pieces(
            stream_of(network, PacketContext(first_right=right)), mel, [BLOCK] * 4
        )
        assert first.shape[0] == (BLOCK - right) * hop
        error = relative_error(first, whole[: first.shape[0]], whole)
        assert error <= ERROR_AT_THE_END[right]
        # Frames that had their 20 behind them are as right as ever.
        settled = (BLOCK - CONTEXT_FRAMES) * hop
        assert relative_error(first[:settled], whole[:settled], whole) <= ROUNDING
        rest = torch.cat(others)
        expected = whole[first.shape[0] :]
        assert rest.shape == expected.shape
        fade = FADE_FRAMES * hop
        assert relative_error(rest[fade:], expected[fade:], whole) <= ROUNDING
        # No step where the packets meet: the fade begins as wrong as the packet ended.
        joined = torch.cat((first[-1:], rest[:1])).diff() - whole[first.shape[0] - 1 :][:2].diff()
        assert float(joined.abs() / whole.square().mean().sqrt()) <= error


@given(sizes=st.lists(st.integers(0, 40), min_size=1, max_size=6), right=st.integers(2, 20))
@settings(max_examples=40)
def test_less_context_never_loses_a_sample(quick: BigVgan, sizes: list[int], right: int) -> None:
    mel = random_mel(sum(sizes) + 3)
    stream = stream_of(quick, PacketContext(first_right=right))
    wave = torch.cat(in_pieces(stream, mel, sizes))
    assert wave.shape == (mel.shape[0] * quick.config.samples_per_frame,)
    assert wave.isfinite().all()


@pytest.mark.parametrize("wrong", [(-1, 20, 20), (20, 20, 21), (20, 20, 1), (20, 1, 1)])
def test_contexts_that_do_not_fit_together(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no context of a packet"):
        PacketContext(*wrong)
