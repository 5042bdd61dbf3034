"""Keeps the last minute of every conversation, and opens the page that shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.models.diagnosis import Diagnosis
from ui.models.settings_page import SettingsPage
from ui.theme.style import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from app.folders import Folders
    from ui.diagnostics.page import DiagnosticsPage
    from ui.models.report import Background
    from ui.window import MainWindow


class Diagnostics(QObject):
    """Makes the page when it is first wanted."""

    def __init__(
        self, theme: Theme, window: MainWindow, page: SettingsPage, folders: Folders | None
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._page = theme, window, page
        logs = None if folders is None else folders.logs
        self.ask: Callable[[], Background] = lambda: _background(logs)
        self.diagnosis = Diagnosis()
        self.screen: DiagnosticsPage | None = None
        window.desk.happened.connect(self._happened)

    def open(self) -> None:
        """Show the page."""
        window = self._window
        window.first_steps.end()
        if self.screen is None:
            from ui.diagnostics.page import DiagnosticsPage  # here: few ever open it

            self.screen = DiagnosticsPage(
                self._theme,
                window.desk,
                self._page,
                self.diagnosis,
                lambda: window.engine,
                self.ask,
            )
            self.screen.left.connect(window.show_conversation)
            window.add_screen(self.screen, window.show_conversation)
        window.screens.setCurrentWidget(self.screen)
        self.screen.back.setFocus()

    def _happened(self, event: object) -> None:
        at = datetime.now().astimezone()
        self.diagnosis.apply(event, time.monotonic(), at, self._window.desk.speech_level)


def _background(logs: Path | None) -> Background:
    from ui.diagnostics.background import background  # here: off the window's thread, when asked

    return background(logs)
