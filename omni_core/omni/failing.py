"""The border between what may fail inside the engine and what a conversation may raise."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from omni_core.conversation import ConversationError, EngineError
from omni_core.media import MediaError

log = logging.getLogger(__name__)

_CPU_MEMORY = "can't allocate memory"
"""What torch's allocator of main memory says; it has no exception of its own."""


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
        raise EngineError(
            "internal", "Something went wrong inside the omni engine; please say that again."
        ) from error


def _is_out_of_memory(error: Exception) -> bool:
    return isinstance(error, (MemoryError, torch.OutOfMemoryError)) or (
        isinstance(error, RuntimeError) and _CPU_MEMORY in str(error)
    )
