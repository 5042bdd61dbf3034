"""The whole conversation screen: one model that takes every event and says what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from app.live.events import ContextUse, Level, PicturesSeen, StateChanged
from app.network import Reached
from app.turns.states import State, Trigger
from ui.bridge.events import CouldNotOpen, DeskEvent, Glimpsed, Opened
from ui.models.devices import Devices, Standing, Trouble
from ui.models.loudness import Loudness
from ui.models.mood import Mood, mood_of
from ui.models.pictures import Pictures
from ui.models.timings import Timings
from ui.models.transcript import Change, Message, Speaker, Transcript

CAN_STOP = frozenset({Mood.HEARING, Mood.THINKING, Mood.SPEAKING, Mood.HELD})


class Part(Enum):
    """What of the screen has to be drawn anew."""

    MOOD = auto()
    MESSAGES = auto()
    CAPTIONS = auto()
    TIMINGS = auto()
    DEVICES = auto()
    CONTROLS = auto()
    PICTURES = auto()
    STATUS = auto()


class ConversationModel:
    """State of one conversation's screen; belongs to the window's thread."""

    def __init__(self) -> None:
        self.transcript = Transcript()
        self.timings = Timings()
        self.devices = Devices()
        self.pictures = Pictures()
        self.hearing = Loudness()
        self.speaking = Loudness()
        self.first_changed: int | None = None
        """From which message on the list has changed since `taken` was called."""
        self.muted = False
        self.typing = False
        """Whether the line to type in is open."""
        self.camera_on = False
        self.screen_shared = False
        """Whether the camera that is on is the screen."""
        self.reached: tuple[Reached, ...] = ()
        self.context: ContextUse | None = None
        self.talk_held = False
        self._state = State.LISTENING
        self._opened = False
        self._failed: str | None = None

    # -- what is read ---------------------------------------------------------------------------

    @property
    def mood(self) -> Mood:
        """What the assistant seems to be doing."""
        if self._failed is not None:
            return Mood.FAILED
        return mood_of(self._state) if self._opened else Mood.OPENING

    @property
    def opened(self) -> bool:
        """Whether the conversation has begun, and not broken off."""
        return self._opened and self._failed is None

    @property
    def failure(self) -> str | None:
        """Why there is no conversation; None while there is or may be one."""
        return self._failed

    @property
    def trouble(self) -> Trouble | None:
        """What a device wants of the person."""
        return self.devices.trouble()

    @property
    def can_stop(self) -> bool:
        """Whether there is something to stop."""
        return self.mood in CAN_STOP

    @property
    def can_talk(self) -> bool:
        """Whether the talk key does something."""
        gone = self.devices.standing("microphone") in (Standing.MISSING, Standing.REFUSED)
        return self.opened and not gone

    @property
    def hears(self) -> bool:
        """Whether the microphone is there and on."""
        gone = self.devices.standing("microphone") in (Standing.MISSING, Standing.REFUSED)
        return not self.muted and not gone

    @property
    def asleep(self) -> bool:
        """Whether only its name wakes it."""
        return self.mood is Mood.ASLEEP

    def caption(self, who: Speaker) -> Message | None:
        """What the captions show of one side: nothing older than the person's newest turn."""
        message = self.transcript.last(who)
        person = self.transcript.last(Speaker.PERSON)
        if message is None or who is Speaker.PERSON or person is None:
            return message
        messages = self.transcript.messages
        return message if messages.index(message) > messages.index(person) else None

    def taken(self) -> int | None:
        """From which message on the list has changed since the last call; None: nowhere."""
        first, self.first_changed = self.first_changed, None
        return first

    def begin_anew(self, before: Sequence[Message] | None = None) -> None:
        """The conversation is being opened again, or another one.

        before: what was said in it earlier; None: what is on the screen stays.
        """
        self.transcript.begin_anew(before)
        self.first_changed = 0
        self._opened, self._failed = False, None
        self._state = State.LISTENING
        self.muted = self.talk_held = False
        self.context = None

    # -- what comes -----------------------------------------------------------------------------

    def apply(self, event: DeskEvent, at: datetime) -> frozenset[Part]:
        """Take an event that came `at`; what it changes."""
        match event:
            case Level(decibels, _):
                self.hearing.hear(decibels)
                return frozenset()
            case Opened():
                self._opened, self._failed = True, None
                return frozenset({Part.MOOD, Part.CONTROLS, Part.DEVICES})
            case CouldNotOpen(sentence):
                self._failed = sentence
                return frozenset({Part.MOOD, Part.CONTROLS, Part.DEVICES})
            case StateChanged(state, trigger, _):
                return self._moved(state, trigger)
            case PicturesSeen(epoch, numbers):
                used = self.pictures.used(numbers)
                changed = self._changed(self.transcript.shown(epoch, used, at))
                return changed | {Part.PICTURES}
            case Glimpsed(epoch, small):
                return self._changed(self.transcript.shown(epoch, (small,), at))
            case ContextUse():
                self.context = event
                return frozenset({Part.STATUS})
            case _:
                pass
        if self.devices.apply(event):
            return frozenset({Part.DEVICES, Part.CONTROLS})
        if self.timings.apply(event):
            return frozenset({Part.TIMINGS})
        return self._changed(self.transcript.apply(event, at))  # type: ignore[arg-type]

    def _moved(self, state: State, trigger: Trigger) -> frozenset[Part]:
        self._state = state
        if state not in (State.HEARING, State.PRESSED, State.WAITING):
            self.hearing.hush()
        if state is not State.SPEAKING:
            self.speaking.hush()
        changed = frozenset({Part.MOOD, Part.CONTROLS})
        if trigger is Trigger.NOTHING_TO_SAY:
            changed |= self._changed(self.transcript.nothing_to_say())
        return changed

    def _changed(self, change: Change | None) -> frozenset[Part]:
        if change is None:
            return frozenset()
        before = self.first_changed
        self.first_changed = change.first if before is None else min(before, change.first)
        return frozenset({Part.MESSAGES, Part.CAPTIONS})
