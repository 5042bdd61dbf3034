"""The settings of turns: who speaks when.  Each number with its reason."""

from __future__ import annotations

from pydantic import Field

from app.settings_group import Group, Name

MAX_WORDS = 1000
"""Characters of a list of words: more than anybody types."""


class TurnsGroup(Group):
    """Who speaks when; times are seconds."""

    voice_onset: float = Field(
        default=0.5,
        ge=0.1,
        le=0.95,
        description="Probability of speech that begins it: the network's own threshold.",
    )
    voice_hold: float = Field(
        default=0.35,
        ge=0.05,
        le=0.9,
        description="Below this it is silent; in between speech goes on, for soft word endings.",
    )
    voice_over_reply: float = Field(
        default=0.45,
        ge=0.05,
        le=0.95,
        description=(
            "Probability of speech that begins it over its own voice, and half of it holds it: the "
            "echo canceller blurs yours, and leaves nothing that is taken for more than a tenth."
        ),
    )
    voice_attack: float = Field(
        default=0.06,
        ge=0.0,
        le=0.5,
        description=(
            "How fast the smoothed probability rises: two windows of speech are an onset, one of "
            "leftover echo is none."
        ),
    )
    voice_release: float = Field(
        default=0.2,
        ge=0.0,
        le=1.0,
        description=(
            "How slowly it falls: over its own voice, half of a person's windows are lost to the "
            "echo canceller."
        ),
    )
    pre_roll: float = Field(
        default=0.5,
        ge=0.0,
        le=2.0,
        description="Sound before the onset that belongs to a turn: soft beginnings lie there.",
    )
    shortest_speech: float = Field(
        default=0.13,
        ge=0.03,
        le=0.5,
        description="Less is a click or a cough: the shortest no has twice as much.",
    )
    silence: float = Field(
        default=0.2,
        ge=0.1,
        le=1.0,
        description=(
            "Silence after which you may have finished: longer than stops within words, and what "
            "the end-of-turn model was trained with."
        ),
    )
    speculate: bool = Field(
        default=True,
        description="Begin to answer at the first silence, and take it back unheard if you go on.",
    )
    held_sound: float = Field(
        default=2.0,
        ge=0.2,
        le=10.0,
        description="Of a reply that is held back; more would be work for nothing if you go on.",
    )
    end_probability: float = Field(
        default=0.5,
        ge=0.05,
        le=0.99,
        description="From which the end-of-turn model is believed: its own threshold.",
    )
    sure_probability: float = Field(
        default=0.8,
        ge=0.05,
        le=1.0,
        description=(
            "If the model says as much of the first silence, you have finished at once: four in "
            "five sentences that are over get more, half of the pauses get less."
        ),
    )
    doubt_patience: float = Field(
        default=1.5,
        ge=0.1,
        le=5.0,
        description=(
            "Silence that is waited for where it says 0 at first, and less the surer it was; then "
            "words that may end a turn end it, for few pauses are longer."
        ),
    )
    least_whole: float = Field(
        default=0.01,
        ge=0.0,
        le=0.5,
        description=(
            "Probability, by the chat model, that your words end there; below it they are waited "
            "on as if you sounded unfinished. Of whole sentences nine in ten get more, of first "
            "halves two in ten."
        ),
    )
    words_patience: float = Field(
        default=0.9,
        ge=0.2,
        le=3.0,
        description=(
            "Silence for which your words are waited for before how you sounded decides alone: "
            "until then hardly any answer could sound."
        ),
    )
    unfinished_patience: float = Field(
        default=2.0,
        ge=0.1,
        le=5.0,
        description=(
            'Silence that is waited for after words that must go on ("set a timer for"): longer '
            "than pauses for thought."
        ),
    )
    judge_every: float = Field(
        default=0.3,
        ge=0.1,
        le=2.0,
        description="The end-of-turn model is asked again: a longer silence tells it more.",
    )
    hold_limit: float = Field(
        default=3.0,
        ge=0.5,
        le=10.0,
        description="After so much silence you have finished, whatever the model says.",
    )
    went_on: float = Field(
        default=0.1,
        ge=0.03,
        le=1.0,
        description="Of new speech that takes a waiting reply back: more than a click.",
    )
    pause_after: float = Field(
        default=0.2,
        ge=0.1,
        le=2.0,
        description="Of speech over a reply that pauses it: more than a click, less than a word.",
    )
    cut_after: float = Field(
        default=0.8,
        ge=0.3,
        le=5.0,
        description="Of speech over a reply that cuts it: nobody agrees or coughs for so long.",
    )
    recognise_every: float = Field(
        default=0.25,
        ge=0.1,
        le=2.0,
        description="While a reply is paused, your words are looked at as often as one is said.",
    )
    sure_words: float = Field(
        default=-0.38,
        ge=-5.0,
        le=0.0,
        description=(
            "Confidence (mean log-probability) of words that cut a reply: a cough is written as "
            "some word too, but with less."
        ),
    )
    back_channel: str = Field(
        default="",
        max_length=MAX_WORDS,
        description="More words, with commas between, that do not interrupt (besides mhm, yes).",
    )
    decision_limit: float = Field(
        default=1.0,
        ge=0.3,
        le=5.0,
        description="A paused reply goes on if by then after your last word nothing was decided.",
    )
    wake_phrase: Name = Field(
        default="hey visavis", description="What wakes it in standby; two words are safer than one."
    )
    wake_likeness: float = Field(
        default=0.88,
        ge=0.5,
        le=1.0,
        description="How alike what was heard must be: recognisers spell an invented name freely.",
    )
    phrase_length: float = Field(
        default=4.0,
        ge=1.0,
        le=15.0,
        description="In standby speech without a pause is looked at in pieces of this length.",
    )
    standby_after: float = Field(
        default=90.0,
        ge=5.0,
        le=86_400.0,
        description="Without a word to it, it stops listening for more than its wake phrase.",
    )
    follow_up: float = Field(
        default=10.0,
        ge=0.0,
        le=300.0,
        description="After a reply or waking, what is said is taken as meant for it.",
    )
    quiet_by: float = Field(
        default=12.0,
        ge=3.0,
        le=60.0,
        description="Decibels below your usual level that are somebody else, or another room.",
    )
    monologue: float = Field(
        default=30.0,
        ge=5.0,
        le=600.0,
        description="So long without leaving it a word is a radio or a call, unless it is named.",
    )
    aside: float = Field(
        default=6.0,
        ge=1.0,
        le=60.0,
        description="Out of the blue, longer speech must sound like a question or a request.",
    )
    asides_before_standby: int = Field(
        default=3,
        ge=1,
        le=20,
        description="So many in a row that were not meant for it: the room is busy without it.",
    )
    floor_silence: float = Field(
        default=1.0,
        ge=0.2,
        le=10.0,
        description="Before a timer speaks up: a pause for breath is shorter.",
    )
    floor_patience: float = Field(
        default=20.0,
        ge=0.0,
        le=600.0,
        description="A timer waits no longer for silence: with a radio on it would never ring.",
    )
    shortest_press: float = Field(
        default=0.2,
        ge=0.0,
        le=1.0,
        description="Of the talk key; a shorter press is a tap, which only wakes it.",
    )
    longest_breath: float = Field(
        default=30.0,
        ge=5.0,
        le=600.0,
        description=(
            "Of speech without the shortest silence; then it answers what it has, for nobody "
            "speaks so without breath: it is noise taken for a voice."
        ),
    )
    longest_turn: float = Field(
        default=120.0,
        ge=10.0,
        le=1800.0,
        description="Of holding the talk key; then it answers what it has: the key may be stuck.",
    )
    lost_sound: float = Field(
        default=1.0,
        ge=0.2,
        le=30.0,
        description="Without any sound from the microphone, speech counts as ended.",
    )
    thinking_limit: float = Field(
        default=45.0,
        ge=5.0,
        le=600.0,
        description="A reply of which nothing sounds by then is given up.",
    )
    stuck_playback: float = Field(
        default=20.0,
        ge=2.0,
        le=600.0,
        description="A reply that has not gone on for so long is given up.",
    )
