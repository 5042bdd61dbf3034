"""The settings of the engines: what of them is loaded, from where, and how it computes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.settings_group import (
    AUTO,
    MAX_NAME,
    TOKENS,
    AutoName,
    FineTuning,
    Group,
    Labels,
    Name,
)

MAX_THREADS = 256
"""More than any desktop has; keeps a typing mistake from making thousands of threads."""

MIN_CONTEXT = 512
"""Tokens: the system prompt, a few seconds of sound and a short reply."""

MAX_CONTEXT = 2**20
"""Tokens: far more than any published checkpoint was trained for."""


class HearingGroup(Group):
    """How speech is recognised."""

    title: ClassVar[str] = "Hearing"

    recogniser: Annotated[
        Literal["moonshine", "whisper"],
        Labels(moonshine="Moonshine, quick", whisper="Whisper, thorough"),
    ] = Field(
        default="moonshine",
        title="Speech recognition",
        description="What turns speech into words: Moonshine is quick, Whisper is thorough.",
    )


class ChatGroup(Group):
    """The language model of the starter engine."""

    title: ClassVar[str] = "Chat model"

    model: Name = Field(
        default="chat-qwen2.5-0.5b",
        description="A chat pack's name, or the full path of any GGUF file.",
    )
    threads: Annotated[
        Annotated[int, Field(ge=1, le=MAX_THREADS)] | Literal["auto"], Labels(auto="Automatic")
    ] = Field(
        default=AUTO,
        title="Processor threads",
        description="Processor threads to think with; auto goes by the physical cores.",
    )


class OmniGroup(Group):
    """The official model, Qwen2.5-Omni."""

    title: ClassVar[str] = "Omni engine"

    model: Annotated[str, Labels(("", "No folder"))] = Field(
        default="",
        max_length=MAX_NAME,
        title="Model folder",
        description="The folder of a checkpoint in the official layout.",
    )
    device: AutoName = Field(
        default=AUTO,
        title="Computes on",
        description="Where it runs: cpu, cuda, cuda:1 or mps; auto takes the fastest.",
    )
    speaks: bool = Field(
        default=True,
        title="Answers aloud",
        description=(
            "Whether it answers aloud; if not, the parts that speak are not loaded, which saves "
            "their memory."
        ),
    )
    voice: AutoName = Field(
        default=AUTO,
        description=(
            "Who speaks: Chelsie, Ethan or another voice of the checkpoint; auto takes the first."
        ),
    )
    dtype: Annotated[
        Literal["auto", "float32", "bfloat16", "float16"],
        Labels(
            auto="Automatic",
            float32="32 bits (float32)",
            bfloat16="16 bits (bfloat16)",
            float16="16 bits (float16)",
        ),
        FineTuning(),
    ] = Field(
        default=AUTO,
        title="Precision",
        description="Its numbers: auto takes 16 bits on a GPU and 32 on a CPU.",
    )
    context: Annotated[
        Annotated[int, Field(ge=MIN_CONTEXT, le=MAX_CONTEXT)] | Literal["auto"],
        TOKENS,
        Labels(auto="Automatic"),
        FineTuning(),
    ] = Field(
        default=AUTO,
        title="Longest conversation",
        description="Tokens a conversation may hold; auto takes all it was trained for.",
    )
    solver: Annotated[
        Literal["auto", "rk4", "midpoint", "euler"],
        Labels(
            auto="Automatic", rk4="Best (rk4)", midpoint="Good (midpoint)", euler="Fast (euler)"
        ),
        FineTuning(),
    ] = Field(
        default=AUTO,
        title="Quality of the voice",
        description=(
            "How carefully its voice is drawn: rk4 as published, midpoint in half and euler in a "
            "quarter of the time; auto takes the best that this machine keeps pace with."
        ),
    )
