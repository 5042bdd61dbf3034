"""Turns what a live session shows into turns of the history, as it comes.

A turn is kept from the moment it is confirmed that it is one: a reply on trial, and words that
were not meant for the program, are never written.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from app.capture.small_picture import Pixels
from app.history.kinds import Timings, Turn
from app.history.writer import HistoryWriter
from app.live import events as shown
from app.turns.states import State

REMEMBERED = 8
"""Turns of which something may still come: the recogniser is late by one or two."""

_PERSON_HAS_IT = (State.HEARING, State.WAITING, State.PRESSED)
"""The person's turn is not over yet: a reply is at most on trial."""

_REPLY_SOUNDS = (State.SPEAKING, State.DUCKED, State.PAUSED)


@dataclass(slots=True)
class _Open:
    """A reply's turn.  confirmed: it is one.  gone: it never happened."""

    turn: Turn
    picture: Pixels | None = None
    confirmed: bool = False
    gone: bool = False


@dataclass(slots=True)
class Recorder:
    """Give it every event of a session, on one thread; what it makes of them goes to `writer`.

    clock: monotonic seconds, as in the events.  started: (monotonic, since 1970) of one moment.
    pictures: keep what the camera showed as well.
    """

    writer: HistoryWriter
    clock: Callable[[], float] = time.monotonic
    started: tuple[float, float] = field(default_factory=lambda: (time.monotonic(), time.time()))
    pictures: bool = False
    _state: State = State.LISTENING
    _began: float | None = None
    _said: float | None = None
    _turns: dict[int, _Open] = field(default_factory=dict[int, _Open])

    def event(self, event: shown.SessionEvent) -> None:
        """Take what a screen is shown."""
        match event:
            case shown.StateChanged(state, _, moment):
                self._moved(state, self._wall(moment))
            case shown.PersonSaid(epoch, text, _):
                self._change(epoch, confirmed=self._state not in _PERSON_HAS_IT, person=text)
            case shown.ReplyText(epoch, text):
                self._change(epoch, confirmed=True, reply=text)
            case shown.Caption(epoch, heard) if epoch in self._turns:  # else a notice's
                reply = self._turns[epoch].turn.reply
                self._change(epoch, confirmed=True, heard=min(heard, len(reply)))
            case shown.TurnTimings():
                self._timed(event)
            case shown.ReplyOver(epoch, text, heard):
                self._change(epoch, confirmed=True, reply=text, heard=heard, over=True)
            case shown.ReplyTakenBack(epoch):
                self._take_back(epoch)
            case shown.CameraSeen(epoch, pixels) if self.pictures:
                known = self._turns.get(epoch) or self._begin(epoch)
                known.picture = pixels
                self._change(epoch, confirmed=True)
            case _:
                pass

    def close(self) -> None:
        """The session has ended: what is open is over."""
        for epoch in list(self._turns):
            self._finish(epoch)

    def _wall(self, moment: float) -> float:
        monotonic, wall = self.started
        return wall + moment - monotonic

    def _moved(self, state: State, moment: float) -> None:
        before, self._state = self._state, state
        if state in _PERSON_HAS_IT and before not in _PERSON_HAS_IT:
            self._began, self._said = moment, None
        elif before in (State.HEARING, State.PRESSED):
            self._said = moment
        if state in (State.LISTENING, State.STANDBY):
            self._began = self._said = None
        if state in (State.THINKING, State.SPEAKING) and self._turns:
            newest = max(self._turns)
            if not self._turns[newest].confirmed:
                self._change(newest, confirmed=True)

    def _change(
        self,
        epoch: int,
        *,
        confirmed: bool,
        person: str | None = None,
        reply: str | None = None,
        heard: int | None = None,
        over: bool = False,
    ) -> None:
        """Take over what is not None; what was over stays so."""
        known = self._turns.get(epoch) or self._begin(epoch)
        if known.gone:
            return
        turn = known.turn
        known.turn = replace(
            turn,
            person=turn.person if person is None else person,
            reply=turn.reply if reply is None else reply,
            heard=turn.heard if heard is None else heard,
            ended=turn.ended if turn.over else self._wall(self.clock()),
            over=turn.over or over,
        )
        known.confirmed = known.confirmed or confirmed
        self._write(epoch)

    def _timed(self, waited: shown.TurnTimings) -> None:
        known = self._turns.get(waited.epoch) or self._begin(waited.epoch)
        now = self._wall(self.clock())
        known.turn = replace(
            known.turn,
            said=now - waited.first_sound,
            sounded=now,
            timings=Timings(waited.begun, waited.confirmed, waited.first_sound, waited.trials),
        )
        self._change(waited.epoch, confirmed=True)

    def _begin(self, epoch: int) -> _Open:
        """A reply that is not known yet: what came before it is over."""
        if self._state in _REPLY_SOUNDS:  # nothing was said in between: it was typed
            self._began = self._said = None
        now = self._wall(self.clock())
        began = now if self._began is None else self._began
        for earlier, other in list(self._turns.items()):
            # Another reply to the same words, after the first one failed unheard.
            if other.turn.began == began and not other.turn.heard and not other.turn.over:
                self._take_back(earlier)
            else:
                self._finish(earlier)
        known = _Open(Turn(began, now, said=self._said))
        self._turns[epoch] = known
        for old in sorted(self._turns)[:-REMEMBERED]:
            del self._turns[old]
        return known

    def _finish(self, epoch: int) -> None:
        known = self._turns[epoch]
        if known.confirmed and not known.gone and not known.turn.over:
            known.turn = replace(known.turn, over=True)
            self._write(epoch)

    def _take_back(self, epoch: int) -> None:
        known = self._turns.get(epoch) or self._begin(epoch)
        if known.confirmed and not known.gone:
            self.writer.take_back(epoch)
        known.gone = True

    def _write(self, epoch: int) -> None:
        known = self._turns[epoch]
        if known.confirmed:
            self.writer.put(epoch, known.turn, known.picture)
            known.picture = None
