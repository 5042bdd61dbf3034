"""Every setting of the program, declared once: type, range, default, help and group.

A group is one table of the settings file and one class here; a setting is one field of it.
To add a setting, add a field and read it (`settings.speech.speed`): the file, the environment
variable, the command line, the listing and the settings screen all follow from the declaration,
with its title, its unit and its values' labels; their translations then stand in
resources/translations.
Where a value comes from is the matter of `app.settings_layers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.engine_settings import ChatGroup, HearingGroup, OmniGroup
from app.settings_group import (
    AUTO,
    DAYS,
    PERCENT,
    TIMES,
    TOKENS,
    AutoName,
    Group,
    Labels,
    Name,
)
from app.turns_settings import TurnsGroup

SettingValue = str | int | float | bool

MAX_PERSONA = 2000
"""Characters of persona: about 500 tokens, which leave the small models' context for talking."""

MAX_REPLY_TOKENS = 2048
"""Half an hour of talking: whoever asks for more has mistyped."""

MAX_DAYS = 36500
"""A hundred years."""

FOREVER: Literal["forever"] = "forever"

LogLevel = Annotated[
    Literal["debug", "info", "warning", "error"],
    Labels(debug="Everything", info="Information", warning="Warnings", error="Errors only"),
]


class ConversationGroup(Group):
    """How a conversation is held."""

    title: ClassVar[str] = "Conversation"

    engine: Annotated[
        Literal["starter", "omni"], Labels(starter="Starter engine", omni="Omni engine")
    ] = Field(
        default="starter",
        description=(
            "What answers: the starter engine is a set of small models for the CPU, the omni "
            "engine the official model in the folder of omni.model."
        ),
    )
    persona: str = Field(
        default="",
        max_length=MAX_PERSONA,
        description="A sentence or two on who Visavis is to you.",
    )
    max_reply_tokens: Annotated[int, TOKENS] = Field(
        default=256,
        ge=1,
        le=MAX_REPLY_TOKENS,
        title="Longest reply",
        description="A reply that grows longer is ended there; a token is most of a word.",
    )


class SpeechGroup(Group):
    """How replies sound."""

    title: ClassVar[str] = "Voice"

    voice: AutoName = Field(
        default=AUTO, description="A voice's name; auto takes the best that keeps pace."
    )
    speed: Annotated[float, TIMES] = Field(
        default=1.0, ge=0.5, le=2.0, description="How fast it speaks; 1 is the voice's own pace."
    )
    volume: Annotated[float, PERCENT] = Field(
        default=1.0, ge=0.0, le=1.0, description="How loud it speaks; 0 is silence."
    )


class PlaybackGroup(Group):
    """Where replies are played."""

    title: ClassVar[str] = "Speaker"

    device: AutoName = Field(
        default=AUTO,
        title="Speaker",
        description="The speaker's name; auto takes the system's default.",
    )


class MicrophoneGroup(Group):
    """Where you are heard."""

    title: ClassVar[str] = "Microphone"

    device: AutoName = Field(
        default=AUTO,
        title="Microphone",
        description="The microphone's name; auto takes the system's default.",
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

    title: ClassVar[str] = "Camera"

    source: Annotated[Name, Labels(("0", "First camera"))] = Field(
        default="0",
        title="Picture from",
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

    title: ClassVar[str] = "History"

    keep: bool = Field(
        default=False,
        title="Keep conversations",
        description="Keep what is said, as text, to be read, searched and gone on with later.",
    )
    days: Annotated[
        Annotated[int, Field(ge=1, le=MAX_DAYS)] | Literal["forever"],
        DAYS,
        Labels(forever="Forever"),
    ] = Field(
        default=FOREVER,
        title="Keep them for",
        description="Conversations that ended longer ago are deleted as the next one begins.",
    )
    thumbnails: bool = Field(
        default=False,
        title="Keep small pictures",
        description="Keep a small picture of what the camera showed in a turn, too.",
    )


class WindowGroup(Group):
    """How the window looks."""

    title: ClassVar[str] = "Appearance"

    theme: Annotated[
        Literal["system", "light", "dark"], Labels(system="System", light="Light", dark="Dark")
    ] = Field(
        default="system", description="Light or dark; system follows the rest of the desktop."
    )
    language: Annotated[
        Literal["system", "en", "de", "zh_CN"],
        Labels(system="System", en="English", de="Deutsch", zh_CN="简体中文"),
    ] = Field(default="system", description="Of the window's own words, from its next start on.")
    caption_size: Annotated[float, TIMES] = Field(
        default=1.0,
        ge=0.75,
        le=2.0,
        title="Size of captions",
        description="How large the live captions are; 1 is their own size.",
    )
    reduce_motion: bool = Field(
        default=False, description="Nothing moves by itself; states show by shape and word alone."
    )
    close_to_tray: bool = Field(
        default=False,
        description="Closing only hides it; its icon in the tray brings it back, or quits.",
    )
    start_minimised: bool = Field(
        default=False,
        description="It starts out of sight: in the tray, or where there is none, minimised.",
    )


class LogsGroup(Group):
    """What the program notes about its own work; never what is said."""

    title: ClassVar[str] = "Log"

    level: LogLevel = Field(
        default="info",
        title="Notes kept",
        description="The least important kind of note that is kept.",
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
