from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from omni_core.starter.sight.describe import NO_PICTURE
from omni_core.starter.sight.eyes import Eyes, Look
from omni_core.starter.skills.camera import CameraFacts
from omni_core.starter.skills.skill import Context, Memory

SIGHT = Path(__file__).resolve().parents[4] / "resources" / "sight"

Ask = Callable[[str, str | None], str | None]


@pytest.fixture(scope="module")
def ask(pack: Callable[[str], Path]) -> Ask:
    """`ask("What do you see?", "coffee")`; None for no picture."""
    eyes, skill = Eyes.load(SIGHT), CameraFacts()
    looks: dict[str | None, Look | None] = {None: None}
    for name in ("coffee", "astronaut", "page", "text"):
        with Image.open(pack("photos") / f"{name}.png") as picture:
            looks[name] = eyes.look(np.asarray(picture.convert("RGB")))

    def asked(words: str, name: str | None) -> str | None:
        context = Context(
            now=datetime(2026, 5, 4, 12, tzinfo=UTC),
            memory=Memory(),
            last_reply="",
            speed=1.0,
            look=lambda: looks[name],
        )
        answer = skill.answer(words, context)
        return None if answer is None else answer.text

    return asked


@pytest.mark.parametrize(
    "words",
    [
        "What do you see?",
        "what do you see",
        "What'd you see.",
        "What can you see right now?",
        "So, what do you see in the picture?",
        "What are you looking at?",
        "Describe the room.",
        "Please describe what you see.",
        "Tell me what you see.",
        "What's in the photo?",
        "What is in front of you?",
        "Can you see anything?",
        "Can you describe the image for me?",
    ],
)
def test_the_scene(ask: Ask, words: str):
    assert ask(words, "coffee") == "I can see a cup, and it looks like an espresso."
    assert ask(words, "astronaut") == "I can see one person, and I think I can see a helmet."
    assert ask(words, None) == NO_PICTURE


@pytest.mark.parametrize(
    "words",
    [
        "What is this?",
        "What's that thing?",
        "What am I holding?",
        "What am I holding in my hand?",
        "Do you know what this is?",
        "What have I got in my hand?",
        "Do you recognise this?",
    ],
)
def test_the_thing(ask: Ask, words: str):
    assert ask(words, "coffee") == "It looks like an espresso."
    assert ask(words, None) == NO_PICTURE


@pytest.mark.parametrize(
    ("words", "with_a_person", "without"),
    [
        ("Can you see me?", "Yes, I can see you.", "No, I can't see anyone's face."),
        ("Do you see me now?", "Yes, I can see you.", "No, I can't see anyone's face."),
        ("Is anyone there?", "Yes, I can see one person.", "No, I can't see anyone's face."),
        ("How many people do you see?", "I can see one person.", "I can't see anyone's face."),
        ("How many faces are there?", "I can see one person.", "I can't see anyone's face."),
        ("Do you see a woman?", "Yes, I can see one person.", "No, I can't see anyone's face."),
    ],
)
def test_people(ask: Ask, words: str, with_a_person: str, without: str):
    assert ask(words, "astronaut") == with_a_person
    assert ask(words, "coffee") == without


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Do you see a cup?", "Yes, I can see a cup."),
        ("Can you see a mug?", "Yes, I can see a mug."),
        ("Do you see coffee?", "Yes, I can see coffee."),
        ("Is there a cup in the picture?", "Yes, I can see a cup."),
        ("Is that an espresso?", "Yes, I can see an espresso."),
        ("Do you see a dog?", "No, I can't see a dog."),
        ("Do you see any dogs?", "No, I can't see any dogs."),
        ("Do you see a unicorn?", "I can't tell, because I never learned what that looks like."),
        ("What colour is it?", "It is mostly orange and brown."),
        ("What color is this?", "It is mostly orange and brown."),
        (
            "What colour is my shirt?",
            "I can't pick out your shirt, but mostly I see orange and brown.",
        ),
        (
            "What colour is the cup?",
            "I can't pick out the cup, but mostly I see orange and brown.",
        ),
        ("Is it dark?", "No, it is neither dark nor very bright."),
        ("How bright is it?", "It is neither dark nor very bright."),
    ],
)
def test_yes_no_colour_and_light(ask: Ask, words: str, said: str):
    assert ask(words, "coffee") == said


@pytest.mark.parametrize(
    "words",
    [
        "Read this page.",
        "Read the spage.",
        "Read this.",
        "Can you read this to me?",
        "read me this page",
        "Please read the text aloud.",
        "What does it say?",
        "What does this sign say?",
        "What is written here?",
    ],
)
def test_reading(ask: Ask, words: str):
    said = ask(words, "page")
    assert said is not None
    assert said.startswith("It says: Region-based segmentation. Let us first determine markers of")
    assert "the markers are found at the two extreme parts of the histogram of grey values:" in said
    assert ask(words, "text") == "I can't see any writing that I can read."
    assert ask(words, None) == NO_PICTURE


@pytest.mark.parametrize("name", ["coffee", None])
@pytest.mark.parametrize(
    "words",
    [
        "Do you see what I mean?",
        "What is this song about?",
        "Read me a story.",
        "Read the news.",
        "What is the capital of France?",
        "What is it?",
        "How many people live in Germany?",
        "How many people are there in Germany?",
        "Is there a god?",
        "What colour is the sky?",
        "What color is a banana?",
        "What is that supposed to mean?",
        "See you later.",
        "Do you see a problem with that?",
        "Can you see the difference?",
        "What does the Bible say?",
        "What do you think?",
        "What do you do?",
        "Is it dark in Tokyo?",
        "Is this a joke?",
        "Can you find a restaurant near me?",
        "Describe the French Revolution.",
        "Can you see the future?",
        "I see.",
        "I see a bright future.",
        "What is seventeen plus twenty-five?",
        "What does photosynthesis mean?",
        "",
    ],
)
def test_other_questions_are_left_alone(ask: Ask, words: str, name: str | None):
    assert ask(words, name) is None
