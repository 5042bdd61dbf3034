"""What stands around the window, joined to it in one place."""

from __future__ import annotations

import os
from contextlib import ExitStack
from types import TracebackType

from PySide6.QtCore import QObject, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout

from app.crash_note import CrashNote
from app.folders import Folders
from app.unhandled import unhandled_logged
from ui.around.crash_card import CrashCard
from ui.around.single import TOKEN_VARIABLE, SingleStart
from ui.around.tray import Tray
from ui.models.place import Place, brought_back
from ui.models.settings_page import SettingsPage
from ui.theme.style import Theme
from ui.window import MainWindow


class Around(QObject):
    """Use as a context manager; `is_first` before anything else is made, then `surround`."""

    def __init__(self, folders: Folders) -> None:
        super().__init__()
        self._window: MainWindow | None = None
        self._single = SingleStart(folders.data)
        self.crash = CrashNote(folders.data)
        self._open = ExitStack()
        self.tray: Tray | None = None

    def __enter__(self) -> Around:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)
        self._single.close()

    def leave(self) -> None:
        """The window is gone: another start may have one, and no crash is of interest."""
        self._open.close()
        self._single.close()

    def is_first(self) -> bool:
        """Whether this start is to have a window; if not, the one that has comes forward.

        Raises: UserError if that one does not answer.
        """
        if not self._single.begin():
            self._single.ask_first()
            return False
        self._open.enter_context(self.crash)
        self._open.enter_context(unhandled_logged())
        return True

    def surround(
        self,
        app: QApplication,
        window: MainWindow,
        theme: Theme,
        page: SettingsPage,
        place: QSettings | None,
    ) -> None:
        """Join everything to the window."""
        self._window = window
        tray = self.tray = Tray(window, place)
        tray.appear()
        window.may_hide = lambda: page.settings.window.close_to_tray and tray.available
        # Hidden it is no reason to end, whatever dialog is closed then.
        app.setQuitOnLastWindowClosed(False)
        window.closed.connect(self._end)
        app.commitDataRequest.connect(window.let_go)
        app.screenRemoved.connect(self._screen_gone)
        self._single.asked.connect(self.come_forward)
        keep_in_sight(window)
        report = self.crash.report()
        if report is not None:
            offer_report(window, theme, report).dismissed.connect(self.crash.dismiss)

    def show(self, window: MainWindow, *, minimised: bool) -> None:
        """Let it be seen, or be there without being seen."""
        if not minimised:
            window.show()
        elif self.tray is None or not self.tray.available:
            window.showMinimized()

    def come_forward(self, token: str = "") -> None:
        """Raise the window, on a screen that there is.  token: by which Wayland lets it be."""
        if self._window is None or self._window.gone:
            return
        if token:
            os.environ[TOKEN_VARIABLE] = token  # where Qt looks for it, and takes it away
        keep_in_sight(self._window)
        self._window.come_forward()

    def _screen_gone(self) -> None:
        if self._window is not None:
            keep_in_sight(self._window)

    def _end(self) -> None:
        QApplication.quit()


def offer_report(window: MainWindow, theme: Theme, report: str) -> CrashCard:
    """Lay the report of a crash above the conversation."""
    card = CrashCard(theme, report)
    layout = window.screen_.layout()
    if isinstance(layout, QVBoxLayout):
        layout.insertWidget(0, card)
    return card


def keep_in_sight(window: MainWindow) -> None:
    """Bring the window back from a screen that is gone."""
    if window.isMaximized() or window.isFullScreen():
        return  # those the system places
    frame = window.frameGeometry()
    screens = [_place(screen.availableGeometry()) for screen in QGuiApplication.screens()]
    if not screens:
        return
    now = _place(frame)
    better = brought_back(now, screens)
    if better != now:
        inner = window.geometry()
        window.resize(
            better.width - (frame.width() - inner.width()),
            better.height - (frame.height() - inner.height()),
        )
        window.move(better.left, better.top)


def _place(rect: QRect) -> Place:
    return Place(rect.x(), rect.y(), rect.width(), rect.height())
