"""Reminders and alarms: set one, ask for them, cancel them."""

from __future__ import annotations

import re
from datetime import datetime

from omni_core.starter.skills.pending import (
    MAX_SECONDS,
    TOO_FAR,
    cancel,
    running,
    set_reminder,
)
from omni_core.starter.skills.skill import Answer, Context, Pending
from omni_core.starter.skills.when import MOMENT, parse_moment
from omni_core.starter.skills.words import digits, pattern, plain
from omni_core.wording import clock_time, from_your_side, moment, shortened

_TEXT = r"(?P<text>(?:to|about|of|that) .{1,120}?)"
_WHEN = rf"(?P<when>{MOMENT})"
_REMIND = (
    r"(?:remind me|set (?:me )?a reminder|give me a reminder|make a reminder|don't let me forget)"
)
_SETTINGS = (
    pattern(rf"{_REMIND} (?:for )?{_WHEN} {_TEXT}"),
    pattern(rf"{_REMIND} {_TEXT} {_WHEN}"),
    pattern(rf"{_WHEN} {_REMIND} {_TEXT}"),
)
_WITHOUT_TIME = pattern(rf"{_REMIND} (?P<text>(?:to|about) .{{1,120}})")
_WITHOUT_TEXT = pattern(rf"{_REMIND} (?:for )?{_WHEN}")
_WHEN_TO = "When should I remind you "
_ASKED_WHEN = re.compile(rf"{re.escape(_WHEN_TO)}(?P<text>.+)\?")

_ALARM = pattern(
    rf"(?:wake me(?: up)?|get me up|(?:set|make|create|put) (?:an?|the|my) alarm)"
    rf"(?: clock)? (?:for |that )?(?P<when>{MOMENT}|.{{1,30}})"
)
_WAKING = pattern(r"(?:wake|get) me.*")

_ASKED_LIST = pattern(
    r"(?:list|show|read|what are)(?: me)? (?:all )?(?:my |the )?(?:reminders|alarms)"
    r"|(?:what|which|how many) (?:reminders|alarms) (?:do I have|are (?:there|set))(?: set)?"
    r"|(?:do I have|are there) any (?:reminders|alarms)(?: set)?|what should I remember"
    r"|what did I ask you to remind me (?:of|about)"
)
_CANCEL = pattern(
    r"(?:cancel|stop|delete|remove|clear|turn off|switch off|forget) "
    r"(?P<which>(?:all )?(?:the|my|that|this|every|both|all)?) ?"
    r"(?P<noun>reminders?|alarms?)(?: (?P<text>(?:to|about|of|that) .+))?"
)
_NONE_SET = "You have no reminders from this conversation."
_ALARM_TEXT = "that it is"
"""An alarm is a reminder of the time."""

_PASSED = "That time has already passed."


class Reminders:
    """Sets reminders and alarms (as actions) and answers about those of this conversation."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        text = digits(plain(words))
        return (
            _set_alarm(text, context)
            or _set(text, context)
            or _set_on_second_asking(text, context)
            or _list(text, context)
            or _cancel(text, context)
        )


def _set(text: str, context: Context) -> Answer | None:
    for setting in _SETTINGS:
        if found := setting.fullmatch(text):
            due = parse_moment(found["when"], context.now)
            if due is not None:
                return _remind(from_your_side(found["text"]), due, context)
    if found := _WITHOUT_TIME.fullmatch(text):
        return Answer(f"{_WHEN_TO}{from_your_side(found['text'])}?")
    if _WITHOUT_TEXT.fullmatch(text):
        return Answer("Please say at once when and of what I should remind you.")
    return None


def _set_on_second_asking(text: str, context: Context) -> Answer | None:
    asked = _ASKED_WHEN.fullmatch(context.last_reply.strip())
    if asked is None:
        return None
    due = _moment(text, context.now)
    return None if due is None else _remind(asked["text"], due, context)


def _moment(text: str, now: datetime, morning: bool = False) -> datetime | None:
    # Without "at" only here, where nothing but a time is expected.
    return parse_moment(text.removeprefix("for ").removeprefix("For "), now, morning)


def _refusal(due: datetime, now: datetime) -> Answer | None:
    if due <= now:
        return Answer(_PASSED)
    return Answer(TOO_FAR) if (due - now).total_seconds() > MAX_SECONDS else None


def _remind(text: str, due: datetime, context: Context) -> Answer:
    said = f"I will remind you {text} {moment(due, context.now)}."
    return _refusal(due, context.now) or set_reminder(context, text, due, said)


def _set_alarm(text: str, context: Context) -> Answer | None:
    found = _ALARM.fullmatch(text)
    if found is None:
        return None
    waking = _WAKING.fullmatch(text) is not None
    due = _moment(found["when"], context.now, morning=True)
    if due is None:
        return None
    when = moment(due, context.now)
    said = f"I will wake you {when}." if waking else f"Your alarm is set for {when}."
    reason = f"{_ALARM_TEXT} {clock_time(due)}"
    return _refusal(due, context.now) or set_reminder(
        context, reason, due, said.replace("for at ", "for ")
    )


def _list(text: str, context: Context) -> Answer | None:
    if not _ASKED_LIST.fullmatch(text):
        return None
    reminders = running(context, "reminder")
    if not reminders:
        return Answer(_NONE_SET)
    named = [_listed(item, context.now) for item in reminders]
    return Answer(f"I will remind you {shortened(named)}.")


def _listed(item: Pending, now: datetime) -> str:
    when = moment(item.due, now)
    return f"of your alarm {when}" if item.label.startswith(_ALARM_TEXT) else f"{item.label} {when}"


def _cancel(text: str, context: Context) -> Answer | None:
    found = _CANCEL.fullmatch(text)
    if found is None:
        return None
    reminders: list[Pending] = running(context, "reminder")
    if not reminders:
        return Answer(_NONE_SET)
    if found["text"]:
        wanted = from_your_side(found["text"]).lower()
        reminders = [item for item in reminders if item.label.lower() == wanted]
        if not reminders:
            return Answer("I have no such reminder.")
    which = found["which"].lower().split()
    every = found["noun"].lower().endswith("s") or bool({"all", "both", "every"} & set(which))
    if len(reminders) > 1 and not every:
        names = shortened([_listed(item, context.now) for item in reminders])
        return Answer(f"Which of your reminders should I cancel: {names}?")
    if len(reminders) == 1:
        return cancel(context, reminders, "Your reminder is cancelled.")
    return cancel(context, reminders, f"Your {len(reminders)} reminders are cancelled.")
