"""Memory of the conversation: names, where somebody lives, what was to be remembered."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from omni_core.starter.skills.skill import Answer, Context, Memory
from omni_core.starter.skills.words import pattern, plain
from omni_core.wording import from_your_side, listing, sentence

_NO_NAMES = frozenset(
    {"a", "an", "the", "it", "that", "this", "you", "me", "him", "her", "them"}
    | {"is", "was", "are", "am", "be", "not", "no", "and", "or", "but", "so", "very", "too", "just"}
    | {"here", "there", "back", "later", "maybe", "now", "again", "soon", "sometime", "tomorrow"}
    | {"what", "who", "when", "where", "why", "how", "called", "wrong", "right", "tired", "sorry"}
    | {"on", "in", "at", "to", "for", "of", "from", "with", "if", "as", "today", "names"}
)
"""Words that are no part of a name: "my name is not ...", "call me later"."""

_NAME = r"(?P<name>[^\W\d]['\w.-]*(?: [^\W\d]['\w.-]*){0,2})"
_GREETING = r"(?: (?:nice|pleased|glad) to meet you|(?: by the way)|(?: remember (?:that|it)))?"
_REMEMBER = r"(?:(?:please )?remember (?:that )?)?"
_TOLD_NAME = pattern(
    rf"{_REMEMBER}(?:my (?:first |full )?name is|my name's|I am called|I am named|call me|"
    rf"you can call me|people call me|they call me) {_NAME}{_GREETING}"
)
_ASKED_NAME = pattern(
    r"(?:what (?:is|was)|say|remember|(?:do )?you (?:still )?(?:remember|know))(?: again)? my name"
    r"(?: again)?|what (?:did I say|I said) my name (?:is|was)"
    r"|who am I|who I am|what am I called|what do you call me|what my name is|my name"
)
_TOLD_HOME = pattern(rf"{_REMEMBER}I (?:live|am living) in (?P<home>[^\W\d][\w' .-]{{1,40}})")
_ASKED_HOME = pattern(
    r"where do I live|where I live|where is my home|where am I living"
    r"|(?:in )?(?:which|what) (?:city|town|country|place) do I live(?: in)?"
)
_THING = r"(?P<thing>[^\W\d][\w'-]*(?: [^\W\d][\w'-]*){0,3}?)"
_VALUE = r"(?P<value>[^\W_][\w'.-]*(?: [\w'.-]+){0,4})"
_TOLD_CALLED = pattern(
    rf"{_REMEMBER}my {_THING}(?:(?: is|'s)? (?:called|named)|'s name is) {_NAME}"
)
_TOLD_FAVOURITE = pattern(rf"{_REMEMBER}my favou?rite (?P<thing>\w+(?: \w+)?) is {_VALUE}")
_TOLD_TO_KEEP = pattern(rf"(?:please )?remember (?:that )?my {_THING} (?:is|are) {_VALUE}")
_ASKED_CALLED = pattern(
    rf"what (?:is|are|was) my {_THING}(?: (?:called|call|named)|'s name)"
    rf"|what is the name of my {_THING.replace('thing', 'other')}"
)
_ASKED_FAVOURITE = pattern(r"what is my favou?rite (?P<thing>\w+(?: \w+)?)")
_ASKED_KEPT = pattern(
    rf"(?:what is|what are|what was|when is|where is|where are|who is) my {_THING}"
)
_VERB = r"(?:is|are|was|were|has|have|will|can|must|needs?|opens?|closes?|starts?|ends?|comes?)"
_NOTE = pattern(
    r"(?:please )?(?:remember|note|keep in mind|don't forget|do not forget)(?: that)? "
    r"(?P<note>(?:I|we|it|he|she|they|there) .{2,150}"
    rf"|(?:my|our|the|this|that) .+ {_VERB}\b.{{0,100}})"
)
_ASKED_NOTES = pattern(
    r"what (?:did I (?:tell|ask) you(?: to (?:remember|keep in mind|note))?|should you remember"
    r"|do you (?:remember|know)(?: about me)?|have I told you(?: about me| to remember)?)"
    r"|what do you remember(?: about me)?"
)
_FORGET_ALL = pattern(
    r"forget (?:everything|all)"
    r"(?: (?:that )?(?:I (?:have )?(?:told|said to) you|(?:you know )?about me))?"
)
_FORGET_NAME = pattern(r"forget my name")
_FAVOURITE = "favourite "


class Facts:
    """Keeps what it is told for this conversation, and says it back."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        text = plain(words).removesuffix(" again")
        memory = context.memory
        return _forget(text, memory) or _told(text, memory) or _asked(text, memory)


