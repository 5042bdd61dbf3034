"""Joins typing and showing to the window: keys, the line, drops, the clipboard, the menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from ui.asking.drop_target import DropTarget
from ui.asking.offered import may_hold_pictures, offered
from ui.asking.picture_reader import ManyPages
from ui.asking.show_menu import choose_files, choose_page, open_menu
from ui.conversation_screen import ConversationScreen
from ui.desk import Desk
from ui.theme.style import Theme


class Asking(QObject):
    """What the person does with `screen` goes to `desk`."""

    def __init__(
        self, theme: Theme, window: QWidget, screen: ConversationScreen, desk: Desk
    ) -> None:
        super().__init__(window)
        self._window, self._screen, self._desk = window, screen, desk
        self.drops = DropTarget(theme, window, screen.stage, self._take)
        self.menu: QMenu | None = None
        self.page_dialog: QInputDialog | None = None
        line, tray = screen.asking.line, screen.asking.tray
        line.sent.connect(self._send)
        line.left.connect(self.close_line)
        line.pasted.connect(self.paste)
        tray.withdrawn.connect(desk.showing.withdraw)
        tray.dismissed.connect(desk.showing.forget_refusal)
        desk.showing.page_wanted.connect(self._choose_page)
        screen.bar.type.connect(self.open_or_close_line)
        screen.bar.show_something.connect(self.open_menu)

    def open_line(self) -> None:
        """Bring the keyboard to the line one types in."""
        if self._desk.model.opened:
            self._desk.open_line(True)
            self._screen.asking.open()

    def close_line(self) -> None:
        """Put it away; what was begun in it stays for the next time."""
        self._desk.open_line(False)
        self._screen.stage.setFocus()

    def open_or_close_line(self) -> None:
        """As the button does."""
        (self.close_line if self._desk.model.typing else self.open_line)()

    def paste(self) -> None:
        """Show what was copied, or type it if it is words."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasText() and not may_hold_pictures(mime):
            self.open_line()
            self._screen.asking.line.insert(mime.text())
        else:
            self._take(mime)

    def choose(self) -> None:
        """Let the person choose pictures."""
        if self._desk.model.opened:
            choose_files(self._window, self._files)

    def open_menu(self) -> None:
        """Offer what can be shown."""
        self.menu = open_menu(
            self._screen.bar.show_button,
            choose=self.choose,
            paste=self.paste,
            share=self._desk.share_screen,
            shared=self._desk.model.screen_shared,
        )

    def _take(self, mime: QMimeData) -> None:
        self._desk.showing.take(offered(mime))

    def _files(self, files: list[Path]) -> None:
        self._desk.showing.take(files)

    def _choose_page(self, pages: ManyPages) -> None:
        self.page_dialog = choose_page(self._window, pages, self._desk.showing.take)

    def _send(self, text: str) -> None:
        if self._desk.say(text):
            self._screen.asking.line.accepted()
