"""Joins the window to a conversation: what the person does goes there, what happens comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.turns.events import Mute, SleepKey, StopKey, TalkKey, WakeKey
from ui.bridge.bridge import Bridge
from ui.bridge.events import CameraNews, DeskEvent, Ended, Opened
from ui.bridge.picture_thread import PictureThread
from ui.bridge.session_thread import Opener, SessionThread
from ui.bridge.switched_camera import SwitchedCamera
from ui.models.conversation import ConversationModel, Part
from ui.models.mood import Mood

PICTURE_PATIENCE = 0.1
SESSION_PATIENCE = 0.6
CAMERA_PATIENCE = 0.2
"""Seconds that closing waits for each thread: it is over within one."""

Connect = Callable[[SwitchedCamera], Opener]
"""From the camera to what opens a session that sees through it."""


class Desk(QObject):
    """Owns the conversation's threads; belongs to the window's thread."""

    changed = Signal(object)

    def __init__(self, connect: Connect, camera_source: str) -> None:
        super().__init__()
        self.model = ConversationModel()
        self._bridge = Bridge(self.tell, self)
        self.camera = SwitchedCamera(camera_source, self._bridge.mailbox.put)
        self.pictures = PictureThread(self.camera)
        self._opener = connect(self.camera)
        self._anew = self._camera_wanted = False
        self._session = SessionThread(self._opener, self._bridge.mailbox.put)

    def start(self, *, camera_on: bool = False) -> None:
        """Begin to open the conversation; camera_on: and the camera with it."""
        self._camera_wanted = camera_on
        self.pictures.start()
        self._session.start()

    def try_again(self) -> None:
        """Open it anew, after it could not be."""
        if self.model.failure is None or not self._session.join(0):
            return
        self._begin()

    def _begin(self) -> None:
        self._anew = False
        self.model.begin_anew()
        self._session = SessionThread(self._opener, self._bridge.mailbox.put)
        self._session.start()
        self.changed.emit(frozenset({Part.MOOD, Part.CONTROLS, Part.DEVICES}))

    def open_anew(self, connect: Connect) -> None:
        """End this conversation and open another one, as `connect` has it now."""
        self._opener = connect(self.camera)
        if self._session.join(0):
            self._begin()
            return
        self._anew = True
        self._session.stop()

    def loudness(self, now: float) -> float:
        """What is heard or said at `now` (monotonic seconds), 0..1."""
        model = self.model
        if model.mood is Mood.SPEAKING:
            decibels = self._session.speech_level(now)
            if decibels is None:
                model.speaking.hush()
            else:
                model.speaking.hear(decibels)
            return model.speaking.at(now)
        return model.hearing.at(now)

    # -- what the person does -------------------------------------------------------------------

    def switch_microphone(self) -> None:
        """Mute it, or open it again."""
        if self.model.opened:
            self.model.muted = not self.model.muted
            self._session.give(Mute(self.model.muted))
            self.changed.emit(frozenset({Part.CONTROLS, Part.CAPTIONS}))

    def switch_camera(self) -> None:
        """Turn it on or off."""
        if not self.model.opened:
            return
        self.model.camera_on = not self.model.camera_on
        self.model.devices.forget("camera")
        self.camera.switch(self.model.camera_on)
        self.pictures.want(self.model.camera_on)
        self.changed.emit(frozenset({Part.CONTROLS, Part.DEVICES}))

    def hold_to_talk(self, down: bool) -> None:
        """The talk key goes down or up."""
        if down == self.model.talk_held or (down and not self.model.can_talk):
            return
        self.model.talk_held = down
        self._session.give(TalkKey(down))
        self.changed.emit(frozenset({Part.CONTROLS}))

    def stop_talking(self) -> None:
        """Be silent."""
        if self.model.can_stop:
            self._session.give(StopKey())

    def sleep_or_wake(self) -> None:
        """Listen for nothing but its name, or for everything again."""
        if self.model.opened:
            self._session.give(WakeKey() if self.model.asleep else SleepKey())

    def close(self) -> None:
        """End everything; silent at once, over within a second."""
        self._session.stop()
        self.pictures.close(PICTURE_PATIENCE)
        self._session.join(SESSION_PATIENCE)
        self.camera.close(CAMERA_PATIENCE)

    def ended(self, patience: float) -> bool:
        """Wait up to `patience` seconds for the conversation's end, after `close`."""
        return self._session.join(patience)

    # -- what comes -----------------------------------------------------------------------------

    def tell(self, event: DeskEvent) -> None:
        """Take what has happened."""
        if isinstance(event, Ended) and self._anew:
            self._begin()
            return
        parts = self.model.apply(event, datetime.now().astimezone())
        if isinstance(event, Opened) and self._camera_wanted:
            self._camera_wanted = False
            self.switch_camera()
        if isinstance(event, CameraNews) and event.happening in ("lost", "missing"):
            self.pictures.made.emit(None)
        if parts:
            self.changed.emit(parts)
