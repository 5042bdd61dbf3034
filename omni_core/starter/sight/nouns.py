"""Finding what a person calls a thing among what a picture shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from omni_core.starter.sight.labels import Label

SYNONYMS = {
    "animal": ("dog", "cat", "bird", "fish", "horse", "bear", "big cat", "monkey", "rabbit", "cow"),
    "automobile": ("car",),
    "bike": ("bicycle", "mountain bike"),
    "cell phone": ("mobile phone",),
    "coffee": ("espresso", "coffee mug"),
    "couch": ("sofa",),
    "display": ("screen",),
    "flower": ("flower",),
    "glass of wine": ("red wine",),
    "kitten": ("cat",),
    "lorry": ("truck",),
    "monitor": ("screen",),
    "mug": ("cup",),
    "motorcycle": ("motorbike",),
    "phone": ("telephone",),
    "puppy": ("dog",),
    "refrigerator": ("fridge",),
    "smartphone": ("mobile phone",),
    "tea": ("cup of tea",),
    "tv": ("television",),
    "television": ("television", "screen"),
    "vehicle": ("car", "bus", "truck", "motorbike", "bicycle", "van", "train"),
}
"""What people say, and what the network calls it."""

PEOPLE = re.compile(
    r"(?:.* )?(?:person|people|humans?|m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|baby|faces?"
    r"|somebody|someone|anybody|anyone)"
)
"""Words for what faces tell."""

IRREGULAR = {"mice": "mouse", "knives": "knife", "wolves": "wolf", "geese": "goose"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """How sure it is that a thing is there; `known` is False for what the network never learned."""

    known: bool
    score: float


def is_person(noun: str) -> bool:
    """Whether `noun` means a person or a face."""
    return PEOPLE.fullmatch(noun) is not None


def singular(noun: str) -> str:
    """One of what `noun` names: "cups" -> "cup", "glasses" -> "glass"."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > len("ties"):
        return noun[: -len("ies")] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[: -len("es")]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def sight_of(noun: str, labels: Iterable[Label], vocabulary: frozenset[str]) -> Sighting:
    """Look for `noun` (lower case, no article, one or many) among the labels.

    vocabulary: every noun the labels could have used, in lower case.
    """
    wanted = _names_of(noun, vocabulary) or _names_of(singular(noun), vocabulary)
    if not wanted:
        return Sighting(known=False, score=0.0)
    scores = [label.score for label in labels if label.name.lower() in wanted]
    return Sighting(known=True, score=max(scores, default=0.0))


def _names_of(noun: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """The vocabulary's words for `noun`: itself, its synonyms, else its sorts ("X retriever")."""
    names = {noun, *SYNONYMS.get(noun, ())} & vocabulary
    if not names:
        names = {name for name in vocabulary if name.endswith(f" {noun}")}
    return frozenset(names)
