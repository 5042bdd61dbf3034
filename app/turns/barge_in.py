"""Speech over a reply: duck at the onset, pause, then cut or resume.

Whether it is meant as an interruption shows in two ways: how long it lasts, and what is said.
"Mhm" and "yes" tell a speaker to go on; "stop" and "wait" stop them however short they are.
"""

from __future__ import annotations

from enum import Enum

from app.turns.events import Recognised
from app.turns.voice_activity import Activity
from app.turns.words import plain_words, word_set
from app.turns_settings import TurnsGroup

HUMS = word_set(
    "ah aha ahh er erm h ha haha hm hmm hmmm huh m mhm mm mmm mmhm oh ooh uh uhhuh uhuh um umm"
)
"""Sounds by which a listener says no more than that they listen."""

BACK_CHANNEL = HUMS | word_set(
    "alright aye cool exactly fine good great indeed interesting nice ok okay really right sure "
    "true wow yeah yep yes yup"
)
"""Words that say the same over a reply, though alone they may be an answer."""

INVENTED = word_set("a and i it so the to you")
"""What recognisers write for a cough or a click; alone they mean nothing."""

_INVENTED_OVER_A_REPLY = INVENTED | word_set("bye hey hi thank thanks")

STOP_WORDS = word_set("enough hush no nope pause quiet shush silence stop wait")
"""Words that interrupt however short they are."""


class Meaning(Enum):
    """What was said over a reply."""

    NOTHING = "nothing, or what means nothing"
    GO_ON = "only that they listen"
    INTERRUPTS = "something"
    STOPS = "to stop"


def meaning(heard: Recognised, rules: TurnsGroup) -> Meaning:
    """What words said over a reply mean for it."""
    words = plain_words(heard.text)
    if not words or heard.confidence < rules.sure_words:
        return Meaning.NOTHING
    if STOP_WORDS.intersection(words):
        return Meaning.STOPS
    listening = BACK_CHANNEL.union(plain_words(rules.back_channel))
    if listening.issuperset(words):
        return Meaning.GO_ON
    return (
        Meaning.NOTHING
        if (listening | _INVENTED_OVER_A_REPLY).issuperset(words)
        else Meaning.INTERRUPTS
    )


def pauses(activity: Activity, rules: TurnsGroup) -> bool:
    """Whether the speech has lasted long enough to hold the reply."""
    return activity.stretch is not None and activity.stretch.lasting >= rules.pause_after


def cuts(activity: Activity, rules: TurnsGroup) -> bool:
    """Whether the speech has lasted so long that it is one."""
    return activity.stretch is not None and activity.stretch.lasting >= rules.cut_after


def worth_recognising(activity: Activity, rules: TurnsGroup) -> bool:
    """Whether speech too short to pause the reply may still have been a word."""
    return activity.stretch is not None and activity.stretch.voiced >= rules.shortest_speech


def interrupts(heard: Recognised, rules: TurnsGroup, *, final: bool) -> bool:
    """Whether words over a paused reply end it.

    final: all of them are there.  The beginning of a single word may still become another one.
    """
    match meaning(heard, rules):
        case Meaning.STOPS:
            return True
        case Meaning.INTERRUPTS:
            return final or len(plain_words(heard.text)) > 1
        case _:
            return False
