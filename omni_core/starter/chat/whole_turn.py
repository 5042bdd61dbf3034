"""Whether what a person has said so far is all of it, by what a chat model expects behind it.

The model reads the conversation up to the person's last word and is asked for the next token: the
end of the turn, a mark that ends a sentence, or another word.  Needs a model with the marks of
turns that ChatML has, as Qwen's and SmolLM's have.  Of 60 whole sentences 92 to 100 % get 0.01 and
more, of 64 first halves of sentences 80 % less (Qwen2.5 0.5B, which nobody trained for this).
"""

from __future__ import annotations

import math
import mmap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from omni_core.starter.chat.prompt import Message

TURN = "<|im_start|>{role}\n{content}<|im_end|>\n"
OPEN_TURN = "<|im_start|>user\n"
MARK = b"<|im_start|>"
HEADER_BYTES = 32 << 20
"""Of a model file: its vocabulary and template lie in front of the weights."""

SENTENCE_ENDS = (".", "?", "!")
LIKELIEST = 40
"""Tokens looked at; the rest together are rarer than anything that is decided by."""

ONE_TOKEN: Mapping[str, Any] = {
    "n_predict": 1,
    "n_probs": LIKELIEST,
    "temperature": 0.0,
    "cache_prompt": True,
    "stream": True,  # so that a cancel ends it between two batches of the prompt
    "return_progress": True,
}


def marks_turns(model: Path) -> bool:
    """Whether a model file's vocabulary has the marks.

    Raises: OSError.
    """
    # Mapped, so that no more is read than up to the mark.
    with model.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return held.find(MARK, 0, HEADER_BYTES) >= 0


def question(chat: Sequence[Message]) -> dict[str, Any]:
    """A completion that asks what follows the last message, the person's.

    The mark at its end is a recogniser's, which writes one behind whatever it hears.
    """
    past = "".join(TURN.format(**message) for message in chat[:-1])
    words = chat[-1]["content"].rstrip("".join(SENTENCE_ENDS) + " ")
    return {"prompt": f"{past}{OPEN_TURN}{words}", **ONE_TOKEN}


def probability_of_an_end(events: Iterable[Mapping[str, Any]]) -> float | None:
    """What the likeliest next tokens that end a turn or a sentence have together, 0 .. 1.

    events: as llama.cpp's server streams a completion; None if they hold no token.
    """
    for event in events:
        for choice in event.get("choices", ()):
            if logprobs := choice.get("logprobs"):
                nexts = logprobs["content"][0]["top_logprobs"]
                return sum(math.exp(each["logprob"]) for each in nexts if _ends(each["token"]))
    return None


def _ends(token: str) -> bool:
    if token == "":  # nothing is told of the marks of turns but that they are there
        return True
    return token.startswith("\n") or token.strip().startswith(SENTENCE_ENDS)
