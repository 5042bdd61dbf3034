"""The settings of turns: who speaks when.  Each number with its reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.settings_group import DECIBELS, FineTuning
from app.turn_ends import Seconds, Share, TurnEnds

Decibels = Annotated[float, DECIBELS, FineTuning()]
Plain = Annotated[float, FineTuning()]
Count = Annotated[int, FineTuning()]


class TurnsGroup(TurnEnds):
    """Who speaks when; times are seconds."""

    voice_onset: Share = Field(
        default=0.5,
        ge=0.1,
        le=0.95,
        title="Speech begins at",
        description="Probability of speech that begins it: the network's own threshold.",
    )
    voice_hold: Share = Field(
        default=0.35,
        ge=0.05,
        le=0.9,
        title="Speech goes on above",
        description="Below this it is silent; in between speech goes on, for soft word endings.",
    )
    voice_over_reply: Share = Field(
        default=0.45,
        ge=0.05,
        le=0.95,
        title="Speech over a reply begins at",
        description=(
            "Probability of speech that begins it over its own voice, and half of it holds it: the "
            "echo canceller blurs yours, and leaves nothing that is taken for more than a tenth."
        ),
    )
    voice_attack: Seconds = Field(
        default=0.06,
        ge=0.0,
        le=0.5,
        title="Rise of the probability",
        description=(
            "How fast the smoothed probability rises: two windows of speech are an onset, one of "
            "leftover echo is none."
        ),
    )
    voice_release: Seconds = Field(
        default=0.2,
        ge=0.0,
        le=1.0,
        title="Fall of the probability",
        description=(
            "How slowly it falls: over its own voice, half of a person's windows are lost to the "
            "echo canceller."
        ),
    )
    louder_by: Decibels = Field(
        default=9.0,
        ge=3.0,
        le=60.0,
        title="Louder over a reply by",
        description=(
            "Decibels above what its own echo can be that lower a reply at once, before it is "
            "known whether somebody speaks: twice what the echo wavers by; 60 waits for a voice."
        ),
    )
    noise_patience: Seconds = Field(
        default=0.3,
        ge=0.1,
        le=2.0,
        title="Lowered for a noise for",
        description="A reply that was lowered so rises again if no voice is found: a word's time.",
    )
    pre_roll: Seconds = Field(
        default=0.5,
        ge=0.0,
        le=2.0,
        title="Sound kept from before speech",
        description="Sound before the onset that belongs to a turn: soft beginnings lie there.",
    )
    shortest_speech: Seconds = Field(
        default=0.13,
        ge=0.03,
        le=0.5,
        title="Shortest speech",
        description="Less is a click or a cough: the shortest no has twice as much.",
    )
    pause_after: Seconds = Field(
        default=0.2,
        ge=0.1,
        le=2.0,
        title="Speech that pauses a reply",
        description="Of speech over a reply that pauses it: more than a click, less than a word.",
    )
    cut_after: Seconds = Field(
        default=0.8,
        ge=0.3,
        le=5.0,
        title="Speech that cuts a reply",
        description="Of speech over a reply that cuts it: nobody agrees or coughs for so long.",
    )
    recognise_every: Seconds = Field(
        default=0.25,
        ge=0.1,
        le=2.0,
        title="Words looked at every",
        description="While a reply is paused, your words are looked at as often as one is said.",
    )
    sure_words: Plain = Field(
        default=-0.38,
        ge=-5.0,
        le=0.0,
        title="Confidence of words that cut a reply",
        description=(
            "Confidence (mean log-probability) of words that cut a reply: a cough is written as "
            "some word too, but with less."
        ),
    )
    decision_limit: Seconds = Field(
        default=1.0,
        ge=0.3,
        le=5.0,
        title="Paused reply goes on after",
        description="A paused reply goes on if by then after your last word nothing was decided.",
    )
    wake_likeness: Share = Field(
        default=0.88,
        ge=0.5,
        le=1.0,
        title="Likeness of the wake phrase",
        description="How alike what was heard must be: recognisers spell an invented name freely.",
    )
    phrase_length: Seconds = Field(
        default=4.0,
        ge=1.0,
        le=15.0,
        title="Longest piece looked at in standby",
        description="In standby speech without a pause is looked at in pieces of this length.",
    )
    quiet_by: Decibels = Field(
        default=12.0,
        ge=3.0,
        le=60.0,
        title="Quieter than your voice by",
        description="Decibels below your usual level that are somebody else, or another room.",
    )
    monologue: Seconds = Field(
        default=30.0,
        ge=5.0,
        le=600.0,
        title="Speech taken for a radio",
        description="So long without leaving it a word is a radio or a call, unless it is named.",
    )
    aside: Seconds = Field(
        default=6.0,
        ge=1.0,
        le=60.0,
        title="Speech taken for an aside",
        description="Out of the blue, longer speech must sound like a question or a request.",
    )
    asides_before_standby: Count = Field(
        default=3,
        ge=1,
        le=20,
        title="Asides before it sleeps",
        description="So many in a row that were not meant for it: the room is busy without it.",
    )
    floor_silence: Seconds = Field(
        default=1.0,
        ge=0.2,
        le=10.0,
        title="Silence before a timer speaks",
        description="Before a timer speaks up: a pause for breath is shorter.",
    )
    floor_patience: Seconds = Field(
        default=20.0,
        ge=0.0,
        le=600.0,
        title="Longest wait of a timer",
        description="A timer waits no longer for silence: with a radio on it would never ring.",
    )
    shortest_press: Seconds = Field(
        default=0.2,
        ge=0.0,
        le=1.0,
        title="Shortest press of the talk key",
        description="Of the talk key; a shorter press is a tap, which only wakes it.",
    )
    longest_breath: Seconds = Field(
        default=30.0,
        ge=5.0,
        le=600.0,
        title="Longest speech without a pause",
        description=(
            "Of speech without the shortest silence; then it answers what it has, for nobody "
            "speaks so without breath: it is noise taken for a voice."
        ),
    )
    longest_turn: Seconds = Field(
        default=120.0,
        ge=10.0,
        le=1800.0,
        title="Longest press of the talk key",
        description="Of holding the talk key; then it answers what it has: the key may be stuck.",
    )
    lost_sound: Seconds = Field(
        default=1.0,
        ge=0.2,
        le=30.0,
        title="Microphone without sound",
        description="Without any sound from the microphone, speech counts as ended.",
    )
    thinking_limit: Seconds = Field(
        default=45.0,
        ge=5.0,
        le=600.0,
        title="Longest wait for a reply",
        description="A reply of which nothing sounds by then is given up.",
    )
    stuck_playback: Seconds = Field(
        default=20.0,
        ge=2.0,
        le=600.0,
        title="Longest standstill of a reply",
        description="A reply that has not gone on for so long is given up.",
    )
