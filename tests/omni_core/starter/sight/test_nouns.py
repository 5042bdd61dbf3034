from __future__ import annotations

import pytest

from omni_core.starter.sight.labels import Label
from omni_core.starter.sight.nouns import Sighting, is_person, sight_of, singular

VOCABULARY = frozenset(
    ["cup", "espresso", "coffee mug", "dog", "golden retriever", "hot dog", "sunglasses"]
)
LABELS = (
    Label("a cup", 0.9),
    Label("an espresso", 0.8, "a cup"),
    Label("a hot dog", 0.6),
    Label("a golden retriever", 0.3, "a dog"),
    Label("a dog", 0.35),
    Label("sunglasses", 0.2),
)


@pytest.mark.parametrize(
    ("noun", "score"),
    [
        ("cup", 0.9),
        ("cups", 0.9),
        ("mug", 0.9),
        ("coffee", 0.8),
        ("dog", 0.35),
        ("puppy", 0.35),
        ("retriever", 0.3),
        ("sunglasses", 0.2),
        ("hot dogs", 0.6),
    ],
)
def test_a_thing_is_found_under_the_name_people_use(noun: str, score: float):
    assert sight_of(noun, LABELS, VOCABULARY) == Sighting(known=True, score=score)


def test_what_was_never_learned_is_not_denied():
    assert sight_of("unicorn", LABELS, VOCABULARY) == Sighting(known=False, score=0.0)


def test_what_is_known_and_not_there_has_no_score():
    assert sight_of("coffee mug", LABELS, VOCABULARY) == Sighting(known=True, score=0.0)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("cups", "cup"),
        ("glasses", "glass"),
        ("boxes", "box"),
        ("watches", "watch"),
        ("puppies", "puppy"),
        ("ties", "tie"),
        ("glass", "glass"),
        ("geese", "goose"),
        ("houses", "house"),
    ],
)
def test_many_become_one(many: str, one: str):
    assert singular(many) == one


@pytest.mark.parametrize("noun", ["person", "old woman", "people", "face", "children"])
def test_people_are_told_from_things(noun: str):
    assert is_person(noun)
    assert not is_person("human-like robot")
