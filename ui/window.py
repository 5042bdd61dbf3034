"""The main window: screens, keys, and what is remembered of its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from app.folders import Folders
from app.settings import Settings
from ui.asking.asking import Asking
from ui.bar.talk_key import TalkKey
from ui.conversation_screen import ConversationScreen
from ui.desk import Desk
from ui.diagnostics.opening import Diagnostics
from ui.first_steps.first_start import FirstStart
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.style import Theme, named

if TYPE_CHECKING:
    from ui.history_screen.screen import HistoryScreen
    from ui.settings_screen.screen import SettingsScreen

GEOMETRY = "geometry"


class MainWindow(QMainWindow):
    """Everything that is seen; `desk` is everything that happens."""

    restart = Signal()
    """Another conversation is wanted, with the settings as they are now."""

    resume = Signal(int, object)
    """A kept conversation shall go on: its number, and its last messages."""

    seen = Signal()
    """It was shown or hidden, by the program and not by the desktop."""

    closed = Signal()
    """It is gone for good."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        page: SettingsPage,
        engine: str,
        place: QSettings | None = None,
        folders: Folders | None = None,
    ) -> None:
        """engine: what answers, in words.  place: where size and place are kept; None: nowhere.

        folders: of log, models and the history; None: there are none.
        """
        super().__init__()
        self.desk = desk
        self.engine = page.settings.conversation.engine
        """The name of what answers."""
        self._place = place
        self.leaving = False
        """Whether the next closing ends the program."""
        self.gone = False
        """Whether it has been closed for good."""
        self.may_hide: Callable[[], bool] = lambda: False
        """Whether closing only takes it out of sight."""
        self.setWindowTitle("Visavis")
        self.setMinimumSize(*tokens.SMALLEST_WINDOW)
        self.resize(*tokens.FIRST_WINDOW)
        self.screen_ = ConversationScreen(theme, desk.model, engine, desk.loudness)
        self.screens = named(QStackedWidget(), "screen")
        self.screens.addWidget(self.screen_)
        self._theme, self._page = theme, page
        self.first_steps = FirstStart(theme, self, page, place, folders)
        self.diagnostics = Diagnostics(theme, self, page, folders)
        self.settings_screen: SettingsScreen | None = None
        self._folders = folders
        self.history_screen: HistoryScreen | None = None
        self.setCentralWidget(self.screens)
        self.take_settings(page.settings)
        bar = self.screen_.bar
        bar.microphone.connect(desk.switch_microphone)
        bar.camera.connect(desk.switch_camera)
        bar.talk.connect(desk.hold_to_talk)
        bar.stop.connect(desk.stop_talking)
        bar.sleep.connect(desk.sleep_or_wake)
        bar.settings.connect(self.open_settings)
        self.asking = Asking(theme, self, self.screen_, desk)
        self.screen_.panel.history.connect(self.open_history)
        self.screen_.panel.history_button.setVisible(folders is not None)
        self.screen_.stage.card.again.connect(desk.try_again)
        desk.changed.connect(self.screen_.show_parts)
        desk.pictures.made.connect(self.screen_.stage.show_picture)
        for key, act in (
            ("M", desk.switch_microphone),
            ("C", desk.switch_camera),
            ("Z", desk.sleep_or_wake),
            ("Esc", desk.stop_talking),
            ("Ctrl+L", self.asking.open_line),
            ("Ctrl+O", self.asking.choose),
            ("Ctrl+V", self.asking.paste),
        ):
            self._on_key(key, self.screen_, act)
        self._on_key("Ctrl+,", self, self.open_settings)
        self._on_key("Ctrl+D", self, self.diagnostics.open)
        self._on_key("Ctrl+H", self, self.open_history)
        self._on_key("Ctrl+Q", self, self.quit)
        self._talk_key = TalkKey(desk.hold_to_talk, self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        if place is not None and place.contains(GEOMETRY):
            self.restoreGeometry(place.value(GEOMETRY))  # type: ignore[arg-type]
        self.screen_.stage.setFocus()

    def open_settings(self) -> None:
        """Show the settings; made when they are first wanted."""
        self.first_steps.end()
        if self.settings_screen is None:
            from ui.settings_screen.screen import SettingsScreen  # here: no start shows it

            made = SettingsScreen(self._theme, self._page)
            made.left.connect(self.show_conversation)
            made.written.connect(lambda _: self.take_settings(self._page.settings))
            made.restart.connect(self.restart)
            made.first_steps.connect(self.first_steps.show)
            made.diagnostics.connect(self.diagnostics.open)
            self._on_key("Esc", made, self.show_conversation)
            self.screens.addWidget(made)
            self.settings_screen = made
        self.settings_screen.refresh()
        self.screens.setCurrentWidget(self.settings_screen)
        self.settings_screen.search.setFocus()

    def open_history(self) -> None:
        """Show what is kept; made when it is first wanted."""
        if self._folders is None:
            return
        self.first_steps.end()
        if self.history_screen is None:
            from ui.history_screen.screen import HistoryScreen  # here: no start shows it

            made = HistoryScreen(self._theme, self._page, self._folders.data)
            made.left.connect(self.show_conversation)
            made.restart.connect(self.restart)
            made.resume.connect(self._resume)
            self._on_key("Esc", made, made.step_back)
            self._on_key("Ctrl+F", made, made.search.setFocus)
            self.screens.addWidget(made)
            self.history_screen = made
        self.history_screen.refresh()
        self.screens.setCurrentWidget(self.history_screen)
        self.history_screen.panel.view.setFocus()

    def _resume(self, conversation: int, before: object) -> None:
        self.show_conversation()
        self.resume.emit(conversation, before)

    def show_conversation(self) -> None:
        """Back from whatever else was shown."""
        self.screens.setCurrentWidget(self.screen_)
        self.screen_.stage.setFocus()

    def take_settings(self, settings: Settings) -> None:
        """Look as the person has set."""
        look = settings.window
        self._theme.choose(look.theme)
        self.screen_.stage.set_taste(
            caption_scale=look.caption_size, reduce_motion=look.reduce_motion
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Space held anywhere but in text and on buttons is the talk key."""
        kind = event.type()
        if kind == QEvent.Type.WindowDeactivate and watched is self:
            self._let_go()
        if kind == QEvent.Type.Quit:  # the desktop's own way to end a program
            self.leaving = True
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Space:
            return False
        if self._talk_key.held:  # wherever the keyboard is now
            if kind == QEvent.Type.KeyPress:
                self._talk_key.press()
            elif not event.isAutoRepeat():
                self._talk_key.release()
            return True
        if not self.isActiveWindow() or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        focus = self.focusWidget()
        busy = isinstance(focus, QAbstractButton | QLineEdit | QPlainTextEdit)
        elsewhere = self.first_steps.shown or self.screens.currentWidget() is not self.screen_
        if busy or elsewhere or kind == QEvent.Type.KeyRelease:
            return False
        if not event.isAutoRepeat():
            self._talk_key.press()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The picture has another place to fill."""
        super().resizeEvent(event)
        self.first_steps.fit()
        self._fit_picture()

    def showEvent(self, event) -> None:  # noqa: N802, ANN001 - Qt's name
        """It is seen."""
        super().showEvent(event)
        self._fit_picture()
        if not event.spontaneous():
            self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """It is not seen any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.seen.emit()

    def quit(self) -> None:
        """End, whatever closing does otherwise."""
        self.leaving = True
        self.close()

    def let_go(self) -> None:
        """The session of the desktop ends: the next closing is no time to hide."""
        self.leaving = True

    def come_forward(self) -> None:
        """Be seen, before all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Be gone at once; the threads end behind the scenes, within a second."""
        if self._place is not None:
            self._place.setValue(GEOMETRY, self.saveGeometry())
        if not self.leaving and self.may_hide():
            event.ignore()
            self._let_go()
            self.hide()
            return
        self.leaving = self.gone = True
        self.hide()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        if self.history_screen is not None:
            self.history_screen.end()
        self.desk.close()
        super().closeEvent(event)
        self.closed.emit()

    def _let_go(self) -> None:
        """Neither the talk key nor its button is held any more."""
        self._talk_key.let_go()
        self.desk.hold_to_talk(False)

    def _fit_picture(self) -> None:
        stage, ratio = self.screen_.stage, self.devicePixelRatioF()
        self.desk.pictures.fit(round(stage.width() * ratio), round(stage.height() * ratio), ratio)

    def add_screen(self, screen: QWidget, leave: Callable[[], object]) -> None:
        """Another screen beside the conversation, left by Esc."""
        self.screens.addWidget(screen)
        self._on_key("Esc", screen, leave)

    def _on_key(self, key: str, where: QWidget, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
