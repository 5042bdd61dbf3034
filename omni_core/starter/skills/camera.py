"""What the camera or the shown picture says: things, people, colours, light, writing."""

from __future__ import annotations

import re
from collections.abc import Callable

from omni_core.starter.sight import describe
from omni_core.starter.sight.eyes import Look
from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import pattern, plain

_PICTURE = r"(?:picture|photo|photograph|image|room|scene|view|camera|frame|shot)"
_HERE = (
    rf"(?: (?:right )?now| here| there| at the moment| around you"
    r"| in front of (?:you|me|the camera)"
    rf"| (?:in|on|with|through) (?:the|this|that|my|your) (?:{_PICTURE}|background|foreground))*"
)
_SEE = r"(?:(?:do|can|could|did) you |you )?(?:still |also )?(?:see|spot)"
_WHAT_YOU_SEE = r"what(?: else)?(?:'d| do| can| did| d| would|'s)? you(?: all)? (?:see|seeing)"
_PAPER = (
    # "this page" run together is often written "the spage", sometimes "this paige".
    r"(?:s?page|paige|sign|label|text|letter|note|paper|writing|words?|card|menu|document|screen|title"
    r"|line|lines|sentence|paragraph|poster|packet|package|box|bottle|receipt|envelope|cover"
    rf"|book|handwriting|headline|message|{_PICTURE})"
)
_IT = r"(?:it|this|that|these|those|this one|that one|this thing|that thing)"
_SHOWN = rf"(?:{_IT}|(?:this|that|the|my|your)(?: \w+)? {_PAPER})"
_ALOUD = r"(?: (?:to|for) me| aloud| out loud| out| loud| please|, please)*"

_SCENE = pattern(
    rf"(?:{_WHAT_YOU_SEE}|what are you (?:seeing|looking at)|{_SEE} (?:anything|something)"
    rf"|what is (?:in|on) (?:the|this|that|my|your) {_PICTURE}|what is in front of (?:you|me)"
    r"|what is in front of the camera|what does the camera (?:see|show)"
    r"|what is (?:around you|here)|what am i wearing"
    rf"|what does (?:the|this|that|my) {_PICTURE} show|what is happening in (?:the|this) {_PICTURE}"
    rf"|describe (?:this|that|(?:the|this|that|my|your) (?:{_PICTURE}|surroundings))"
    rf"|describe what (?:you (?:can )?see|is (?:in|on) (?:the|this|that) {_PICTURE}"
    r"|is in front of (?:you|me|the camera))"
    rf"|(?:have a |take a )?look at (?:this|that|the {_PICTURE}|this {_PICTURE})"
    rf"|what can be seen){_HERE}"
)
_THING = pattern(
    r"(?:(?:and )?what is (?:this|that|this here|that there)(?: thing| object| called)?"
    r"|what (?:this|that)(?: thing| object)? is|what are (?:these|those)"
    r"|what (?:kind|sort|type) of (?:\w+ )?\w+ (?:is|are) (?:this|that|these|those)"
    r"|(?:what|which) (?:animal|thing|object|fruit|plant|flower|bird|dog|vehicle|food)"
    r" is (?:this|that)|(?:do you )?recogni[sz]e (?:this|that)(?: thing| object)?"
    r"|what am i (?:holding|showing you|showing|pointing at)"
    r"(?: up| in (?:my|the|this) hands?| to you| to the camera)*"
    r"|what (?:do i have|have i got|is) in my hands?)" + _HERE
)
_PEOPLE = pattern(
    rf"(?:how many (?:people|persons|faces|humans|men|women)"
    rf"(?: (?:do|can|could) you (?:see|spot|count)| are| is|)(?: there| here|)"
    rf"|who (?:do|can) you see){_HERE}"
)
_ANYONE = pattern(
    rf"(?:is (?:anyone|anybody|someone|somebody|there anyone|there anybody|there someone)"
    rf"(?: else)?(?: there| here)?|{_SEE} (?:anyone|anybody|someone|somebody)(?: else)?"
    rf"|am i alone){_HERE}"
)
_ME = pattern(
    rf"(?:{_SEE} (?:me|us|my face)|am i (?:visible|in (?:the|your) (?:{_PICTURE}|view))"
    rf"|is my face visible|where am i in the {_PICTURE}){_HERE}"
)
_WHO = pattern(rf"who (?:is|am) (?:this|that|in (?:the|this|that) {_PICTURE}|i looking at){_HERE}")
_PRESENT = pattern(
    rf"{_SEE} (?:(?P<article>an?|any|some|the|my|your) )?(?P<noun>[\w' -]{{2,40}}?){_HERE}"
)
_THERE_IS = pattern(
    rf"(?:is|are) there (?P<article>an?|any|some) (?P<noun>[\w' -]{{2,40}}?)"
    rf"(?= (?:here|in front|in (?:the|this|that)|on (?:the|this|that))){_HERE}"
)
_IS_THIS = pattern(r"is (?:this|that) (?P<article>an?) (?P<noun>[\w' -]{2,40})")
_COLOUR = pattern(
    rf"(?:(?:what|which) colou?rs? (?:is|are|has|does) {_IT}(?: have| got)?"
    rf"|(?:what|which) colou?rs? (?:do|can) you see"
    rf"|what (?:is|are) the (?:main )?colou?rs?(?: of (?:{_IT}|the {_PICTURE}|this {_PICTURE}))?"
    rf"|(?:what|which) colou?rs? (?:is|are) (?:in )?(?:the|this|that) {_PICTURE}){_HERE}"
)
_COLOUR_OF = pattern(
    rf"(?:what|which) colou?rs? (?:is|are|am i wearing)"
    rf" ?(?P<owner>my|the|this|that)? ?(?P<noun>[\w' -]{{2,30}}?)?{_HERE}"
)
_LIGHT = pattern(
    rf"(?:is it (?:(?:too|very|quite|so|really) )?(?P<asked>dark|bright|light)"
    rf"|how (?:dark|bright|light) is (?:it|the {_PICTURE}|this {_PICTURE})"
    rf"|is (?:the|this) {_PICTURE} (?:too |very |quite )?(?P<asked_too>dark|bright)"
    rf"|how is the light(?:ing)?|is the light on)(?: in here| for you)?{_HERE}"
)
_READ = pattern(
    rf"(?:(?:read|reed|red) (?:me |to me )?(?:what {_IT} says|what (?:it|this|that) says|{_SHOWN})"
    rf"|what does {_SHOWN} say|what is written|what is (?:written|it say|standing)"
    rf"(?: (?:on|in) {_SHOWN})?|what is the (?:text|writing)(?: (?:on|in) {_SHOWN})?"
    rf"|{_SEE} (?:any|some|the) (?:text|writing|words)"
    rf"|read the (?:text|writing|words) (?:on|in) {_SHOWN}"
    rf"){_HERE}{_ALOUD}"
)

