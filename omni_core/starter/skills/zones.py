"""Zones of time: the machine's own, and those of the places people ask for."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo, available_timezones

_MORE_PLACES = {
    "america": "America/New_York",
    "argentina": "America/Argentina/Buenos_Aires",
    "austria": "Europe/Vienna",
    "bangalore": "Asia/Kolkata",
    "barcelona": "Europe/Madrid",
    "beijing": "Asia/Shanghai",
    "belgium": "Europe/Brussels",
    "boston": "America/New_York",
    "california": "America/Los_Angeles",
    "cape town": "Africa/Johannesburg",
    "china": "Asia/Shanghai",
    "cologne": "Europe/Berlin",
    "dallas": "America/Chicago",
    "delhi": "Asia/Kolkata",
    "denmark": "Europe/Copenhagen",
    "edinburgh": "Europe/London",
    "england": "Europe/London",
    "finland": "Europe/Helsinki",
    "florida": "America/New_York",
    "france": "Europe/Paris",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "germany": "Europe/Berlin",
    "greece": "Europe/Athens",
    "greenland": "America/Nuuk",
    "hamburg": "Europe/Berlin",
    "hawaii": "Pacific/Honolulu",
    "houston": "America/Chicago",
    "india": "Asia/Kolkata",
    "italy": "Europe/Rome",
    "kenya": "Africa/Nairobi",
    "kyoto": "Asia/Tokyo",
    "las vegas": "America/Los_Angeles",
    "manchester": "Europe/London",
    "miami": "America/New_York",
    "milan": "Europe/Rome",
    "montreal": "America/Toronto",
    "mumbai": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "netherlands": "Europe/Amsterdam",
    "new delhi": "Asia/Kolkata",
    "new york city": "America/New_York",
    "new zealand": "Pacific/Auckland",
    "nigeria": "Africa/Lagos",
    "norway": "Europe/Oslo",
    "osaka": "Asia/Tokyo",
    "pakistan": "Asia/Karachi",
    "peru": "America/Lima",
    "philadelphia": "America/New_York",
    "poland": "Europe/Warsaw",
    "rio": "America/Sao_Paulo",
    "rio de janeiro": "America/Sao_Paulo",
    "saint petersburg": "Europe/Moscow",
    "san francisco": "America/Los_Angeles",
    "scotland": "Europe/London",
    "seattle": "America/Los_Angeles",
    "south africa": "Africa/Johannesburg",
    "south korea": "Asia/Seoul",
    "spain": "Europe/Madrid",
    "sweden": "Europe/Stockholm",
    "switzerland": "Europe/Zurich",
    "texas": "America/Chicago",
    "thailand": "Asia/Bangkok",
    "the netherlands": "Europe/Amsterdam",
    "the uk": "Europe/London",
    "the united kingdom": "Europe/London",
    "ukraine": "Europe/Kyiv",
    "vietnam": "Asia/Ho_Chi_Minh",
    "washington": "America/New_York",
    "washington dc": "America/New_York",
}
"""Places the zone database does not name, by the city that keeps their time."""


class Places:
    """Finds the zone of a city or country named in English."""

    @cached_property
    def _keys(self) -> dict[str, str]:
        cities = {
            key.rpartition("/")[2].replace("_", " ").lower(): key
            for key in sorted(available_timezones())
            if not key.startswith(("Etc/", "posix/", "right/", "SystemV/"))
        }
        return cities | _MORE_PLACES

    def zone(self, place: str) -> ZoneInfo | None:
        """The zone kept in `place`, or None if the place is not known."""
        key = self._keys.get(place.lower())
        return ZoneInfo(key) if key else None


class SystemZone(tzinfo):
    """The machine's own zone, clock changes included.

    `datetime.astimezone()` alone gives the offset of one moment, which is an hour wrong for a
    reminder on the other side of a clock change.
    """

    def _offset(self, moment: datetime | None) -> timedelta:
        naive = datetime.now() if moment is None else moment.replace(tzinfo=None)
        offset = naive.astimezone().utcoffset()
        return offset if offset is not None else timedelta()

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """How far local time is ahead of UTC at the local time `dt`."""
        return self._offset(dt)

    def dst(self, _dt: datetime | None, /) -> timedelta | None:
        """Unknown: the system tells the whole offset only."""
        return None

    def tzname(self, dt: datetime | None) -> str:
        """The system's name of the zone at the local time `dt`."""
        naive = datetime.now() if dt is None else dt.replace(tzinfo=None)
        return naive.astimezone().tzname() or ""

    def fromutc(self, dt: datetime) -> datetime:
        """Local time of the UTC time `dt`."""
        from_utc = (dt.replace(tzinfo=None) - _EPOCH) / timedelta(seconds=1)
        local = datetime.fromtimestamp(from_utc)
        return local.replace(tzinfo=self)


_EPOCH = datetime(1970, 1, 1)
