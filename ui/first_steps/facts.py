"""Gathers what the third step tells; asks drivers and disk, so off the window's thread."""

from __future__ import annotations

from pathlib import Path

from app.computer import this_computer
from app.engine_advice import PUBLISHED, fit
from ui.models.engine_step import EngineFacts


def engine_facts(models: Path) -> EngineFacts:
    """Of this computer, and of the packs in the folder `models`.

    Raises: UserError if the packs cannot be read.
    """
    from app.models.manifest import Manifest  # here: they take a tenth of a second to import
    from app.models.store import ModelStore
    from app.starter_packs import starter_packs

    computer = this_computer()
    return EngineFacts(
        computer=computer,
        models=starter_packs(ModelStore(models, Manifest.of_program())),
        official=[(model, fit(model, computer)) for model in PUBLISHED],
    )
