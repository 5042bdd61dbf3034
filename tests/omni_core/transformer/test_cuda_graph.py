"""How work is captured for a CUDA card, of which there need not be one here.

A stand-in for torch's side of it notes what is asked, in which order and of which card; with a
card `test_decode_step.py` runs the real thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import torch

from omni_core.transformer.cuda_graph import WARM_UP_RUNS, _side_stream, captured

Said = list[tuple[str, ...]]


class Cuda:
    """torch.cuda, as far as it is asked."""

    def __init__(self) -> None:
        self.said: Said = []
        self.card = "cuda:0"
        self.current = "around"

    def stream_on(self, name: str, card: torch.device) -> Stream:
        return Stream(self, name, str(card))

    @contextmanager
    def device(self, card: torch.device) -> Iterator[None]:
        before, self.card = self.card, str(card)
        yield
        self.card = before

    @contextmanager
    def stream(self, stream: Stream) -> Iterator[None]:
        assert stream.card == self.card
        before, self.current = self.current, stream.name
        yield
        self.current = before

    @contextmanager
    def graph(self, graph: Graph, stream: Stream, capture_error_mode: str) -> Iterator[None]:
        assert capture_error_mode == "thread_local"
        self.said.append(("capture", self.card, stream.name))
        with self.stream(stream):
            yield
        self.said.append(("captured",))


class Stream:
    def __init__(self, cuda: Cuda, name: str, card: str) -> None:
        self.cuda, self.name, self.card = cuda, name, card

    def wait_stream(self, other: Stream) -> None:
        self.cuda.said.append((self.name, "waits for", other.name))


class Graph:
    def replay(self) -> None:
        """Would launch it."""


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cuda]:
    cuda = Cuda()
    for name, stand_in in {
        "device": cuda.device,
        "stream": cuda.stream,
        "graph": cuda.graph,
        "CUDAGraph": Graph,
        "current_stream": lambda card: cuda.stream_on("around", card),
        "Stream": lambda card: cuda.stream_on("side", card),
    }.items():
        monkeypatch.setattr(torch.cuda, name, stand_in)
    _side_stream.cache_clear()
    yield cuda
    _side_stream.cache_clear()


def work_on(cuda: Cuda) -> Callable[[], None]:
    return lambda: cuda.said.append(("work", cuda.card, cuda.current))


def test_warmed_up_and_captured_on_one_stream_of_the_very_card(cuda: Cuda) -> None:
    """Left to torch's defaults a second card's work would be captured on the first: as nothing."""
    work = captured(work_on(cuda), torch.device("cuda:1"))
    warm = [("work", "cuda:1", "side")] * WARM_UP_RUNS
    assert cuda.said == [
        ("side", "waits for", "around"),
        *warm,
        ("around", "waits for", "side"),
        ("capture", "cuda:1", "side"),
        ("work", "cuda:1", "side"),
        ("captured",),
    ]
    assert (cuda.card, cuda.current) == ("cuda:0", "around")
    work()
    assert len(cuda.said) == 5 + WARM_UP_RUNS, "from here on it is launched, not run"


def test_a_card_has_one_stream_for_all_captures(cuda: Cuda) -> None:
    first = _side_stream(torch.device("cuda:1"))
    captured(work_on(cuda), torch.device("cuda:1"))
    assert _side_stream(torch.device("cuda:1")) is first
    assert _side_stream(torch.device("cuda:0")) is not first


def test_one_that_fails_leaves_room_for_the_next(cuda: Cuda) -> None:
    def failing() -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    with pytest.raises(torch.OutOfMemoryError):
        captured(failing, torch.device("cuda:0"))
    captured(work_on(cuda), torch.device("cuda:0"))
