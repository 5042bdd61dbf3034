"""Which engine suits a computer: what each needs, and whether that is there.

The published checkpoints are no packs, so their needs stand here: `models plan` worked them out
from their configurations, and a test does it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.computer import Computer

STARTER_MEMORY = 2_000_000_000
"""Bytes: a whole conversation took 1.7 GB (benchmarks/results/live_load.json)."""

SHARED_PART = 0.75
"""Of a memory that graphics shares, what one program may take."""

PLANNED_CONTEXT = 4096
"""Tokens: some minutes of conversation with the camera on."""


@dataclass(frozen=True, slots=True)
class Published:
    """A checkpoint as its makers publish it.

    disk: bytes to fetch.  narrow, wide: bytes of memory with `PLANNED_CONTEXT`, in 16 bits as a
    graphics card takes it, and in 32 as a processor does.
    """

    name: str
    licence: str
    disk: int
    narrow: int
    wide: int


PUBLISHED = (
    Published(
        "Qwen2.5-Omni-3B",
        "Qwen Research",
        disk=11_970_000_000,
        narrow=12_300_000_000,
        wide=22_810_000_000,
    ),
    Published(
        "Qwen2.5-Omni-7B",
        "Apache-2.0",
        disk=22_360_000_000,
        narrow=23_140_000_000,
        wide=44_480_000_000,
    ),
)
"""The smaller one first."""


class Fit(Enum):
    """How a checkpoint would run here."""

    GRAPHICS = "on the graphics card, as it is meant to"
    PROCESSOR = "in memory, without the graphics card: slowly"
    NOT = "not at all"


def fit(model: Published, computer: Computer) -> Fit:
    """Whether `model` fits, and where."""
    graphics = computer.graphics or 0
    if computer.shared:
        graphics = round(SHARED_PART * graphics)
    if graphics >= model.narrow:
        return Fit.GRAPHICS
    return Fit.PROCESSOR if SHARED_PART * computer.memory >= model.wide else Fit.NOT
