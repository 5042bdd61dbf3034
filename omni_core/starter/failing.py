"""The border between what may fail inside the engine and what a conversation may raise."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from omni_core.conversation import ConversationError, EngineError

log = logging.getLogger(__name__)


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Whatever fails inside the engine leaves it as one sentence, with the reason in the log."""
    try:
        yield
    except ConversationError:
        raise
    except Exception as error:
        log.exception("the starter engine failed")
        raise EngineError(
            "internal", "Something went wrong inside the starter engine; please say that again."
        ) from error
