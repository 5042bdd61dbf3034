"""Asks disk and system for what the page and its report tell; not on the window's thread."""

from __future__ import annotations

from pathlib import Path

import psutil

from app.diagnosis.log_tail import log_tail
from app.diagnosis.versions import versions
from ui.models.report import Background


def background(logs: Path | None) -> Background:
    """logs: the folder of the log, None: there is none."""
    return Background(
        versions=versions(),
        memory=psutil.Process().memory_info().rss,
        log=() if logs is None else log_tail(logs),
    )
