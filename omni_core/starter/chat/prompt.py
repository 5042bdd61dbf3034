"""What the chat model is told: who it is, how to speak, and what was said before.

A 0.5B model keeps a style far better when it sees it than when it is told it, so two short
exchanges stand before the real ones; they name nothing that could leak into an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from omni_core.conversation import EngineError, PastTurn

Message = dict[str, str]

STYLE = (
    "You are Visavis, a kind and helpful voice assistant. The user talks to you and your answer "
    "is spoken aloud. Answer correctly, in one or two short plain sentences, as people talk. "
    "Never write lists, code, symbols, markdown or emoji. If you do not know something, say so."
)

EXAMPLES: tuple[PastTurn, ...] = (
    PastTurn("Hello there.", "Hello! It's nice to hear you. What can I do for you?"),
    PastTurn("Why do we sleep?", "Sleep lets the body rest and helps the brain keep memories."),
)

LETTERS_PER_TOKEN = 3.5
"""Of English words; low, so that the estimate errs to the safe side.  A digit or a mark is a
token of its own."""

TURN_TOKENS = 16
"""What the chat template adds to a turn: roles, marks and line ends."""

FACTS_TOKENS = 150
"""Room for the date and for what the person asked to remember."""

HISTORY_TOKENS = 1500
"""More of the past than this a small model does not use, and every token of it costs memory."""

KEEP_BELOW = 0.75
"""History above this share of its budget is cut ..."""

KEEP_AFTER = 0.5
"""... to this share, so that the model's cache of the rest serves many turns."""

WORDS_SHARE = 0.6
"""Of the room beside the fixed prompt and the reply: for one turn's words; the rest is history."""

LEAST_ROOM = 400
"""Tokens of room without which no conversation can be held."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens of the model's context for one turn's words and for the turns before it."""

    words: int
    history: int

    @classmethod
    def of(cls, context: int, reply: int, persona: str) -> Budget:
        """What a context leaves beside the longest reply and the fixed prompt.

        Raises: EngineError("input") if that is too little.
        """
        fixed = estimated_tokens(EXAMPLES) + _tokens(STYLE) + _tokens(persona) + FACTS_TOKENS
        room = context - reply - round(fixed)
        if room < LEAST_ROOM:
            most = reply + room - LEAST_ROOM
            raise EngineError(
                "input",
                f"Replies of up to {reply} tokens leave this chat model no room for the talk; "
                f"allow at most {max(most, 1)}.",
            )
        words = round(WORDS_SHARE * room)
        return cls(words, min(HISTORY_TOKENS, room - words))


def messages(
    history: Sequence[PastTurn],
    words: str,
    *,
    persona: str,
    facts: Mapping[str, str],
    today: datetime,
) -> list[Message]:
    """The chat as the model's template takes it; all but the last message are the same next time.

    `facts` and the date stand in the system message: they change rarely, and the cache of
    everything after them is lost when they do.
    """
    system = [STYLE, persona, f"Today is {today:%A, %d %B %Y}."]
    system += [f"The user's {key} is {value}." for key, value in facts.items()]
    chat = [{"role": "system", "content": " ".join(part for part in system if part)}]
    for turn in (*EXAMPLES, *history):
        chat.append({"role": "user", "content": turn.user})
        chat.append({"role": "assistant", "content": turn.reply})
    chat.append({"role": "user", "content": words})
    return chat


def estimated_tokens(turns: Iterable[PastTurn]) -> float:
    """Tokens of these turns, estimated from their characters, rather too many than too few."""
    return sum(TURN_TOKENS + _tokens(turn.user) + _tokens(turn.reply) for turn in turns)


def _tokens(text: str) -> float:
    letters = sum(character.isascii() and character.isalpha() for character in text)
    spaces = sum(character.isspace() for character in text)
    foreign = sum(not character.isascii() for character in text)
    return letters / LETTERS_PER_TOKEN + (len(text) - letters - spaces) + foreign


def bounded(history: tuple[PastTurn, ...], budget: Budget) -> tuple[PastTurn, ...]:
    """The newest turns that fit; the same tuple while nothing must go."""
    if estimated_tokens(history) <= KEEP_BELOW * budget.history:
        return history
    kept = history
    while kept and estimated_tokens(kept) > KEEP_AFTER * budget.history:
        kept = kept[1:]
    return kept


def fitting(words: str, budget: Budget) -> str:
    """The end of `words` that fits: of many minutes of talk the last words hold the question."""
    while words and _tokens(words) > budget.words:
        words = words[len(words) // 8 + 1 :]
    return words
