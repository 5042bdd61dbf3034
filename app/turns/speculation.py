"""When to answer: at the first silence on trial, for good once the turn is believed to be over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.turns.unfinished import unfinished
from app.turns.voice_activity import Activity
from app.turns_settings import TurnsGroup


@dataclass(frozen=True, slots=True)
class Trial:
    """A reply on trial, or the wait for one.

    since: the end of the last voiced window before it.
    voiced: seconds of voice (`Activity.voiced`) that do not count as going on.
    asked: the end of the sound that the end-of-turn model was last asked about.
    first_request: the number of the first question; None before it.
    at_first, newest: what the model said, 0..1: of the first silence, in which the last word still
        rings, and of the newest; None before it has answered.
    """

    since: float
    voiced: float
    asked: float
    first_request: int | None = None
    at_first: float | None = None
    newest: float | None = None

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

    def asks(self, activity: Activity, rules: TurnsGroup) -> bool:
        """Whether the model is to be asked, or asked again, about the silence as it is now."""
        if self.first_request is None:
            return may_be_over(activity, rules)
        return activity.heard_until - self.asked >= rules.judge_every

    def judged(self, request: int, probability: float) -> Trial:
        """The trial once the model has answered; what was asked in an earlier one is over."""
        if self.first_request is None or request < self.first_request:
            return self
        first = probability if self.at_first is None else self.at_first
        return replace(self, at_first=first, newest=probability)

    def over(
        self, activity: Activity, words: str | None, whole: float | None, rules: TurnsGroup
    ) -> bool:
        """Whether the model, the silence and the words together say that the turn is over.

        The model's first word tells most: the longer the silence, the surer it is of anything.

        words: what was said, None if it is not known (yet).  whole: how likely that is all, by a
            language model; None if none was asked.
        """
        if self.at_first is None or self.newest is None or activity.silence < rules.silence:
            return False  # or somebody is just beginning again
        believed = self.newest >= rules.end_probability
        doubt = max(0.0, 1.0 - self.at_first / rules.sure_probability) if believed else 1.0
        patience = rules.silence + doubt * (rules.doubt_patience - rules.silence)
        if words is None:
            patience = patience if believed else rules.hold_limit
        elif unfinished(words):
            patience = rules.unfinished_patience if believed else rules.hold_limit
        elif whole is not None and whole < rules.least_whole:
            patience = max(patience, rules.doubt_patience)
        return activity.heard_until - self.since >= patience

    def words_are_late(self, activity: Activity, rules: TurnsGroup) -> bool:
        """Whether the turn's words are waited for no longer."""
        return activity.heard_until - self.since >= rules.words_patience

    def asking(self, request: int, activity: Activity) -> Trial:
        """The trial once the model has been asked."""
        first = request if self.first_request is None else self.first_request
        return replace(self, asked=activity.heard_until, first_request=first)


def may_be_over(activity: Activity, rules: TurnsGroup) -> bool:
    """Whether the silence is long enough to ask whether the turn is over."""
    return activity.silence >= rules.silence


def worth_a_trial(activity: Activity, rules: TurnsGroup) -> bool:
    """Whether the silence is long enough to begin a reply on trial."""
    return rules.speculate and activity.silence >= min(rules.trial_silence, rules.silence)
