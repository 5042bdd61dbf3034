"""Timers: set one, ask what is left of it, cancel it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from omni_core.starter.skills.pending import MAX_SECONDS, TOO_FAR, cancel, running, set_timer
from omni_core.starter.skills.skill import Answer, Context, Pending
from omni_core.starter.skills.when import DURATION, later, parse_duration
from omni_core.starter.skills.words import digits, pattern, plain
from omni_core.wording import (
    duration,
    from_your_side,
    moment,
    sentence,
    shortened,
    timer_name,
)

_TIMER = r"(?:timer|time or|time her|time ?a|timers|tie mer|time er)"
"""Also as recognisers mishear it."""

_SET = (
    r"(?:set|set up|start|create|make|put|put on|give me|begin|i need|run"
    r"|sets|said|sat|sit|sent|send|seta|santa)"
)
"""The second line is what recognisers make of "set" and "set a"."""

_LABEL = r"(?P<label>(?:the |my |an? )?[a-z][a-z' ]{0,40}?)"
_SETTINGS = (
    pattern(
        rf"(?:{_SET} )?(?:a |an |the |another |of )?{_TIMER} (?:for |of |to )?(?P<time>{DURATION})"
        rf"(?: for {_LABEL})?"
    ),
    pattern(
        rf"(?:{_SET} )?(?:a |an |the |another )?(?P<time>{DURATION}) {_TIMER}(?: for {_LABEL})?"
    ),
    pattern(
        rf"{_SET} (?:a |an |the |my |another )?(?P<label>[a-z][a-z' ]{{0,40}}?) {_TIMER} "
        rf"(?:for|to) (?P<time>{DURATION})"
    ),
    pattern(rf"{_SET} (?:a |an |the )?{_TIMER} for {_LABEL} (?:for|of|to) (?P<time>{DURATION})"),
    pattern(rf"(?:set|set a time) (?:for )?(?P<time>{DURATION})(?P<label>)"),
    pattern(rf"(?:time|count down) (?P<time>{DURATION})(?: for {_LABEL})?"),
)
_SET_WITHOUT_TIME = pattern(rf"{_SET} (?:a |the |another )?(?:timer|time or)")
_HOW_LONG = "How long should the timer run?"
_BARE_TIME = pattern(rf"(?:for |to |make it )?(?P<time>{DURATION})")

_WHICH = r"(?:the |my |that |this |all |all the |all my |both |both the |both my |every )?"
_ASKED_LEFT = pattern(
    r"(?:how (?:much time|much longer|much|long|many minutes|many seconds)"
    # "is left" is often heard as "has left".
    rf"(?: (?:is|has|are|do (?:I|we) have|does {_WHICH}timer have))?"
    rf"(?: (?:there )?left| remaining| to go)?"
    rf"(?: (?:on|of|for|in) {_WHICH}(?:(?P<label>[a-z0-9][a-z0-9' ]{{0,40}}) )?timers?)?"
    r"|what is (?:left (?:on|of) )?(?:the|my) timer|time left"
    r"|when (?:does|is|will) (?:the|my) timer "
    r"(?:end|finish|ring|go off|done|over|up|be done|be over|stop)|how is (?:the|my) timer doing"
    r"|how much time left(?: on (?:the|my) timer)?|check (?:the|my) timer)"
)
_LEFT_WORDS = pattern(r".*\b(?:left|remaining|to go|timers?|longer)\b.*")
_ASKED_LIST = pattern(
    r"(?:list|show|read|tell me|what are)(?: me)? (?:all )?(?:my|the|all|all my)? ?timers"
    r"|(?:what|which|how many) timers (?:do I have|are (?:there|set|running|on|active)"
    r"|have I(?: set)?)(?: running| set)?"
    r"|(?:do I have|are there|have I)(?: set)? (?:any|a) timers?(?: running| set)?"
    r"|is (?:a|the|my|any) timer (?:running|on|set)"
)
_CANCEL = pattern(
    r"(?:cancel|stop|delete|remove|clear|end|kill|turn off|switch off|forget|abort) "
    rf"(?P<which>{_WHICH})(?:(?P<label>[a-z0-9][a-z0-9' ]{{0,40}}) )?(?P<noun>timers?|time or)"
    r"(?: for (?P<label2>.{1,40}))?"
)
_NONE_SET = "No timer is running that was set in this conversation."


class Timers:
    """Sets timers (as actions) and answers about those of this conversation."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        text = digits(plain(words))
        return (
            _set(text, context)
            or _set_on_second_asking(text, context)
            or _left(text, context)
            or _list(text, context)
            or _cancel(text, context)
        )


