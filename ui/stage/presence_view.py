"""The presence as a widget: draws as often as its mood needs, and not at all unseen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui import words
from ui.models.mood import Mood, frames_a_second
from ui.models.shape import Pose, resting
from ui.stage import presence
from ui.stage.light import Lights
from ui.theme.style import Theme

GLIDE_SECONDS = 0.16
"""From one mood's manner into the next one's."""


class PresenceView(QWidget):
    """Shows a mood; asks for the loudness of the moment whenever it draws."""

    def __init__(
        self,
        theme: Theme,
        loudness: Callable[[float], float],
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """loudness: what is heard or said at a moment (monotonic seconds), 0..1."""
        super().__init__(parent)
        self._theme = theme
        self._lights = Lights()
        self._loudness = loudness
        self._clock = clock
        self._mood = Mood.OPENING
        self._pose: Pose = resting(self._mood)
        self._still = False
        self._began = self._drawn = clock()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_mood(self, mood: Mood) -> None:
        """Become like `mood`."""
        self._mood = mood
        self.setAccessibleName(words.mood(mood))
        self._keep_time()
        self.update()

    def set_still(self, still: bool) -> None:
        """Whether to show moods by shape alone, without motion."""
        self._still = still
        self._keep_time()
        self.update()

    @property
    def interval(self) -> int:
        """Milliseconds from frame to frame just now; 0: no frame is due."""
        return self._timer.interval() if self._timer.isActive() else 0

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to move."""
        super().showEvent(event)
        self._keep_time()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def _keep_time(self) -> None:
        fps = frames_a_second(self._mood, reduce_motion=self._still)
        if fps and self.isVisible():
            if self._timer.interval() != 1000 // fps or not self._timer.isActive():
                self._timer.start(1000 // fps)
        else:
            self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw this moment."""
        now = self._clock()
        if self._timer.isActive():
            self._pose = self._pose.towards(
                self._mood, 1 - math.exp(-(now - self._drawn) / GLIDE_SECONDS)
            )
            moment, loudness = now - self._began, self._loudness(now)
        else:
            self._pose, moment, loudness = resting(self._mood), 0.0, 0.0
        self._drawn = now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        presence.paint(
            painter,
            self._theme.palette,
            self._lights,
            QPointF(self.width() / 2, self.height() / 2),
            min(self.width(), self.height()) / 2 / presence.WIDEST,
            self._mood,
            self._pose,
            moment,
            loudness,
        )
        painter.end()
