"""All skills in the order they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from omni_core.starter.skills.again import Again
from omni_core.starter.skills.arithmetic import Arithmetic
from omni_core.starter.skills.clock import Clock
from omni_core.starter.skills.dates import Dates
from omni_core.starter.skills.facts import Facts
from omni_core.starter.skills.reminders import Reminders
from omni_core.starter.skills.skill import Answer, Context, Skill
from omni_core.starter.skills.speed import Speed
from omni_core.starter.skills.stop import Stop
from omni_core.starter.skills.timers import Timers
from omni_core.starter.skills.units import Units
from omni_core.starter.skills.words import requests

LONGEST_REQUEST = 300
"""Characters; a longer text is a story, not a request, and rules need not search it."""

MOST_REQUESTS = 4
"""Sentences of one turn; nobody remembers more than that when they hear the answers."""


class Skills:
    """Asks one skill after another; the first answer counts.

    They are built once and serve every conversation.  `more` are asked last, under their names
    (the camera's skill needs eyes, so whoever has them brings it).
    """

    def __init__(self, more: Mapping[str, Skill] | None = None) -> None:
        self._skills: Mapping[str, Skill] = MappingProxyType(
            {
                "stop": Stop(),
                "again": Again(),
                "speed": Speed(),
                "timers": Timers(),
                "reminders": Reminders(),
                "clock": Clock(),
                "dates": Dates(),
                "arithmetic": Arithmetic(),
                "units": Units(),
                "facts": Facts(),
                **(more or {}),
            }
        )

    @property
    def names(self) -> tuple[str, ...]:
        """What the skills are called, in the order they are asked."""
        return tuple(self._skills)

    def answer(self, words: str, context: Context) -> Answer | None:
        """The first skill's answer to `words` (as recognised or typed), or None if none has one.

        Several requests in one breath are answered one after the other.
        """
        if len(words) > LONGEST_REQUEST:
            return None
        parts = requests(words)
        if len(parts) < 2:
            return self._first(parts[0] if parts else words, context)
        return self._each(parts, context) if len(parts) <= MOST_REQUESTS else None

    def _first(self, words: str, context: Context) -> Answer | None:
        answers = (skill.answer(words, context) for skill in self._skills.values())
        return next((answer for answer in answers if answer is not None), None)

    def _each(self, parts: list[str], context: Context) -> Answer | None:
        """One answer to several requests, or None if the chat model should have them.

        It has what no skill answers in full, for a sentence can mean something else beside
        another one; but what is to be done or remembered is never left to it, since it would
        only claim to have done so.
        """
        after = context
        answers: list[Answer] = []
        for part in parts:
            answer = self._first(part, after)
            if answer is not None:
                answers.append(answer)
                after = _after(answer, after)
        if len(answers) < len(parts):
            answers = [answer for answer in answers if answer.actions or answer.memory is not None]
        if not answers:
            return None
        texts = dict.fromkeys(answer.text for answer in answers if answer.text)
        return Answer(
            " ".join(texts),
            tuple(action for answer in answers for action in answer.actions),
            memory=None if after.memory is context.memory else after.memory,
            speed=None if after.speed == context.speed else after.speed,
        )


def _after(answer: Answer, context: Context) -> Context:
    """What a skill may look at once `answer` has been given."""
    return replace(
        context,
        memory=context.memory if answer.memory is None else answer.memory,
        speed=context.speed if answer.speed is None else answer.speed,
        last_reply=answer.text or context.last_reply,
    )
