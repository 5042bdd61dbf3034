from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.starter.sight import describe
from omni_core.starter.sight.eyes import Eyes, Face, Findings, Label, Look

BOX = (0.3, 0.3, 0.5, 0.5)


def _look(eyes: Eyes, *labels: Label, faces: int = 0, light: float = 0.5, text: str = "") -> Look:
    return Look(
        eyes,
        np.zeros((1, 1, 3), np.uint8),
        Findings(
            labels=labels,
            faces=(Face(BOX, 0.9),) * faces,
            colours=("blue", "white"),
            brightness=light,
            text=tuple(text.splitlines()),
        ),
    )


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0.9, "I can see a dog."),
        (0.6, "I think I can see a dog."),
        (0.4, "I'm not sure, but it might be a dog."),
        (0.2, "I see something mostly blue and white, but I can't tell what it is."),
    ],
)
def test_words_are_as_sure_as_the_score(eyes: Eyes, score: float, said: str):
    assert describe.scene(_look(eyes, Label("a dog", score))) == said


def test_a_clear_sort_is_named_and_an_unclear_one_is_not(eyes: Eyes):
    cup, espresso = Label("a cup", 0.95), Label("an espresso", 0.9, "a cup")
    assert describe.scene(_look(eyes, cup, espresso)) == (
        "I can see a cup, and it looks like an espresso."
    )
    assert describe.thing(_look(eyes, cup, espresso)) == "It looks like an espresso."
    unclear = Label("an espresso", 0.5, "a cup")
    assert describe.scene(_look(eyes, cup, unclear)) == "I can see a cup."
    assert describe.thing(_look(eyes, cup, unclear)) == "It looks like a cup."


def test_people_come_first(eyes: Eyes):
    assert describe.scene(_look(eyes, faces=1)) == "I can see one person."
    both = _look(eyes, Label("a cup", 0.8), faces=2)
    assert describe.scene(both) == "I can see two people and a cup."
    maybe = _look(
        eyes, Label("a helmet", 0.7), Label("a football helmet", 0.5, "a helmet"), faces=1
    )
    assert describe.scene(maybe) == "I can see one person, and I think I can see a helmet."


def test_a_doubtful_thing_is_not_added_to_a_face(eyes: Eyes):
    assert describe.scene(_look(eyes, Label("a wig", 0.45), faces=1)) == "I can see one person."


def test_in_the_dark_it_says_so(eyes: Eyes):
    dark = _look(eyes, light=0.01)
    for said in (describe.scene(dark), describe.thing(dark), describe.writing(dark)):
        assert said == describe.TOO_DARK_TO_SEE
    assert describe.anyone(dark) == "No, it is too dark for me to see anyone."


def test_faces_tell_who_is_there(eyes: Eyes):
    nobody, one, three = (_look(eyes, faces=count) for count in (0, 1, 3))
    assert describe.me(nobody) == "No, I can't see anyone's face."
    assert describe.me(one) == "Yes, I can see you."
    assert describe.me(three) == "Yes, I can see three people."
    assert describe.people(nobody) == "I can't see anyone's face."
    assert describe.people(three) == "I can see three people."
    assert describe.people(_look(eyes, faces=11)) == "I can see many people."
    assert describe.who(one) == "I can see one person, but I don't know who that is."


@pytest.mark.parametrize(
    ("noun", "article", "said"),
    [
        ("dog", "a", "Yes, I can see a dog."),
        ("cat", "a", "I'm not sure, but there might be a cat."),
        ("cups", "any", "No, I can't see any cups."),
        ("bird", "your", "Yes, I think I can see your bird."),
        ("woman", "a", "Yes, I can see one person."),
        ("unicorn", "a", None),
    ],
)
def test_questions_for_one_thing(eyes: Eyes, noun: str, article: str, said: str | None):
    labels = (Label("a dog", 0.9), Label("a bird", 0.6), Label("a cat", 0.4))
    assert describe.presence(_look(eyes, *labels, faces=1), noun, article) == said


@pytest.mark.parametrize(
    ("level", "asked", "said"),
    [
        (0.05, "dark", "Yes, it is very dark."),
        (0.2, "dark", "Yes, it is quite dark."),
        (0.4, "dark", "No, it is neither dark nor very bright."),
        (0.7, "bright", "Yes, it is quite bright."),
        (0.95, "dark", "No, it is very bright."),
        (0.2, "", "It is quite dark."),
    ],
)
def test_light(eyes: Eyes, level: float, asked: str, said: str):
    assert describe.light(_look(eyes, light=level), asked) == said


def test_writing_is_read_out_in_letters_a_voice_can_say(eyes: Eyes):
    assert describe.writing(_look(eyes, text="EXIT")) == "It says: EXIT."
    assert describe.writing(_look(eyes, text="Push to open!")) == "It says: Push to open!"
    assert describe.writing(_look(eyes, text="O")) == "I can't see any writing that I can read."
    assert "not in letters" in describe.writing(_look(eyes, text="出口 出口"))


PHRASES = st.sampled_from(["a dog", "a cup", "some hay", "sunglasses", "an orange"])


@given(
    st.lists(st.tuples(PHRASES, st.floats(0.05, 1.0)), max_size=5, unique_by=lambda seen: seen[0]),
    st.integers(0, 12),
    st.floats(0.0, 1.0),
)
def test_every_description_is_one_plain_sentence(
    eyes: Eyes, seen: list[tuple[str, float]], faces: int, light: float
):
    labels = [Label(*entry) for entry in sorted(seen, key=lambda entry: -entry[1])]
    look = _look(eyes, *labels, faces=faces, light=light)
    for said in (describe.scene(look), describe.thing(look), describe.people(look)):
        assert re.fullmatch(r"[A-Z][a-zA-Z', ]+\.", said), said
