"""Asks where an export shall go, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.models.history_news import Format
from ui.models.history_rows import local

translate = QCoreApplication.translate

ENDINGS: Mapping[Format, str] = MappingProxyType(
    {"markdown": ".md", "json": ".json", "srt": ".srt"}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file and what is to be written into it."""

    format: Format
    path: Path


def choose(parent: QWidget, began: float | None) -> Chosen | None:
    """Where to write the conversation that `began` then (seconds since 1970), None for all.

    Returns: None if the person does not want to after all.
    """
    names = filters()
    if began is None:
        del names["srt"]  # subtitles have one time line
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    stem = "visavis" if began is None else f"visavis-{local(began):%Y-%m-%d-%H%M}"
    file, kind = QFileDialog.getSaveFileName(
        parent,
        translate("History", "Export"),
        str(Path(folder) / f"{stem}{ENDINGS['markdown']}"),
        ";;".join(names.values()),
    )
    return chosen(file, kind) if file else None


def chosen(file: str, kind: str) -> Chosen:
    """What was chosen: the format by the file's ending if it has one of ours, else by `kind`."""
    path = Path(file)
    by_ending = {ending: kept for kept, ending in ENDINGS.items()}
    if (wanted := by_ending.get(path.suffix.lower())) is not None:
        return Chosen(wanted, path)
    wanted = next((each for each, name in filters().items() if name == kind), "markdown")
    return Chosen(wanted, path.with_name(path.name + ENDINGS[wanted]))


def filters() -> dict[Format, str]:
    """What a file dialog offers."""
    return {
        "markdown": translate("History", "Markdown, to be read") + " (*.md)",
        "json": translate("History", "JSON, with everything") + " (*.json)",
        "srt": translate("History", "Subtitles") + " (*.srt)",
    }
