"""The real window, a question of a real person, and its answer: heard, shown and read out."""

from __future__ import annotations

import pytest

from tests.rig.coupler import RATE
from tests.rig.live import load
from tests.rig.room import Room
from tests.rig.sound import VirtualSound
from tests.rig.window_program import WindowProgram
from tests.rig.window_talk import Person

pytestmark = [
    pytest.mark.rig,
    pytest.mark.usefixtures("rig_is_here", "window_rig_is_here"),
    pytest.mark.timeout(300),
]

QUIET = 0.01
CLOSING_SECONDS = 30.0


def test_a_question_is_answered_through_the_window(tmp_path, recordings):
    question = load(recordings / "what_time_is_it.wav", RATE)
    with VirtualSound(Room(), coupled=True) as rig:
        with WindowProgram(tmp_path / "program") as window:
            window.await_ready()
            person = Person(rig, window)
            before = rig.recorded()
            answer = person.answered(question)
            shown = person.captions().name
            window.keyboard.tap("Control_L", "q")
            window.await_end(CLOSING_SECONDS)
        sounded = abs(rig.recording().speaker[before:]) > QUIET
    assert answer.reply.text.startswith("It is ")
    assert answer.reply.text in shown
    assert answer.reply.text in window.reader.announced()
    assert sounded.sum() > RATE / 10
