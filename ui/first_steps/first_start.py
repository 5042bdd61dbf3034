"""Shows the first steps over a window: at the first start by themselves, later when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from ui.bridge.errand import Errand
from ui.models.first_steps import wanted
from ui.models.settings_page import SettingsPage
from ui.theme.style import Theme

if TYPE_CHECKING:
    from app.folders import Folders
    from ui.first_steps.overlay import Overlay
    from ui.models.engine_step import EngineFacts
    from ui.window import MainWindow

SEEN = "first-steps-seen"
"""The mark beside the window's size and place."""

ENGINE_GROUP = "omni"


class FirstStart(QObject):
    """Makes the steps when they are first wanted."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        page: SettingsPage,
        place: QSettings | None,
        folders: Folders | None,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._page, self._place = theme, window, page, place
        self.overlay: Overlay | None = None
        self._errand: Errand | None = None
        if folders is not None:
            models = folders.models
            self._errand = Errand(lambda: _engine_facts(models), self)

    @property
    def shown(self) -> bool:
        """Whether the steps lie over the window."""
        return self.overlay is not None and not self.overlay.isHidden()

    def show_if_first(self, settings: Path) -> None:
        """Show them if nothing was ever set in the file `settings`, and they were never shown."""
        seen = self._place is not None and self._place.contains(SEEN)
        if wanted(settings_exist=settings.exists(), seen=seen):
            self.show()

    def show(self) -> None:
        """Show them from the beginning."""
        self._window.show_conversation()
        if self.overlay is None:
            from ui.first_steps.overlay import Overlay  # here: one start of many shows it

            self.overlay = Overlay(self._theme, self._window.desk, self._page, self._window)
            self.overlay.over.connect(self.end)
            self.overlay.settings.connect(self._settings)
            if self._errand is not None:
                self._errand.came.connect(self.overlay.show_engine)
        self.fit()
        self.overlay.begin()
        if self._errand is not None:
            self._errand.go()

    def end(self) -> None:
        """Take them away, and remember that they were shown."""
        if self.overlay is None or not self.shown:
            return
        self.overlay.hide()
        if self._place is not None:
            self._place.setValue(SEEN, True)
        self._window.show_conversation()

    def fit(self) -> None:
        """The window has another size."""
        if self.overlay is not None:
            self.overlay.setGeometry(self._window.rect())

    def _settings(self) -> None:
        self._window.open_settings()
        screen = self._window.settings_screen
        if screen is not None:
            screen.show_group(ENGINE_GROUP)


def _engine_facts(models: Path) -> EngineFacts:
    from ui.first_steps.facts import engine_facts  # here: on the errand's thread, when it is sent

    return engine_facts(models)
