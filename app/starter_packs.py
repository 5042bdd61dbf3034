"""The models of the starter engine as a list for people: what, how large, whose, whether here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.store import ModelStore, PackState

STARTER_SET = "starter"


@dataclass(frozen=True, slots=True)
class PackLine:
    """A model: what it is, its bytes, its licence, whether it is here."""

    title: str
    size: int
    licence: str
    here: bool


def starter_packs(store: ModelStore) -> Sequence[PackLine]:
    """Every model that the starter engine consists of.

    Raises: UserError if the models folder cannot be read.
    """
    return [
        PackLine(pack.title, pack.size, pack.licence, store.state(name) is PackState.READY)
        for name in store.manifest.expand([STARTER_SET])
        for pack in (store.manifest.pack(name),)
    ]
