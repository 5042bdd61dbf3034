"""Saying the last reply again."""

from __future__ import annotations

from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.speed import slower
from omni_core.starter.skills.words import pattern, plain

_AGAIN = pattern(
    r"(?:(?:repeat|say|read)(?: (?:that|it|this|yourself|the last (?:thing|sentence|answer)))?"
    r"(?: (?:again|once more|one more time|back|to me))*|say again|once more|one more time|again"
    r"|come again|pardon(?: me)?|I beg your pardon|excuse me|sorry"
    r"|(?:sorry )?(?:what (?:did you (?:just )?say|was that|did you say again)|what)"
    r"|(?:sorry )?I (?:did not|didn't|couldn't|could not) (?:get|catch|hear|understand)"
    r"(?: (?:that|you|it|what you said))?)"
    r"(?: (?P<slower>(?:more )?slow(?:er|ly)))?"
)
_NOT_ALONE = frozenset({"say", "read", "say it", "say that", "say this", "read it", "read that"})
"""These ask for something else ("read that": the camera)."""


class Again:
    """Answers "repeat that" with the reply before, as far as it was heard."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer with the last reply, or None."""
        text = plain(words)
        found = _AGAIN.fullmatch(text)
        if found is None or text.lower() in _NOT_ALONE or text.lower().startswith("read this"):
            return None
        if not context.last_reply.strip():
            return Answer("I have not said anything yet.")
        if found["slower"]:
            return Answer(context.last_reply, speed=slower(context.speed))
        return Answer(context.last_reply)
