"""The history's screen: what is kept, found, read, gone on with, exported and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.bridge.history_thread import HistoryThread
from ui.history_screen import files
from ui.history_screen.message import Message
from ui.history_screen.note import Note
from ui.history_screen.reading import Reading
from ui.history_screen.row_panel import RowPanel
from ui.models.history_news import (
    Answer,
    Delete,
    Deleted,
    Export,
    Exported,
    ListThem,
    Noticed,
    Refused,
    Request,
    Search,
    ToGoOn,
    Vanished,
)
from ui.models.history_page import HistoryPage, Part, View
from ui.models.history_rows import messages_of
from ui.models.settings_page import SettingsPage
from ui.sentences import in_your_language
from ui.settings_screen.switch import Switch
from ui.theme import tokens
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

KEEP = "history.keep"
LIST_SHARE = 0.3
SEARCH_WIDTHS = (24 * tokens.GRID, 34 * tokens.GRID)


class HistoryScreen(QWidget):
    """`left` to go back; `resume` with a conversation's number and its last messages."""

    left = Signal()
    restart = Signal()
    resume = Signal(int, object)

    def __init__(
        self,
        theme: Theme,
        settings: SettingsPage,
        folder: Path,
        today: Callable[[], date] = date.today,
    ) -> None:
        """folder: the data folder.  today: of the person."""
        super().__init__()
        self.setObjectName("screen")
        self._settings = settings
        self.page = HistoryPage()
        self.thread_ = HistoryThread(folder, self)
        self.thread_.told.connect(self._told)
        self._again_at: int | None = None
        """The row to be read after the list has changed; None: the first."""
        self._make_head(theme)
        self.panel = RowPanel(theme, self.page, today)
        self.reading = Reading(theme, self.page, today)
        self.message = Message(theme)
        self.note = Note()
        self._lay_out()
        self.panel.view.chosen.connect(lambda row: self._ask(self.page.choose(row)))
        self.panel.view.unwanted.connect(self.ask_to_delete)
        self.panel.rows.more_wanted.connect(self._more)
        self.panel.export_all.connect(lambda: self._export(None))
        self.panel.delete_all.connect(self.ask_to_delete_all)
        self.reading.go_on.connect(lambda: self._ask(self.page.go_on()))
        self.reading.delete.connect(self.ask_to_delete)
        self.reading.export.connect(self._export_this)
        self.reading.turned.connect(lambda back: self._ask(self.page.turn_page(backwards=back)))
        self.message.keep.connect(lambda: self._keep(True))
        self.message.again.connect(self.refresh)
        self._show_view()

    def _make_head(self, theme: Theme) -> None:
        self.back = QPushButton(translate("History", "Back"))
        self.back.setToolTip(translate("History", "Back to the conversation (Esc)"))
        self.back.clicked.connect(self.left)
        self.switch = Switch(theme)
        self.switch.setAccessibleName(translate("History", "Keep conversations"))
        self.switch.setToolTip(
            translate("History", "Keep what is said, as text, on this computer alone")
        )
        self.switch.clicked.connect(self._keep)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("History", "Search what was said"))
        self.search.setAccessibleName(translate("History", "Search what was said"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(SEARCH_WIDTHS[0])
        self.search.setMaximumWidth(SEARCH_WIDTHS[1])
        self.search.textChanged.connect(lambda text: self._ask(self.page.look(text)))
        self.search.returnPressed.connect(lambda: self.panel.view.setFocus())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * tokens.GRID)
        head.addWidget(self.back)
        head.addWidget(named(QLabel(translate("History", "History")), "heading"), 1)
        head.addWidget(QLabel(translate("History", "Keep conversations")))
        head.addWidget(self.switch)
        head.addWidget(self.search, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * tokens.GRID)
        row.addWidget(self.panel)
        row.addWidget(self.reading, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self.message)
        column = QVBoxLayout(self)
        margin = 2 * tokens.GRID
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(2 * tokens.GRID)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The list takes its share."""
        super().resizeEvent(event)
        narrow, wide = tokens.PANEL_WIDTHS
        self.panel.setFixedWidth(max(narrow, min(wide, round(self.width() * LIST_SHARE))))

    def refresh(self) -> None:
        """List anew what is kept, or found."""
        row = self._settings.row(KEEP)
        self.switch.setChecked(self._settings.settings.history.keep)
        self.switch.setEnabled(not row.fixed)
        self._again_at = None
        self._ask(self.page.look(self.search.text()))

    def step_back(self) -> None:
        """Answer a question with no, empty the search, or leave."""
        if self.note.isVisible():
            self.note.hide()
            self.panel.view.setFocus()
        elif self.search.text():
            self.search.clear()
        else:
            self.left.emit()

    def end(self) -> None:
        """Close the history."""
        self.thread_.close()

    # -- what the person does -------------------------------------------------------------------

    def ask_to_delete(self) -> None:
        """Delete what is read, if the person means it."""
        reading = self.page.reading
        if reading is not None:
            self.note.ask(
                translate("History", "Delete this conversation for good?"),
                translate("History", "Delete"),
                lambda: self._delete(reading.id),
                translate("History", "Keep it"),
            )

    def ask_to_delete_all(self) -> None:
        """Delete everything, if the person means it."""
        self.note.ask(
            translate("History", "Delete all conversations for good?"),
            translate("History", "Delete all"),
            lambda: self._delete(None),
            translate("History", "Keep them"),
        )

    def _delete(self, conversation: int | None) -> None:
        self._again_at = self.panel.view.currentIndex().row()
        self.panel.view.setFocus()
        self.note.say(translate("History", "Deleting without a trace…"))
        self._ask(Delete(conversation))

    def _keep(self, keep: bool) -> None:
        refusal = self._settings.set(KEEP, "true" if keep else "false")
        self.switch.setChecked(self._settings.settings.history.keep)
        self._show_view()
        if refusal is not None:
            self.note.say(in_your_language(refusal))
            return
        self.note.offer(
            translate("History", "This counts from the next conversation on."),
            translate("History", "Begin it now"),
            self._begin_anew,
        )

    def _begin_anew(self) -> None:
        self._settings.waiting.clear()
        self.restart.emit()
        self.left.emit()

    def _export_this(self) -> None:
        if self.page.reading is not None:
            self._export(self.page.reading.id)

    def _export(self, conversation: int | None) -> None:
        reading = None if conversation is None else self.page.reading
        chosen = files.choose(self, None if reading is None else reading.began)
        if chosen is not None:
            self._ask(Export(conversation, chosen.format, chosen.path))

    def _more(self) -> None:
        self._ask(self.page.next_rows())

    def _ask(self, request: Request | None) -> None:
        if request is not None:
            self.thread_.ask(request)

    # -- what comes -----------------------------------------------------------------------------

    def _told(self, answer: Answer) -> None:
        parts = self.page.apply(answer)
        if Part.ROWS in parts:
            self._show_rows()
        if Part.MORE in parts:
            self.panel.rows.grow()
        if Part.READING in parts:
            self.reading.follow()
        match answer:
            case ToGoOn(summary, turns, pictures):
                self.resume.emit(summary.id, messages_of(turns, pictures))
            case Exported(path):
                self.note.say(translate("History", "Written to {0}").format(path))
            case Noticed(sentence):
                self.note.say(in_your_language(sentence))
            case Refused(ListThem() | Search()):
                pass  # it fills the screen
            case Refused(_, sentence):
                self.note.say(in_your_language(sentence))
            case Vanished():
                self.note.say(translate("History", "This conversation was deleted."))
            case Deleted():
                self.note.hide()
                if not self.page.rows:
                    self._ask(self.page.look(self.search.text()))
            case _:
                pass

    def _show_rows(self) -> None:
        self.panel.follow()
        self._show_view()
        again, self._again_at = self._again_at, None
        if again is None:
            self.panel.view.choose_first()
        else:
            self.panel.view.choose_again(again)

    def _show_view(self) -> None:
        empty = self.page.view in (View.NOTHING_KEPT, View.REFUSED)
        if empty:
            row = self._settings.row(KEEP)
            keeps = self._settings.settings.history.keep
            self.message.follow(self.page, keeps=keeps, can_keep=not row.fixed)
        self._stack.setCurrentIndex(1 if empty else 0)
        self.search.setEnabled(not empty)
        if empty and self.focusWidget() not in (self.message.button, self.switch):
            self.back.setFocus()
