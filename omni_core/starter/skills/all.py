"""All skills in the order they are asked."""

from __future__ import annotations

from collections.abc import Mapping
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

LONGEST_REQUEST = 300
"""Characters; a longer text is a story, not a request, and rules need not search it."""


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
        """The first skill's answer to `words` (as recognised or typed), or None if none has one."""
        if len(words) > LONGEST_REQUEST:
            return None
        answers = (skill.answer(words, context) for skill in self._skills.values())
        return next((answer for answer in answers if answer is not None), None)
