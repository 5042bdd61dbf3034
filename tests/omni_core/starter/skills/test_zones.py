from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from omni_core.starter.skills.zones import _MORE_PLACES, Places, SystemZone


def test_every_added_place_names_a_zone() -> None:
    places = Places()
    for place in _MORE_PLACES:
        assert places.zone(place) is not None


def test_cities_of_the_database_are_found_in_any_case() -> None:
    places = Places()
    assert places.zone("Los Angeles") == ZoneInfo("America/Los_Angeles")
    assert places.zone("PARIS") == ZoneInfo("Europe/Paris")
    assert places.zone("Atlantis") is None


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its zone for a test")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield ZoneInfo("Europe/Berlin")
    monkeypatch.undo()
    time.tzset()


def test_the_system_zone_knows_clock_changes(berlin: ZoneInfo) -> None:
    start = datetime(2025, 3, 29, tzinfo=UTC)
    for hours in range(0, 24 * 365, 7):
        moment = start + timedelta(hours=hours)
        mine = moment.astimezone(SystemZone())
        assert mine.replace(tzinfo=None) == moment.astimezone(berlin).replace(tzinfo=None)
        assert mine.utcoffset() == moment.astimezone(berlin).utcoffset()
        assert mine.astimezone(UTC) == moment


def test_both_hours_of_the_autumn_change_come_back(berlin: ZoneInfo) -> None:
    for hour in (0, 1):
        moment = datetime(2025, 10, 26, hour, 30, tzinfo=UTC)
        assert moment.astimezone(SystemZone()).astimezone(UTC) == moment


def test_the_system_zone_has_a_name(berlin: ZoneInfo) -> None:
    assert datetime(2025, 7, 1, tzinfo=SystemZone()).tzname() == "CEST"
    assert SystemZone().utcoffset(None) in (timedelta(hours=1), timedelta(hours=2))
    assert datetime(2025, 7, 1, tzinfo=SystemZone()).dst() is None
