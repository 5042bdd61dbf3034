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

from app.settings_group import MAX_NAME, Group, Name
from app.turns_settings import TurnsGroup

SettingValue = str | int | float | bool

AUTO: Literal["auto"] = "auto"

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

MAX_DAYS = 36500
"""A hundred years."""

FOREVER: Literal["forever"] = "forever"

LogLevel = Literal["debug", "info", "warning", "error"]


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
    speaks: bool = Field(
        default=True,
        description=(
            "Whether it answers aloud; if not, the parts that speak are not loaded, which saves "
            "their memory."
        ),
    )
    voice: Name = Field(
        default=AUTO,
        description=(
            "Who speaks: Chelsie, Ethan or another voice of the checkpoint; auto takes the first."
        ),
    )
    solver: Literal["auto", "rk4", "midpoint", "euler"] = Field(
        default=AUTO,
        description=(
            "How carefully its voice is drawn: rk4 as published, midpoint in half and euler in a "
            "quarter of the time; auto takes the best that this machine keeps pace with."
        ),
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


class PlaybackGroup(Group):
    """Where replies are played."""

    device: Name = Field(
        default=AUTO, description="The speaker's name; auto takes the system's default."
    )


class MicrophoneGroup(Group):
    """Where you are heard."""

    device: Name = Field(
        default=AUTO, description="The microphone's name; auto takes the system's default."
    )
    echo_cancellation: bool = Field(
        default=True,
        description="Takes the speaker's voice out of what is heard; needless with headphones.",
    )
    noise_suppression: bool = Field(
        default=False, description="Takes fans and traffic out, and thins a faint voice a little."
    )


class CameraGroup(Group):
    """What Visavis sees."""

    source: Name = Field(
        default="0",
        description=(
            "A camera's number, a film, a folder of pictures, an address such as rtsp://..., "
            "or screen."
        ),
    )
    on_at_start: bool = Field(
        default=False, description="Whether it looks through the camera as soon as it listens."
    )


class HistoryGroup(Group):
    """Which conversations are kept on this machine."""

    keep: bool = Field(
        default=False,
        description="Keep what is said, as text, to be read, searched and gone on with later.",
    )
    days: Annotated[int, Field(ge=1, le=MAX_DAYS)] | Literal["forever"] = Field(
        default=FOREVER,
        description="Conversations that ended longer ago are deleted as the next one begins.",
    )
    thumbnails: bool = Field(
        default=False,
        description="Keep a small picture of what the camera showed in a turn, too.",
    )


class WindowGroup(Group):
    """How the window looks."""

    theme: Literal["system", "light", "dark"] = Field(
        default="system", description="Light or dark; system follows the rest of the desktop."
    )
    language: Literal["system", "en", "de", "zh_CN"] = Field(
        default="system", description="Of the window's own words, from its next start on."
    )
    caption_size: float = Field(
        default=1.0, ge=0.75, le=2.0, description="Of the live captions; 1 is their own size."
    )
    reduce_motion: bool = Field(
        default=False, description="Nothing moves by itself; states show by shape and word alone."
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
    microphone: MicrophoneGroup = MicrophoneGroup()
    camera: CameraGroup = CameraGroup()
    history: HistoryGroup = HistoryGroup()
    window: WindowGroup = WindowGroup()
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
