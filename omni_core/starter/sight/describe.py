"""Sentences about a picture, as careful as its scores: "I can see", "I think", "it might be"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omni_core.starter.sight.eyes import Look
from omni_core.starter.sight.labels import Label
from omni_core.starter.sight.nouns import is_person, sight_of
from omni_core.starter.sight.reading import flowing

# On 44 pictures looked at by eye: above SURE 10 labels of 10 were right; from LIKELY to SURE 5 of
# 12, the wrong ones mostly on drawings and microscopy; from POSSIBLE to LIKELY 2 of 7.
SURE = 0.75
LIKELY = 0.5
POSSIBLE = 0.35

DETAIL = 0.7
DETAIL_SHARE = 0.8
"""A sort is named ("an espresso") if it is this sure and has this share of its kind's score."""

MOST_THINGS = 2

TOO_DARK = 0.06
"""Brightness under which a picture shows next to nothing."""

LIGHT_STEPS = ((0.1, "very dark"), (0.24, "quite dark"), (0.6, ""), (0.8, "quite bright"))
"""Upper ends of brightness; above the last it is very bright."""

VERY_BRIGHT = "very bright"

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

NO_PICTURE = "I can't see anything, because I have no camera and no picture."
TOO_DARK_TO_SEE = "It is too dark for me to see anything."

LEAST_LETTERS = 2
"""Less than this is a smudge taken for a letter."""

MOST_FOREIGN = 0.5
"""Writing with a larger share of letters beyond Latin can't be said by an English voice."""

LATIN_END = "\u024f"


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing that is seen, and its sort where that is clear ("" if not)."""

    phrase: str
    score: float
    sort: str


def scene(look: Look) -> str:
    """What the picture shows."""
    people, things = len(look.faces), _things(look.labels)
    sure = [thing for thing in things if thing.score >= SURE][:MOST_THINGS]
    likely = [thing for thing in things if LIKELY <= thing.score < SURE][:1]
    seen = ([_persons(people)] if people else []) + [thing.phrase for thing in sure]
    if seen:
        text = f"I can see {_listed(seen)}"
        if sure and sure[0].sort and len(seen) == 1:
            text += f", and it looks like {sure[0].sort}"
        elif likely:
            text += f", and I think I can see {likely[0].phrase}"
        return f"{text}."
    if likely:
        return f"I think I can see {likely[0].phrase}."
    if look.brightness < TOO_DARK:
        return TOO_DARK_TO_SEE
    if things and things[0].score >= POSSIBLE:
        return f"I'm not sure, but it might be {things[0].phrase}."
    return f"I see something mostly {_listed(look.colours)}, but I can't tell what it is."


def thing(look: Look) -> str:
    """What is held up or pointed at."""
    best = next(iter(_things(look.labels)), None)
    if best is not None and best.score >= SURE:
        return f"It looks like {best.sort or best.phrase}."
    if best is not None and best.score >= LIKELY:
        return f"I think it is {best.phrase}."
    if look.faces:
        return f"I can see {_persons(len(look.faces))}, but I can't tell what else there is."
    if look.brightness < TOO_DARK:
        return TOO_DARK_TO_SEE
    if best is not None and best.score >= POSSIBLE:
        return f"I'm not sure, but it might be {best.phrase}."
    return f"I can't tell what it is, only that it is mostly {_listed(look.colours)}."


def people(look: Look) -> str:
    """How many people are there."""
    return f"I can see {_persons(len(look.faces))}." if look.faces else _sentence(_nobody(look))


def anyone(look: Look) -> str:
    """Whether anyone is there."""
    return f"Yes, I can see {_persons(len(look.faces))}." if look.faces else f"No, {_nobody(look)}."


def me(look: Look) -> str:
    """Whether the person who asks can be seen."""
    if not look.faces:
        return f"No, {_nobody(look)}."
    return "Yes, I can see you." if len(look.faces) == 1 else anyone(look)


def who(look: Look) -> str:
    """Who is there, which it can't know."""
    if not look.faces:
        return _sentence(_nobody(look))
    return f"I can see {_persons(len(look.faces))}, but I don't know who that is."


def presence(look: Look, noun: str, article: str) -> str | None:
    """Whether `noun` (lower case, without its article) is there; None if it never learned it."""
    if is_person(noun):
        return anyone(look)
    sighting = sight_of(noun, look.labels, look.vocabulary)
    if not sighting.known:
        return None
    some = article in ("any", "some")
    phrase = f"{'some' if some else article} {noun}".strip()
    if sighting.score >= SURE:
        return f"Yes, I can see {phrase}."
    if sighting.score >= LIKELY:
        return f"Yes, I think I can see {phrase}."
    if sighting.score >= POSSIBLE:
        return f"I'm not sure, but there might be {phrase}."
    return f"No, I can't see {'any' if some or not article else article} {noun}."


def sees(look: Look, noun: str) -> bool:
    """Whether `noun` may be there at all."""
    return is_person(noun) or sight_of(noun, look.labels, look.vocabulary).score >= POSSIBLE


def colours(look: Look) -> str:
    """The main colours."""
    return f"It is mostly {_listed(look.colours)}."


def colours_around(look: Look, phrase: str) -> str:
    """The main colours, when those of one thing were asked for."""
    return f"I can't pick out {phrase}, but mostly I see {_listed(look.colours)}."


def light(look: Look, asked: str) -> str:
    """How light it is; `asked` is "dark", "bright" or "" for an open question."""
    word = next((word for end, word in LIGHT_STEPS if look.brightness < end), VERY_BRIGHT)
    statement = f"it is {word}" if word else "it is neither dark nor very bright"
    if not asked:
        return _sentence(statement)
    return f"{'Yes' if asked in word else 'No'}, {statement}."


def writing(look: Look) -> str:
    """What is written."""
    lines = look.text()
    letters = [char for line in lines for char in line if char.isalnum()]
    if len(letters) < LEAST_LETTERS:
        if look.brightness < TOO_DARK:
            return TOO_DARK_TO_SEE
        return "I can't see any writing that I can read."
    if sum(char > LATIN_END for char in letters) > MOST_FOREIGN * len(letters):
        return "I can see some writing, but not in letters that I can read aloud."
    text = flowing(lines)
    return f"It says: {text}" if text.endswith((".", "!", "?")) else f"It says: {text}."


def _things(labels: Sequence[Label]) -> list[Thing]:
    """Kinds and things that belong to none, the surest first, each with its clear sort."""
    found: list[Thing] = []
    for label in labels:
        if label.kind:
            continue
        sorts = [other for other in labels if other.kind == label.phrase]
        clear = sorts and sorts[0].score >= max(DETAIL, DETAIL_SHARE * label.score)
        found.append(Thing(label.phrase, label.score, sorts[0].phrase if clear else ""))
    return found


def _persons(count: int) -> str:
    if count == 1:
        return "one person"
    return f"{COUNTS[count] if count < len(COUNTS) else 'many'} people"


def _nobody(look: Look) -> str:
    if look.brightness < TOO_DARK:
        return "it is too dark for me to see anyone"
    return "I can't see anyone's face"


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
