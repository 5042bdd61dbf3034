import json
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from pathlib import PurePosixPath

import pytest

from app.talk.report import TalkReport, Timings, TurnReport, as_json
from omni_core.conversation import Action


class Colour(Enum):
    RED = "red"


def with_action(data: dict) -> TalkReport:
    turn = TurnReport(None, "Yes.", (Action("test", data),), 1.23456, Timings(None, 0.1, 0.25))
    return TalkReport("scripted", [turn], 1.5, 123.456)


def test_everything_becomes_json():
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=2)))
    data = {
        "due": moment,
        "day": date(2026, 3, 1),
        "length": timedelta(minutes=5),
        "colour": Colour.RED,
        "path": PurePosixPath("a/b"),
        "nested": {"list": (1, 2.5, None, True)},
    }
    report = json.loads(json.dumps(as_json(with_action(data))))
    assert report["load_ms"] == 1500
    assert report["peak_rss_mb"] == 123.5
    (turn,) = report["turns"]
    assert turn["heard"] is None
    assert turn["speech_seconds"] == 1.235
    assert turn["timings_ms"] == {"first_text": None, "first_sound": 100, "done": 250}
    assert turn["actions"] == [
        {
            "kind": "test",
            "data": {
                "due": "2026-03-01T12:30:00+02:00",
                "day": "2026-03-01",
                "length": 300,
                "colour": "red",
                "path": "a/b",
                "nested": {"list": [1, 2.5, None, True]},
            },
        }
    ]


def test_what_json_cannot_hold_is_no_silent_text():
    with pytest.raises(TypeError, match="object"):
        as_json(with_action({"what": object()}))
