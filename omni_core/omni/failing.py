"""The border between what may fail inside the engine and what a conversation may raise."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from omni_core.conversation import ConversationError, EngineError
from omni_core.media import MediaError

log = logging.getLogger(__name__)

_OUT_OF_MEMORY = re.compile(
    "can't allocate memory"  # main memory
    "|out of memory"  # CUDA outside torch's allocator, and Apple's GPU
    "|CU(BLAS|DNN)_STATUS_ALLOC_FAILED"
)
"""What torch says where it raises no exception of its own for it."""


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Whatever fails inside the engine leaves it as one sentence, with the reason in the log."""
    try:
        yield
    except (ConversationError, MediaError):
        raise
    except Exception as error:
        log.exception("the omni engine failed")
        if _is_out_of_memory(error):
            raise EngineError(
                "memory",
                "There is not enough memory for this conversation; close other programs, "
                "or choose a smaller context or model.",
            ) from error
        if isinstance(error, torch.AcceleratorError):
            # Whatever it was, a card's driver refuses all that this process asks for from now on.
            raise EngineError(
                "device",
                "The graphics card has stopped computing for this program; start Visavis again, "
                "and if that does not help choose the device cpu.",
            ) from error
        raise EngineError(
            "internal", "Something went wrong inside the omni engine; please say that again."
        ) from error


def _is_out_of_memory(error: BaseException | None) -> bool:
    """Of an error or of any that led to it: a CUDA graph's end also fails if its middle did."""
    while error is not None:
        if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
            return True
        if isinstance(error, RuntimeError) and _OUT_OF_MEMORY.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False
