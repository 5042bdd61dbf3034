"""What every group of settings is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_NAME = 4096
"""Characters of a name or path: the longest path Linux takes."""

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]


class Group(BaseModel):
    """A table of the settings file; the first line of its docstring is its title."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