_FIGURATIVE = pattern(
    r"(?:problem|point|difference|solution|way|reason|pattern|future|connection|issue|need|doctor"
    r"|movie|film|relationship|link|chance|possibility|advantage|benefit|end|value|meaning|joke"
    r"|light|trend|mistake|error|bug|answer|name|alternative|option|contradiction|similarity)s?"
)
"""What is seen with the mind: "do you see a problem" is no question about a picture."""

_RULES: tuple[tuple[re.Pattern[str], Callable[[Look], str]], ...] = (
    (_SCENE, describe.scene),
    (_THING, describe.thing),
    (_PEOPLE, describe.people),
    (_ANYONE, describe.anyone),
    (_ME, describe.me),
    (_WHO, describe.who),
    (_COLOUR, describe.colours),
    (_READ, describe.writing),
)
"""Questions that need nothing of their words once they are recognised."""


class CameraFacts:
    """Answers questions about the newest picture."""

    def answer(self, words: str, context: Context) -> Answer | None:
        """Answer in one sentence, or None if the words are about something else."""
        text = plain(words).lower()
        look = context.look()
        for rule, tell in _RULES:
            if rule.fullmatch(text):
                return Answer(describe.NO_PICTURE if look is None else tell(look))
        said = _light(text, look) or _presence(text, look) or _colour_of(text, look)
        return None if said is None else Answer(said)


def _light(text: str, look: Look | None) -> str | None:
    found = _LIGHT.fullmatch(text)
    if found is None:
        return None
    if look is None:
        return describe.NO_PICTURE
    asked = found["asked"] or found["asked_too"] or ""
    return describe.light(look, "bright" if asked == "light" else asked)


def _presence(text: str, look: Look | None) -> str | None:
    found = _PRESENT.fullmatch(text) or _THERE_IS.fullmatch(text)
    asked_of_this = _IS_THIS.fullmatch(text)
    found = found or asked_of_this
    if found is None or _FIGURATIVE.fullmatch(_noun(found)):
        return None
    noun, article = _noun(found), found["article"] or ""
    about_the_picture = bool(article) and " " not in noun and not asked_of_this
    if look is None:
        return describe.NO_PICTURE if about_the_picture else None
    said = describe.presence(look, noun, "your" if article == "my" else article)
    if said is None and about_the_picture:
        return "I can't tell, because I never learned what that looks like."
    return said


def _colour_of(text: str, look: Look | None) -> str | None:
    found = _COLOUR_OF.fullmatch(text)
    if found is None:
        return None
    owner, noun = found["owner"], _noun(found)
    if not noun:
        if "wearing" not in text:
            return None
        owner, noun = "my", "clothes"
    if look is None:
        return describe.NO_PICTURE if owner == "my" else None
    if owner == "my":
        return describe.colours_around(look, f"your {noun}")
    if describe.sees(look, noun):
        return describe.colours_around(look, f"the {noun}")
    return None


def _noun(found: re.Match[str]) -> str:
    return (found["noun"] or "").strip()
