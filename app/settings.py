"""Every setting of the program, declared once: type, range, default, help and group.

A group is one table of the settings file and one class here; a setting is one field of it.
To add a setting, add a field and read it (`settings.speech.speed`): the file, the environment
variable, the command line, the listing and a settings screen all follow from the declaration.
Where a value comes from is the matter of `app.settings_layers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SettingValue = str | int | float | bool

AUTO: Literal["auto"] = "auto"

MAX_NAME = 4096
"""Characters of a name or path: the longest path Linux takes."""

MAX_WORDS = 1000
"""Characters of a list of words: more than anybody types."""

MAX_PERSONA = 2000
"""Characters of persona: about 500 tokens, which leave the small models' context for talking."""

MAX_REPLY_TOKENS = 2048
"""Half an hour of talking: whoever asks for more has mistyped."""

MAX_THREADS = 256
"""More than any desktop has; keeps a typing mistake from making thousands of threads."""

MIN_CONTEXT = 512
"""Tokens: the system prompt, a few seconds of sound and a short reply."""

MAX_CONTEXT = 2**20
"""Tokens: far more than any published checkpoint was trained for."""

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
LogLevel = Literal["debug", "info", "warning", "error"]


class Group(BaseModel):
    """A table of the settings file; the first line of its docstring is its title."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ConversationGroup(Group):
    """How a conversation is held."""

    engine: Literal["starter", "omni"] = Field(
        default="starter",
        description=(
            "What answers: starter is the set of small models for the CPU, omni the official "
            "model in the folder of omni.model."
        ),
    )
    persona: str = Field(
        default="",
        max_length=MAX_PERSONA,
        description="A sentence or two on who Visavis is to you.",
    )
    max_reply_tokens: int = Field(
        default=256,
        ge=1,
        le=MAX_REPLY_TOKENS,
        description="A reply that grows longer is ended there.",
    )


class HearingGroup(Group):
    """How speech is recognised."""

    recogniser: Literal["moonshine", "whisper"] = Field(
        default="moonshine",
        description="What turns speech into words: moonshine is quick, whisper is thorough.",
    )


class ChatGroup(Group):
    """The language model of the starter engine."""

    model: Name = Field(
        default="chat-qwen2.5-0.5b",
        description="A chat pack's name, or the full path of any GGUF file.",
    )
    threads: Annotated[int, Field(ge=1, le=MAX_THREADS)] | Literal["auto"] = Field(
        default=AUTO,
        description="Processor threads to think with; auto goes by free physical cores.",
    )


class OmniGroup(Group):
    """The official model, Qwen2.5-Omni."""

    model: str = Field(
        default="",
        max_length=MAX_NAME,
        description="The folder of a checkpoint in the official layout.",
    )
    device: Name = Field(
        default=AUTO,
        description="Where it runs: cpu, cuda, cuda:1 or mps; auto takes the fastest.",
    )
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default=AUTO,
        description="Its numbers: auto takes 16 bits on a GPU and 32 on a CPU.",
    )
    context: Annotated[int, Field(ge=MIN_CONTEXT, le=MAX_CONTEXT)] | Literal["auto"] = Field(
        default=AUTO,
        description="Tokens a conversation may hold; auto takes all it was trained for.",
    )


class SpeechGroup(Group):
    """How replies sound."""

    voice: Name = Field(
        default=AUTO, description="A voice's name; auto takes the best that keeps pace."
    )
    speed: float = Field(
        default=1.0, ge=0.5, le=2.0, description="Of speech; 1 is the voice's own."
    )
    volume: float = Field(default=1.0, ge=0.0, le=1.0, description="Of speech; 0 is silence.")


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
        default=0.3,
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
    longest_turn: float = Field(
        default=120.0,
        ge=10.0,
        le=1800.0,
        description="Then it answers what it has: a voice without end is noise taken for one.",
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


class PlaybackGroup(Group):
    """Where replies are played."""

    device: Name = Field(
        default=AUTO, description="The speaker's name; auto takes the system's default."
    )


class LogsGroup(Group):
    """What the program notes about its own work; never what is said."""

    level: LogLevel = Field(
        default="info", description="The least important kind of note that is kept."
    )


class Settings(BaseModel):
    """All settings, by group; immutable.  `Settings()` holds the defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation: ConversationGroup = ConversationGroup()
    hearing: HearingGroup = HearingGroup()
    chat: ChatGroup = ChatGroup()
    omni: OmniGroup = OmniGroup()
    speech: SpeechGroup = SpeechGroup()
    turns: TurnsGroup = TurnsGroup()
    playback: PlaybackGroup = PlaybackGroup()
    logs: LogsGroup = LogsGroup()

    def replace(self, values: Mapping[str, SettingValue]) -> Settings:
        """A copy with other values, by key (`speech.speed`); they are validated already."""
        changed = self.model_dump()
        for key, value in values.items():
            group, _, name = key.partition(".")
            changed[group][name] = value
        return Settings.model_validate(changed)

    def value(self, key: str) -> SettingValue:
        """The value of `key` (`speech.speed`)."""
        group, _, name = key.partition(".")
        return getattr(getattr(self, group), name)


def groups() -> Iterator[tuple[str, type[Group]]]:
    """Name and class of every group, in the order of declaration."""
    for name, field in Settings.model_fields.items():
        kind: Any = field.annotation
        yield name, kind
