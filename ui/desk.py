"""Joins the window to a conversation: what the person does goes there, what happens comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.capture.devices import Kind
from app.capture.source_name import SCREEN
from app.live.events import Told
from app.network import reached
from app.turns.events import Mute, SleepKey, StopKey, TalkKey, Typed, WakeKey
from ui.asking.showing import Showing
from ui.bridge.bridge import Bridge
from ui.bridge.events import CameraNews, DeskEvent, Ended, Opened
from ui.bridge.picture_thread import PictureThread
from ui.bridge.session_thread import Opener, SessionThread
from ui.bridge.switched_camera import SwitchedCamera
from ui.models.conversation import ConversationModel, Part
from ui.models.mood import Mood
from ui.sentences import in_your_language

if TYPE_CHECKING:
    from app.live.trace import Entry
    from app.sound.live_sound import LiveSound
from ui.models.transcript import Message

PICTURE_PATIENCE = 0.1
SESSION_PATIENCE = 0.6
CAMERA_PATIENCE = 0.2
"""Seconds that closing waits for each thread: it is over within one."""

Connect = Callable[[SwitchedCamera], Opener]
"""From the camera to what opens a session that sees through it."""


class Desk(QObject):
    """Owns the conversation's threads; belongs to the window's thread."""

    changed = Signal(object)
    happened = Signal(object)
    """Every event, after the model has taken it."""

    def __init__(self, connect: Connect, camera_source: str) -> None:
        super().__init__()
        self.model = ConversationModel()
        self._bridge = Bridge(self.tell, self)
        self.camera = SwitchedCamera(camera_source, self._bridge.mailbox.put)
        self.pictures = PictureThread(self.camera)
        self.showing = Showing(self.model.pictures, lambda it: self._session.give(it), self)
        self.showing.changed.connect(self._pictures_changed)
        self._source = camera_source
        self._opener = connect(self.camera)
        self._anew = self._camera_wanted = False
        self._before: Sequence[Message] | None = None
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
        before, self._before = self._before, None
        self.model.begin_anew(before)
        self._session = SessionThread(self._opener, self._bridge.mailbox.put)
        self._session.start()
        self.changed.emit(frozenset(Part) - {Part.TIMINGS})

    def open_anew(self, connect: Connect, before: Sequence[Message] | None = None) -> None:
        """End this conversation and open another one, as `connect` has it now.

        before: what was said in that one earlier, to be shown; None: what is shown stays.
        """
        self._opener = connect(self.camera)
        self._before = before
        if self._session.join(0):
            self._begin()
            return
        self._anew = True
        self._session.stop()

    def use_camera(self, source: str) -> None:
        """Look through another camera from now on."""
        changed, self._source = source != self._source, source
        if changed and self.model.camera_on and not self.model.screen_shared:
            self._look_through(source, on=True)

    @property
    def sound(self) -> LiveSound | None:
        """Microphone and speaker; None while there is no conversation."""
        return self._session.sound

    @property
    def trace(self) -> tuple[Entry, ...]:
        """What happened in the conversation lately, by its kinds alone."""
        return self._session.trace()

    @property
    def dropped(self) -> int:
        """Events that the window was too slow for."""
        return self._bridge.mailbox.dropped

    def speech_level(self, now: float) -> float | None:
        """How loud the reply sounds at `now` in decibels <= 0; None while none does."""
        return self._session.speech_level(now)

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
        if self.model.opened:
            self.set_camera(not self.model.camera_on)

    def set_camera(self, on: bool) -> None:
        """The camera on or off, whether or not there is a conversation to see through it."""
        if on == self.model.camera_on:
            return
        self._look_through(self._source, on=on)

    def share_screen(self) -> None:
        """Let it see the screen in place of the camera, or no more."""
        if self.model.opened:
            self._look_through(SCREEN, on=not self.model.screen_shared)

    def _look_through(self, source: str, *, on: bool) -> None:
        self.camera.use(source)
        self.camera.switch(on)
        model = self.model
        model.devices.forget("camera")
        model.camera_on, model.screen_shared = on, on and source == SCREEN
        model.reached = reached(source if on else None)
        self.pictures.mirrored = source != SCREEN
        self.pictures.want(on)
        self.changed.emit(frozenset({Part.CONTROLS, Part.DEVICES, Part.STATUS}))

    def open_line(self, opened: bool) -> None:
        """Open the line to type in, or close it."""
        self.model.typing = opened
        self.changed.emit(frozenset({Part.CONTROLS, Part.PICTURES}))

    def say(self, text: str) -> bool:
        """Answer what was typed, or what is shown; whether it went out."""
        if not self.model.opened or not (text or self.model.pictures.waiting):
            return False
        self._session.give(Typed(text))
        self.showing.forget_refusal()
        return True

    def choose_sound(self, kind: Kind, name: str) -> bool:
        """Another microphone or speaker, at once; False without a conversation that has one."""
        sound = self.sound
        if sound is not None:
            sound.choose(kind, name)
        return sound is not None

    def check_sound(self) -> bool:
        """Have microphone and speaker measured; the result comes as `SoundChecked`."""
        if self.model.opened:
            self._session.check_sound()
        return self.model.opened

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
        self.showing.close(PICTURE_PATIENCE)
        self.pictures.close(PICTURE_PATIENCE)
        self._session.join(SESSION_PATIENCE)
        self.camera.close(CAMERA_PATIENCE)

    def ended(self, patience: float) -> bool:
        """Wait up to `patience` seconds for the conversation's end, after `close`."""
        return self._session.join(patience)

    def _pictures_changed(self) -> None:
        self.changed.emit(frozenset({Part.PICTURES}))

    # -- what comes -----------------------------------------------------------------------------

    def tell(self, event: DeskEvent) -> None:
        """Take what has happened."""
        if isinstance(event, Ended) and self._anew:
            self._begin()
            return
        if isinstance(event, Told):
            event = Told(in_your_language(event.sentence))
        parts = self.model.apply(event, datetime.now().astimezone())
        if isinstance(event, Opened):
            self.showing.give_all()
            if self._camera_wanted:
                self._camera_wanted = False
                self.set_camera(True)
        if isinstance(event, CameraNews) and event.happening in ("lost", "missing"):
            self.pictures.made.emit(None)
        if parts:
            self.changed.emit(parts)
        self.happened.emit(event)
