"""When to answer: at the first silence on trial, for good once the turn is believed to be over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.turns.voice_activity import Activity
from app.turns.words import plain_words, word_set
from app.turns_settings import TurnsGroup


@dataclass(frozen=True, slots=True)
class Trial:
    """A reply on trial, or the wait for one.

    since: the end of the last voiced window before it.
    voiced: seconds of voice (`Activity.voiced`) that do not count as going on.
    asked: the end of the sound that the end-of-turn model was last asked about.
    sure: the model has said that the turn is over; the words may still speak against it.
    """

    since: float
    voiced: float
    asked: float
    sure: bool = False

    @classmethod
    def begin(cls, activity: Activity) -> Trial:
        """A trial that begins at this silence."""
        return cls(activity.last_voiced, activity.voiced, activity.heard_until)

    def heard(self, activity: Activity) -> Trial:
        """The trial after a window: a click that is over does not add up with the next one."""
        return replace(self, voiced=activity.voiced) if activity.ended else self

    def went_on(self, activity: Activity, rules: TurnsGroup) -> bool:
        """Whether the person speaks again."""
        return activity.voiced - self.voiced >= rules.went_on

    def expired(self, activity: Activity, rules: TurnsGroup) -> bool:
        """Whether the silence decides, whatever the model says."""
        return activity.heard_until - self.since >= rules.hold_limit

    def asks_again(self, activity: Activity, rules: TurnsGroup) -> bool:
        """Whether the model is to be asked about the silence as it is now."""
        return activity.heard_until - self.asked >= rules.judge_every

    def asked_at(self, activity: Activity) -> Trial:
        """The trial once the model has been asked."""
        return replace(self, asked=activity.heard_until)


_GOES_ON = word_set(
    "a an and are as at because but for from if is my of or our than the their to with your"
)
"""Words that end no sentence, unless it is a question ("what is it for?")."""


def left_open(words: str) -> bool:
    """Whether a turn of these words is not over, however it sounded: "set a timer for"."""
    plain = plain_words(words)
    written = words.rstrip()
    if not plain or written.endswith("?"):
        return False
    return written.endswith((",", "-", "\N{HORIZONTAL ELLIPSIS}", "...")) or plain[-1] in _GOES_ON


def may_be_over(activity: Activity, rules: TurnsGroup) -> bool:
    """Whether the silence is long enough to begin a trial."""
    return activity.silence >= rules.silence
