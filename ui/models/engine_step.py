"""The third first step: what answers now, and whether this computer could carry more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.computer import Computer

if TYPE_CHECKING:
    from app.engine_advice import Fit, Published
    from app.starter_packs import PackLine


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """computer: this one.  models: of the starter engine.  official: what suits, and how."""

    computer: Computer
    models: Sequence[PackLine]
    official: Sequence[tuple[Published, Fit]]

    @property
    def size(self) -> int:
        """Bytes of the starter's models."""
        return sum(model.size for model in self.models)

    @property
    def complete(self) -> bool:
        """Whether all of the starter's models are here."""
        return all(model.here for model in self.models)
