"""Work on a CUDA card that is always the same, captured once and then launched as a whole.

torch's rules for it (its notes on CUDA graphs): the work touches the same memory every time, waits
for nothing and takes no memory of its own from the system.  One capture at a time a process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache

import torch

Work = Callable[[], None]
"""Reads and writes tensors that stay where they are."""

WARM_UP_RUNS = 2
"""Runs before a capture, so that libraries have chosen their kernels and taken their memory."""

_ONE_AT_A_TIME = threading.Lock()


@cache
def _side_stream(device: torch.device) -> torch.cuda.Stream:
    """The stream of all captures on a card.

    One for good: libraries keep workspace a stream, which has to be there before a capture, and
    torch hands out the same few streams again and again, so a new one each time would in the end
    be the one that ONNX Runtime computes on.
    """
    return torch.cuda.Stream(device)


def captured(work: Work, device: torch.device) -> Work:
    """The same work as one launch; its tensors must live as long as what is returned.

    It is run a few times here already.
    """
    # The card is named everywhere: torch's defaults would capture what another one does, nothing.
    with _ONE_AT_A_TIME, torch.cuda.device(device):
        around, side = torch.cuda.current_stream(device), _side_stream(device)
        side.wait_stream(around)
        with torch.cuda.stream(side):
            for _ in range(WARM_UP_RUNS):
                work()
        around.wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        # The speech thread works on meanwhile and may take memory, outside this capture.
        with torch.cuda.graph(graph, stream=side, capture_error_mode="thread_local"):
            work()
    return graph.replay
