"""What every group of settings is made of, and what a declaration may say of a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

AUTO: Literal["auto"] = "auto"

MAX_NAME = 4096
"""Characters of a name or path: the longest path Linux takes."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a number is shown: `{0}` in `pattern` is the number times `scale`.

    one: the pattern for exactly one, where that is another.
    """

    pattern: str
    one: str = ""
    scale: int = 1


SECONDS: Final = Unit("{0} s")
DECIBELS: Final = Unit("{0} dB")
PERCENT: Final = Unit("{0}%", scale=100)
TIMES: Final = Unit("{0}×")  # noqa: RUF001 - it is the sign that is meant
DAYS: Final = Unit("{0} days", one="{0} day")
TOKENS: Final = Unit("{0} tokens", one="{0} token")


class Labels:
    """What values are called on a screen: `Labels(auto="Automatic")`, or `("0", "Camera")`."""

    __slots__ = ("pairs",)

    def __init__(self, *pairs: tuple[str, str], **words: str) -> None:
        self.pairs: Final = (*pairs, *words.items())


class FineTuning:
    """Marks a number that was measured: a screen shows it after all others of its group."""

    __slots__ = ()


Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
AutoName = Annotated[Name, Labels(auto="Automatic")]
"""A name, or `auto`."""


class Group(BaseModel):
    """A table of the settings file; the first line of its docstring says what it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    title: ClassVar[str] = ""
    """What a screen calls it; empty: its name in the file."""
