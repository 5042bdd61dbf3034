"""The thread that opens a conversation, lives it, and closes everything again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from app.errors import UserError
from app.live.pictures import PictureShown, PictureWithdrawn
from app.sentences import say
from app.turns.events import Event, StopKey
from omni_core.conversation import ConversationError
from omni_core.media import MediaError
from ui.bridge.events import CouldNotOpen, DeskEvent, Ended, Opened, SoundChecked

if TYPE_CHECKING:
    from app.capture.audio_check import AudioCheck
    from app.live.session import LiveSession
    from app.live.trace import Entry
    from app.sound.live_sound import LiveSound

Opener = Callable[[Callable[[DeskEvent], None]], "AbstractContextManager[LiveSession]"]

FAULT = say("Something went wrong inside Visavis; the log tells more. Try again.")

_log = logging.getLogger(__name__)


class SessionThread:
    """One conversation's; the window asks and gives, and waits for nothing."""

    def __init__(self, opener: Opener, show: Callable[[DeskEvent], None]) -> None:
        """opener: opens the session, told what to show by; called on the thread.

        show: told everything, on the session's threads.
        """
        self._opener = opener
        self._show = show
        self._session: LiveSession | None = None
        self._stopping = threading.Event()
        self._breaking = threading.Event()
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)

    def start(self) -> None:
        """Begin to open it."""
        self._thread.start()

    def give(self, event: Event | PictureShown | PictureWithdrawn) -> None:
        """A key, typed words, a picture; dropped while there is no conversation."""
        session = self._session
        if session is not None:
            session.give(event)

    def speech_level(self, now: float) -> float | None:
        """How loud the reply sounds at `now` in decibels <= 0; None while none does."""
        session = self._session
        return session.player.loudness(now) if session is not None else None

    @property
    def sound(self) -> LiveSound | None:
        """Microphone and speaker; None while there is no conversation."""
        session = self._session
        return session.sound if session is not None else None

    def trace(self) -> tuple[Entry, ...]:
        """What happened in the conversation lately, by its kinds alone."""
        session = self._session
        return session.trace.entries if session is not None else ()

    def check_sound(self) -> None:
        """Play the chime and judge the devices; the conversation waits for these three seconds."""
        self._breaking.set()

    def stop(self) -> None:
        """Be silent at once, and end; does not wait."""
        self.give(StopKey())
        self._stopping.set()
        self._breaking.set()

    def join(self, patience: float) -> bool:
        """Wait up to `patience` seconds for its end; whether it came."""
        if self._thread.ident is not None:
            self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self._opener(self._show) as session:
                if self._stopping.is_set():
                    return
                self._session = session
                self._show(Opened())
                while not self._stopping.is_set():
                    session.run(time.monotonic, self._breaking)
                    self._breaking.clear()
                    if not self._stopping.is_set():
                        self._show(SoundChecked(self._check(session)))
                self._session = None
                session.player.cut(time.monotonic())
        except (UserError, ConversationError, MediaError) as error:
            self._show(CouldNotOpen(str(error)))
        except Exception as error:  # noqa: BLE001 - the border of the thread: told, not lost
            _log.error("The conversation ended with a fault", exc_info=error)
            self._show(CouldNotOpen(FAULT))
        finally:
            self._session = None
            self._show(Ended())

    def _check(self, session: LiveSession) -> AudioCheck | None:
        """On the thread that owns the session, which so neither hears the chime nor speaks."""
        sound = session.sound
        if sound is None:
            return None
        from app.sound.asked_check import check_open, keep  # here: few ever ask for it

        session.give(StopKey())
        session.step(time.monotonic, 0.0)
        check = check_open(sound, time.monotonic, self._stopping)
        if check is not None:
            keep(sound, check)
        return check
