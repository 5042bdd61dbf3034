"""What a pull is asked for, and where its unfinished files lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.models.manifest import Archive, Member, ModelFile


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to bring to `target`, for the pack of this name."""

    pack: str
    file: ModelFile
    target: Path

    @property
    def members(self) -> list[Member]:
        """All members of all sources."""
        return [member for source in self.file.sources for member in source.members]


def staged(staging: Path, sha256: str, name: str, kind: str) -> Path:
    """Where unfinished bytes lie: known by the hash they are to have."""
    return staging / f"{sha256[:16]}-{name}{kind}"


def leftovers(staging: Path, item: ModelFile | Archive) -> Iterable[Path]:
    """Everything that may lie in staging because of this file or archive."""
    name = item.file if isinstance(item, Archive) else item.name
    return [staged(staging, item.sha256, name, kind) for kind in ("", ".part", ".joined")]
