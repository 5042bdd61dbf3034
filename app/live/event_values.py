"""A session's events as plain values, for JSON."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from typing import Any

import numpy as np

from app.live.events import SessionEvent


def values_of(event: SessionEvent) -> dict[str, Any]:
    """Its fields, after its kind as `event`."""
    return {"event": type(event).__name__, **dataclasses.asdict(event)}


def as_line(values: dict[str, Any]) -> str:
    """One line of JSON, with its line break."""
    return json.dumps(values, default=_plain, ensure_ascii=False) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, np.ndarray):  # a picture
        return f"{value.shape[1]} x {value.shape[0]}"
    return value.name.lower() if isinstance(value, Enum) else str(value)
