"""The list of model packs, read from TOML and checked once, so that all else can trust it."""

from __future__ import annotations

import importlib.resources
import textwrap
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from app.errors import UserError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_REASON = 200
"""Characters of a damaged file's description: a line or two."""

# Names become parts of paths: no separators, no leading dot, nothing a shell would notice.
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,199}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ByteCount = Annotated[int, Field(gt=0)]


def _safe_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise ValueError("is not an address") from error
    if parts.scheme == "https" and host:
        return url
    if parts.scheme == "http" and host in _LOOPBACK:
        return url
    raise ValueError("must be an https address")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Archive(_Entry):
    """One file of a package: a wheel or a source distribution, known by name, size and hash."""

    package: Name
    version: Name
    file: Name
    size: ByteCount
    sha256: Sha256


class Member(_Entry):
    """One file inside an archive; `size` is needed when several members are joined."""

    archive: Name
    path: Annotated[str, StringConstraints(min_length=1)]
    size: ByteCount | None = None


class Source(_Entry):
    """Where a file's bytes are: at an address, or in archives as members joined in order."""

    url: Annotated[str, AfterValidator(_safe_address)] | None = None
    members: list[Member] = Field(default_factory=list[Member])

    @model_validator(mode="after")
    def _one_kind(self) -> Source:
        if (self.url is None) == (not self.members):
            raise ValueError("a source has either a url or members")
        return self


class ModelFile(_Entry):
    """One file of a pack: the same bytes wherever they come from."""

    name: Name
    size: ByteCount
    sha256: Sha256
    sources: Annotated[list[Source], Field(min_length=1)]

    @model_validator(mode="after")
    def _parts_add_up(self) -> ModelFile:
        for source in self.sources:
            if len(source.members) == 1 and source.members[0].size not in (None, self.size):
                raise ValueError(f"the only part of {self.name} has another size than the file")
            if len(source.members) > 1:
                total = sum(member.size or 0 for member in source.members)
                if total != self.size or any(m.size is None for m in source.members):
                    raise ValueError(f"the sizes of the parts of {self.name} do not add up")
        return self


class Pack(_Entry):
    """Files that are used together, with their licence (an SPDX identifier) and what limits it.

    bundle: whether an installer may carry the pack.
    """

    title: str
    licence: Annotated[str, StringConstraints(min_length=1)]
    licence_note: str = ""
    origin: str
    bundle: bool
    files: Annotated[list[ModelFile], Field(min_length=1)]

    @model_validator(mode="after")
    def _different_names(self) -> Pack:
        if len({file.name.casefold() for file in self.files}) != len(self.files):
            raise ValueError("two files have the same name")
        return self

    @property
    def size(self) -> int:
        """Bytes on disk when the pack is installed."""
        return sum(file.size for file in self.files)


class Manifest(_Entry):
    """All packs by name, sets of packs by name, and the archives that sources refer to."""

    packs: dict[Name, Pack]
    sets: dict[Name, list[Name]] = Field(default_factory=dict[str, list[str]])
    archives: dict[Name, Archive] = Field(default_factory=dict[str, Archive])

    @model_validator(mode="after")
    def _names_exist(self) -> Manifest:
        for pack in self.packs.values():
            for member in (m for f in pack.files for s in f.sources for m in s.members):
                if member.archive not in self.archives:
                    raise ValueError(f"there is no archive {member.archive!r}")
        for name, members in self.sets.items():
            if name in self.packs:
                raise ValueError(f"{name!r} is both a set and a pack")
            for member in members:
                if member not in self.packs:
                    raise ValueError(f"there is no pack {member!r}, which set {name!r} names")
        return self

    @classmethod
    def of_program(cls) -> Manifest:
        """The packs this program is delivered with."""
        return cls.load(Path(str(importlib.resources.files("resources") / "models.toml")))

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Read and check a manifest.

        Raises: UserError naming the place of the first mistake.
        """
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls.model_validate(tables)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(f"The model list {path} cannot be read: {reason}.") from error
        except ValidationError as error:
            reason = _first_mistake(error)
        except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, nested without end
            reason = str(error)
        raise UserError(
            f"The model list {path} is damaged ({_one_line(reason)}); "
            "install the program again to restore it."
        )

    def pack(self, name: str) -> Pack:
        """The pack of this name.

        Raises: UserError listing the names there are.
        """
        try:
            return self.packs[name]
        except KeyError:
            known = ", ".join(self.packs)
            raise UserError(f"There is no model pack {name!r}; there are {known}.") from None

    def expand(self, names: Iterable[str]) -> list[str]:
        """Pack names for a mix of pack and set names, each once, in order.

        Raises: UserError for a name that is neither.
        """
        expanded: dict[str, None] = {}
        for name in names:
            for pack in self.sets.get(name, [name]):
                self.pack(pack)
                expanded[pack] = None
        return list(expanded)


def _first_mistake(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    reason = first["msg"].removeprefix("Value error, ")
    return f"{place}: {reason}" if place else reason


def _one_line(text: str) -> str:
    """What a damaged file brought into a message must not move the cursor or fill the screen."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return textwrap.shorten(printable, _LONGEST_REASON)
