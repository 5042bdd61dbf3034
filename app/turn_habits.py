"""The settings of turns that are a matter of taste; the measured numbers are in turns_settings."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from app.settings_group import SECONDS, Group, Labels, Name

MAX_WORDS = 1000
"""Characters of a list of words: more than anybody types."""


class TurnHabits(Group):
    """Who speaks when, as far as it is a habit."""

    title: ClassVar[str] = "Turn-taking"

    wake_phrase: Name = Field(
        default="hey visavis", description="What wakes it in standby; two words are safer than one."
    )
    standby_after: Annotated[float, SECONDS] = Field(
        default=90.0,
        ge=5.0,
        le=86_400.0,
        title="Sleep after",
        description="Without a word to it, it stops listening for more than its wake phrase.",
    )
    follow_up: Annotated[float, SECONDS] = Field(
        default=10.0,
        ge=0.0,
        le=300.0,
        title="Time for follow-up questions",
        description="After a reply or waking, what is said is taken as meant for it.",
    )
    back_channel: Annotated[str, Labels(("", "None"))] = Field(
        default="",
        max_length=MAX_WORDS,
        title="Words that do not interrupt",
        description="More words, with commas between, that do not interrupt (besides mhm, yes).",
    )
    speculate: bool = Field(
        default=True,
        title="Think ahead",
        description="Begin to answer at the first silence, and take it back unheard if you go on.",
    )