def _forget(text: str, memory: Memory) -> Answer | None:
    if _FORGET_ALL.fullmatch(text):
        empty = replace(memory, facts=MappingProxyType({}), notes=())
        return Answer("I have forgotten what you told me.", memory=empty)
    if _FORGET_NAME.fullmatch(text):
        return Answer("I have forgotten your name.", memory=memory.without_fact("name"))
    return None


def _name(said: str) -> str | None:
    """The name as it is written, or None if the words are no name."""
    parts = said.rstrip(".").split()
    if {part.lower() for part in parts} & _NO_NAMES:
        return None
    return " ".join(part if not part.islower() else part.capitalize() for part in parts)


def _told(text: str, memory: Memory) -> Answer | None:
    if found := _TOLD_NAME.fullmatch(text):
        name = _name(found["name"])
        if name:
            return Answer(f"Nice to meet you, {name}.", memory=memory.with_fact("name", name))
    if found := _TOLD_HOME.fullmatch(text):
        home = _home(found["home"])
        said = f"I will remember that you live in {home}."
        return Answer(said, memory=memory.with_fact("home", home)) if home else None
    if found := _TOLD_CALLED.fullmatch(text):
        name = _name(found["name"])
        if name:
            thing = _thing(found["thing"])
            said = f"I will remember that your {thing} is called {name}."
            return Answer(said, memory=memory.with_fact(thing, name))
    if found := _TOLD_FAVOURITE.fullmatch(text):
        return _keep(_FAVOURITE + _thing(found["thing"]), found["value"], memory)
    if found := _TOLD_TO_KEEP.fullmatch(text):
        return _keep(_thing(found["thing"]), found["value"], memory)
    if found := _NOTE.fullmatch(text):
        note = from_your_side(found["note"])
        memory = replace(memory, notes=(*memory.notes, note))
        return Answer(f"I will remember that {note}.", memory=memory)
    return None


def _thing(said: str) -> str:
    """What a fact is kept under, however the recogniser spells it."""
    return said.lower().replace("color", "colour")


def _home(said: str) -> str | None:
    words = said.rstrip(".").split()
    if words[0].lower() in ("a", "an", "my", "fear", "this", "hope"):
        return None  # "I live in a small flat" names no place
    return " ".join(word.capitalize() if said.islower() else word for word in words)


def _keep(thing: str, value: str, memory: Memory) -> Answer:
    value = from_your_side(value)
    said = f"I will remember that your {thing} is {value}."
    return Answer(said, memory=memory.with_fact(thing, value))


def _asked(text: str, memory: Memory) -> Answer | None:
    facts = memory.facts
    if _ASKED_NAME.fullmatch(text):
        name = facts.get("name")
        return Answer(f"Your name is {name}." if name else "You have not told me your name yet.")
    if _ASKED_HOME.fullmatch(text):
        home = facts.get("home")
        return Answer(f"You live in {home}." if home else "You have not told me where you live.")
    if found := _ASKED_CALLED.fullmatch(text):
        thing = _thing(next(filter(None, found.groups())))
        name = facts.get(thing)
        unknown = f"You have not told me what your {thing} is called."
        return Answer(f"Your {thing} is called {name}." if name else unknown)
    if found := _ASKED_FAVOURITE.fullmatch(text):
        thing = _FAVOURITE + _thing(found["thing"])
        value = facts.get(thing)
        unknown = f"You have not told me your {thing}."
        return Answer(f"Your {thing} is {value}." if value else unknown)
    if (found := _ASKED_KEPT.fullmatch(text)) and _thing(found["thing"]) in facts:
        thing = _thing(found["thing"])
        return Answer(f"Your {thing} is {facts[thing]}.")
    return _everything(memory) if _ASKED_NOTES.fullmatch(text) else None


def _everything(memory: Memory) -> Answer:
    facts = (
        f"you live in {value}" if name == "home" else f"your {name} is {value}"
        for name, value in memory.facts.items()
    )
    kept = [*memory.notes, *facts]
    if not kept:
        return Answer("You have not told me anything to remember.")
    return Answer(sentence(f"you told me that {listing(kept)}"))