def _set(text: str, context: Context) -> Answer | None:
    if _SET_WITHOUT_TIME.fullmatch(text):
        return Answer(_HOW_LONG)
    for setting in _SETTINGS:
        if found := setting.fullmatch(text):
            return _start(found["time"], found["label"] or "", context)
    return None


def _set_on_second_asking(text: str, context: Context) -> Answer | None:
    if context.last_reply.strip() != _HOW_LONG:
        return None
    found = _BARE_TIME.fullmatch(text)
    return _start(found["time"], "", context) if found else None


def _start(time_text: str, label: str, context: Context) -> Answer | None:
    seconds = parse_duration(time_text)
    if seconds is None:
        return None
    if seconds < 1:
        return Answer("A timer has to run for at least a second.")
    due = later(context.now, seconds) if seconds <= MAX_SECONDS else None
    if due is None:
        return Answer(TOO_FAR)
    label = from_your_side(label.strip())
    said = sentence(f"{timer_name(label)} is set to {duration(seconds)}")
    return set_timer(context, seconds, label, due, said)


def _core(label: str) -> str:
    """A label without its article, to compare: "the eggs" and "egg" are the same."""
    words = [word for word in label.lower().split() if word not in ("the", "your", "my", "a", "an")]
    return " ".join(words).removesuffix("'s").removesuffix("s")


def _chosen(label: str, timers: Sequence[Pending]) -> list[Pending]:
    seconds = parse_duration(label)
    wanted = _core(from_your_side(label))
    return [
        timer
        for timer in timers
        if (wanted and wanted == _core(timer.label)) or (seconds and seconds == timer.seconds)
    ]


def _left(text: str, context: Context) -> Answer | None:
    found = _ASKED_LEFT.fullmatch(text)
    if found is None or not _LEFT_WORDS.fullmatch(text):
        return None
    timers = running(context, "timer")
    if not timers:
        # "How much is left" may be about anything, if no timer was ever set.
        about_time = "time" in text.lower() or context.memory.serial
        return Answer(_NONE_SET) if about_time else None
    if found["label"]:
        timers = _chosen(found["label"], timers) or timers
    if len(timers) == 1:
        only = timers[0]
        return Answer(sentence(f"{timer_name(only.label)} has {_until(only, context.now)} left"))
    named = [f"{_name(timer)} has {_until(timer, context.now)} left" for timer in timers]
    return Answer(sentence(shortened(named)))


def _name(timer: Pending) -> str:
    return timer_name(timer.label, timer.seconds)


def _until(timer: Pending, now: datetime) -> str:
    return duration(max(1.0, (timer.due - now).total_seconds()))


def _list(text: str, context: Context) -> Answer | None:
    if not _ASKED_LIST.fullmatch(text):
        return None
    timers = running(context, "timer")
    if not timers:
        return Answer(_NONE_SET)
    named = [f"{_name(timer)} ends {moment(timer.due, context.now)}" for timer in timers]
    return Answer(sentence(shortened(named)))


def _cancel(text: str, context: Context) -> Answer | None:
    found = _CANCEL.fullmatch(text)
    if found is None:
        return None
    timers = running(context, "timer")
    if not timers:
        return Answer(_NONE_SET)
    label = found["label"] or found["label2"] or ""
    if label:
        timers = _chosen(label, timers)
        if not timers:
            return Answer("No such timer is running.")
    every = found["noun"].lower() == "timers" or "all" in found["which"] or "both" in found["which"]
    if len(timers) > 1 and not every:
        names = " or ".join(_name(timer) for timer in timers)
        return Answer(f"Which one should I cancel, {names}?")
    if len(timers) == 1:
        said = sentence(f"{timer_name(timers[0].label)} is cancelled")
        return cancel(context, timers, said)
    return cancel(context, timers, f"Your {len(timers)} timers are cancelled.")
