"""What was said by whom: the messages of a conversation, kept true to what was heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from app.live.events import Caption, PersonSaid, ReplyOver, ReplyTakenBack, ReplyText, Told
from app.live.events import SessionEvent as Event
from ui.models.pictures import Thumbnail

MOST_MESSAGES = 500
"""Of the conversation in the window; older ones are dropped from it."""


class Speaker(Enum):
    """Who said it; PROGRAM: a notice, which the engine knows nothing of."""

    PERSON = auto()
    VISAVIS = auto()
    PROGRAM = auto()


class Delivery(Enum):
    """What became of a message."""

    COMING = auto()
    WHOLE = auto()
    CUT = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class Message:
    """One side's words.

    epoch: of the reply that they are or are answered by, None for a notice.
    heard: characters of a reply that sounded.  pictures: what the person showed with it.
    """

    who: Speaker
    text: str
    at: datetime
    epoch: int | None = None
    heard: int = 0
    delivery: Delivery = Delivery.WHOLE
    pictures: tuple[Thumbnail, ...] = ()

    @property
    def said(self) -> str:
        """What may be shown as said."""
        return self.text[: self.reach]

    @property
    def unheard(self) -> str:
        """What was written and never said; known once it is over."""
        return self.text[self.reach :] if self.delivery is Delivery.CUT else ""

    @property
    def reach(self) -> int:
        """Up to where the text counts as said: all of it but for replies under way or cut."""
        if self.delivery is Delivery.COMING:
            return word_end(self.text, self.heard)
        return self.heard if self.delivery is Delivery.CUT else len(self.text)


def word_end(text: str, offset: int) -> int:
    """The end of the word that `offset` lies in; at the beginning of the text that is nowhere."""
    if offset <= 0:
        return 0
    while offset < len(text) and not text[offset].isspace():
        offset += 1
    return min(offset, len(text))


def _settled(message: Message) -> Message:
    """A message of which nothing comes any more."""
    coming = message.delivery is Delivery.COMING
    return replace(message, epoch=None, delivery=Delivery.CUT if coming else message.delivery)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to the list: messages from `first` on are new, others, or gone."""

    first: int


class Transcript:
    """The messages, oldest first."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def apply(self, event: Event, at: datetime) -> Change | None:
        """Take an event that came `at`; None if it changes no message."""
        match event:
            case PersonSaid(epoch, text, _):
                return self._person(epoch, text.strip(), at)
            case ReplyText(epoch, text):
                return self._reply(epoch, at, text=text)
            case Caption(epoch, heard):
                return self._heard(epoch, heard)
            case ReplyOver(epoch, text, heard):
                delivery = Delivery.WHOLE if heard >= len(text) else Delivery.CUT
                return self._over(epoch, text, heard, delivery, at)
            case ReplyTakenBack(epoch):
                return self._forget(epoch)
            case Told(sentence):
                return self._add(Message(Speaker.PROGRAM, sentence, at))
            case _:
                return None

    def begin_anew(self, before: Sequence[Message] | None = None) -> None:
        """Another conversation follows, whose replies are counted from the first one again.

        before: what was said in it earlier; None: what is here stays to be read.
        """
        messages = self.messages if before is None else before
        self.messages = [_settled(message) for message in messages][-MOST_MESSAGES:]

    def nothing_to_say(self) -> Change | None:
        """The reply that is under way has no sound: what it wrote is all there is."""
        for index in range(len(self.messages) - 1, -1, -1):
            message = self.messages[index]
            if message.who is Speaker.VISAVIS and message.delivery is Delivery.COMING:
                return self._put(index, replace(message, delivery=Delivery.SILENT))
        return None

    def shown(self, epoch: int, pictures: tuple[Thumbnail, ...], at: datetime) -> Change | None:
        """The person's words that `epoch` answers, if there are any, came with `pictures`."""
        if not pictures:
            return None
        index = self._find(Speaker.PERSON, epoch)
        if index is None:
            return self._before_answer(Message(Speaker.PERSON, "", at, epoch, pictures=pictures))
        message = self.messages[index]
        return self._put(index, replace(message, pictures=(*message.pictures, *pictures)))

    def last(self, who: Speaker) -> Message | None:
        """The newest message of `who`."""
        return next((m for m in reversed(self.messages) if m.who is who), None)

    def _person(self, epoch: int, text: str, at: datetime) -> Change | None:
        index = self._find(Speaker.PERSON, epoch)
        if not text:
            return None
        if index is not None:
            return self._put(index, replace(self.messages[index], text=text))
        return self._before_answer(Message(Speaker.PERSON, text, at, epoch))

    def _before_answer(self, message: Message) -> Change:
        epoch = message.epoch
        answer = None if epoch is None else self._find(Speaker.VISAVIS, epoch)
        if answer is None:
            return self._add(message)
        self.messages.insert(answer, message)  # known only after the answer had begun
        return Change(answer)

    def _reply(self, epoch: int, at: datetime, *, text: str) -> Change | None:
        index = self._find(Speaker.VISAVIS, epoch)
        if index is not None:
            return self._put(index, replace(self.messages[index], text=text))
        if not text.strip():
            return None
        return self._add(Message(Speaker.VISAVIS, text, at, epoch, delivery=Delivery.COMING))

    def _heard(self, epoch: int, heard: int) -> Change | None:
        index = self._find(Speaker.VISAVIS, epoch)
        if index is None:
            return None
        return self._put(index, replace(self.messages[index], heard=heard))

    def _over(
        self, epoch: int, text: str, heard: int, delivery: Delivery, at: datetime
    ) -> Change | None:
        index = self._find(Speaker.VISAVIS, epoch)
        if not text.strip():
            return None if index is None else self._remove(index)
        if index is None:
            return self._add(Message(Speaker.VISAVIS, text, at, epoch, heard, delivery))
        over = replace(self.messages[index], text=text, heard=heard, delivery=delivery)
        return self._put(index, over)

    def _forget(self, epoch: int) -> Change | None:
        first = next((i for i, m in enumerate(self.messages) if m.epoch == epoch), None)
        if first is None:
            return None
        self.messages[first:] = [m for m in self.messages[first:] if m.epoch != epoch]
        return Change(first)

    def _find(self, who: Speaker, epoch: int) -> int | None:
        for index in range(len(self.messages) - 1, -1, -1):
            message = self.messages[index]
            if message.who is who and message.epoch == epoch:
                return index
        return None

    def _put(self, index: int, message: Message) -> Change | None:
        if message == self.messages[index]:
            return None
        self.messages[index] = message
        return Change(index)

    def _remove(self, index: int) -> Change:
        del self.messages[index]
        return Change(index)

    def _add(self, message: Message) -> Change:
        self.messages.append(message)
        if len(self.messages) > MOST_MESSAGES:
            del self.messages[0]
            return Change(0)
        return Change(len(self.messages) - 1)
