"""A conversation with the skills on a fixed clock, without a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from omni_core.starter.skills.all import Skills
from omni_core.starter.skills.skill import Answer, Context, Memory, Skill

TUESDAY_EVENING = datetime(2025, 3, 4, 18, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@dataclass
class Talk:
    """Says one thing after another to a skill and keeps what a conversation keeps."""

    skill: Skill
    now: datetime = TUESDAY_EVENING
    memory: Memory = field(default_factory=Memory)
    last_reply: str = ""
    speed: float = 1.0

    def ask(self, words: str) -> Answer | None:
        context = Context(self.now, self.memory, self.last_reply, self.speed, lambda: None)
        answer = self.skill.answer(words, context)
        if answer is not None:
            self.memory = self.memory if answer.memory is None else answer.memory
            self.speed = self.speed if answer.speed is None else answer.speed
            self.last_reply = answer.text
        return answer

    def say(self, words: str) -> str | None:
        answer = self.ask(words)
        return None if answer is None else answer.text


@pytest.fixture(scope="session")
def skills() -> Skills:
    return Skills()


@pytest.fixture
def talk(skills: Skills) -> Talk:
    return Talk(skills)


@pytest.fixture
def talk_at(skills: Skills) -> Callable[[datetime], Talk]:
    return lambda now: Talk(skills, now)
