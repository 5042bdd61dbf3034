"""A store in an empty folder and a clock that tests set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.actions.store import ActionStore

TEN_PAST_SIX = datetime(2025, 3, 4, 18, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@dataclass
class Clock:
    now: datetime = TEN_PAST_SIX

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "actions.db"


@pytest.fixture
def store(path: Path) -> Iterator[ActionStore]:
    opened = ActionStore(path)
    yield opened
    opened.close()
