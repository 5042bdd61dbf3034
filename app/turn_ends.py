"""The settings of turns that say when one is over.  Each number with its reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.settings_group import PERCENT, SECONDS, FineTuning
from app.turn_habits import TurnHabits

Share = Annotated[float, PERCENT, FineTuning()]
Seconds = Annotated[float, SECONDS, FineTuning()]


class TurnEnds(TurnHabits):
    """When a person has finished; times are seconds."""

    silence: Seconds = Field(
        default=0.2,
        ge=0.1,
        le=1.0,
        title="Silence that may end a turn",
        description=(
            "Silence after which you may have finished: longer than stops within words, and what "
            "the end-of-turn model was trained with."
        ),
    )
    trial_silence: Seconds = Field(
        default=0.12,
        ge=0.03,
        le=1.0,
        title="Silence that begins a reply",
        description=(
            "Silence after which a reply is begun on trial: it is ready sooner, and taken back "
            "unheard if that was a stop within a word. Never later than the silence above."
        ),
    )
    held_sound: Seconds = Field(
        default=2.0,
        ge=0.2,
        le=10.0,
        title="Sound made in advance",
        description="Of a reply that is held back; more would be work for nothing if you go on.",
    )
    end_probability: Share = Field(
        default=0.5,
        ge=0.05,
        le=0.99,
        title="Finished at",
        description="From which the end-of-turn model is believed: its own threshold.",
    )
    sure_probability: Share = Field(
        default=0.8,
        ge=0.05,
        le=1.0,
        title="Finished at once at",
        description=(
            "If the model says as much of the first silence, you have finished at once: four in "
            "five sentences that are over get more, half of the pauses get less."
        ),
    )
    doubt_patience: Seconds = Field(
        default=1.5,
        ge=0.1,
        le=5.0,
        title="Patience in doubt",
        description=(
            "Silence that is waited for where it says 0 at first, and less the surer it was; then "
            "words that may end a turn end it, for few pauses are longer."
        ),
    )
    least_whole: Share = Field(
        default=0.01,
        ge=0.0,
        le=0.5,
        title="Whole sentences from",
        description=(
            "Probability, by the chat model, that your words end there; below it they are waited "
            "on as if you sounded unfinished. Of whole sentences nine in ten get more, of first "
            "halves two in ten."
        ),
    )
    words_patience: Seconds = Field(
        default=0.9,
        ge=0.2,
        le=3.0,
        title="Patience with the recogniser",
        description=(
            "Silence for which your words are waited for before how you sounded decides alone: "
            "until then hardly any answer could sound."
        ),
    )
    unfinished_patience: Seconds = Field(
        default=2.0,
        ge=0.1,
        le=5.0,
        title="Patience with unfinished sentences",
        description=(
            'Silence that is waited for after words that must go on ("set a timer for"): longer '
            "than pauses for thought."
        ),
    )
    judge_every: Seconds = Field(
        default=0.3,
        ge=0.1,
        le=2.0,
        title="Judged again every",
        description="The end-of-turn model is asked again: a longer silence tells it more.",
    )
    hold_limit: Seconds = Field(
        default=3.0,
        ge=0.5,
        le=10.0,
        title="Longest wait for more words",
        description="After so much silence you have finished, whatever the model says.",
    )
    went_on: Seconds = Field(
        default=0.1,
        ge=0.03,
        le=1.0,
        title="Speech that takes a reply back",
        description="Of new speech that takes a waiting reply back: more than a click.",
    )
