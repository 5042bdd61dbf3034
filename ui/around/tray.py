"""The icon in the tray: what the assistant is doing, and the few things done without the window."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QSettings, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui import words
from ui.around.tray_icon import tray_icon
from ui.models.tray import face_of
from ui.window import MainWindow

translate = QCoreApplication.translate

LOOK_MS = 5000
MOST_LOOKS = 12
"""A minute; a desktop that has no tray by then has none."""

TOLD = "told_of_tray"
"""In the window's file: whether it was said where the window goes."""


class Tray(QObject):
    """Follows the conversation; where the desktop has no tray it is never seen."""

    def __init__(
        self,
        window: MainWindow,
        place: QSettings | None,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        """place: where it is kept what was said.  available: whether there is a tray just now."""
        super().__init__(window)
        self._window, self._place, self._available = window, place, available
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu(window)
        self.show_action = self._action("")
        self.show_action.triggered.connect(self.show_or_hide)
        self.menu.addSeparator()
        self.microphone_action = self._action(translate("Tray", "Microphone"))
        self.microphone_action.setCheckable(True)
        self.microphone_action.triggered.connect(window.desk.switch_microphone)
        self.sleep_action = self._action("")
        self.sleep_action.triggered.connect(window.desk.sleep_or_wake)
        self.menu.addSeparator()
        self.quit_action = self._action(translate("Tray", "Quit Visavis"))
        self.quit_action.triggered.connect(window.quit)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._clicked)
        self.icon.messageClicked.connect(window.come_forward)
        window.desk.changed.connect(self.follow)
        window.seen.connect(self._seen)
        self.follow()
        self._looks_left = 0
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self._look)

    def _action(self, text: str) -> QAction:
        action = QAction(text, self)  # ours, not the menu's: PySide loses those of a menu at times
        self.menu.addAction(action)
        return action

    def appear(self) -> None:
        """Be there as soon as there is a tray: at a login it may come after the programs."""
        self._looks_left = MOST_LOOKS
        self._looks.start()
        self._look()

    @property
    def available(self) -> bool:
        """Whether the desktop has a tray that the window could be brought back from."""
        return self._available()

    def follow(self, _parts: object = None) -> None:
        """Show what is so."""
        model = self._window.desk.model
        self.icon.setIcon(tray_icon(face_of(model)))
        self.icon.setToolTip(f"Visavis: {words.mood(model.mood, hears=model.hears)}")
        self.microphone_action.setChecked(model.hears)
        self.microphone_action.setEnabled(model.opened)
        self.sleep_action.setText(
            translate("Tray", "Wake") if model.asleep else translate("Tray", "Sleep")
        )
        self.sleep_action.setEnabled(model.opened)
        self.show_action.setText(
            translate("Tray", "Show the window")
            if self._window.isHidden()
            else translate("Tray", "Hide the window")
        )

    def _look(self) -> None:
        if self.available:
            self.icon.show()
        self._looks_left -= 1
        if self.icon.isVisible() or self._looks_left == 0:
            self._looks.stop()

    def show_or_hide(self) -> None:
        """Bring the window back, or take it away."""
        if self._window.isHidden():
            self._window.come_forward()
        else:
            self._window.hide()

    def _seen(self) -> None:
        self.follow()
        if self._window.isHidden():
            self._hidden()

    def _hidden(self) -> None:
        if self._window.leaving or self._place is None or not self.available:
            return
        if self._place.value(TOLD, False, bool) or not self.icon.supportsMessages():
            return
        self._place.setValue(TOLD, True)
        self.icon.showMessage(
            translate("Tray", "Visavis is still here"),
            translate("Tray", "It goes on, and its icon brings the window back or quits it."),
            tray_icon(face_of(self._window.desk.model)),
        )

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A click there opens the menu as well.
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.show_or_hide()
