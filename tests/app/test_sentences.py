from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime

import pytest

from app.errors import UserError
from app.sentences import Sentence, said_at, said_together, say
from app.sound.events import DeviceEvent
from app.turns.taking_the_floor import MOST_WAITING, Floor


def test_a_sentence_is_text_and_knows_what_it_was_made_of() -> None:
    made = say("I use {name} as the speaker now.", name="Box {1}")
    assert made == "I use Box {1} as the speaker now."
    assert made.template == "I use {name} as the speaker now."
    assert made.parts == {"name": "Box {1}"}


def test_it_stays_one_as_an_error_s_text_and_as_a_copy() -> None:
    made = say("There is no file {name}; check the name.", name="a{b}")
    for same in (
        str(UserError(made)),
        str(made),
        copy.deepcopy(made),
        pickle.loads(pickle.dumps(made)),
    ):
        assert isinstance(same, Sentence)
        assert (same, same.template, same.parts) == (made, made.template, made.parts)


def test_parts_keep_what_they_are() -> None:
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    when = said_at("at noon", now, now)
    both = say("While I was off, {things}.", things=said_together("a and b", ["a", "b"]))
    assert say("your timer ended {when}", when=when).parts["when"] is when
    assert both == "While I was off, a and b."
    assert say("{more} more were due", more=3) == "3 more were due"


@pytest.mark.parametrize("kind", ["microphone", "speaker"])
@pytest.mark.parametrize("happening", ["changed", "lost", "busy", "returned"])
def test_what_happens_to_a_device_names_its_kind(kind, happening) -> None:
    said = DeviceEvent(kind, happening, None).sentence
    assert isinstance(said, Sentence)
    assert kind in said


def test_two_that_wait_together_keep_what_they_are() -> None:
    floor = Floor()
    notices = [say("I can see again.")] * (MOST_WAITING + 1)
    for moment, notice in enumerate(notices):
        floor = floor.asked(notice, float(moment))
    both, _ = floor.taken(10.0)
    assert isinstance(both, Sentence)
    assert both == "I can see again. I can see again."
    assert both.parts["first"] is notices[0]
