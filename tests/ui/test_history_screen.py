"""The history's screen over a real file, by keys and clicks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from app.folders import Folders
from app.history.forgetting import forget
from app.history.layout import FILE_NAME
from app.history.store import HistoryStore
from tests.app.history.conftest import turn
from tests.ui.conftest import ENGINE, Given
from tests.ui.test_every_screen_fits import WAYS, Longer, Shown, speaking
from tests.ui.test_text_fits import SIZES, cut_off, on_one_another, too_long
from ui.bridge.history_work import LISTED, READ
from ui.conversation.message_delegate import MessageDelegate
from ui.desk import Desk
from ui.history_screen.files import chosen
from ui.history_screen.row_model import ROW
from ui.history_screen.screen import HistoryScreen
from ui.models.history_page import View
from ui.models.history_rows import Day, Entry, Hit
from ui.models.settings_page import SettingsPage
from ui.models.transcript import Speaker
from ui.theme import tokens
from ui.theme.style import Theme
from ui.window import MainWindow

TODAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 12).timestamp()
DAY = 86400.0


def fill(folder: Path, *conversations: tuple[float, list[tuple[str, str]]]) -> None:
    with closing(HistoryStore(folder)) as store:
        for began, pairs in conversations:
            number = store.begin(began, "starter")
            for n, (person, reply) in enumerate(pairs):
                store.add(number, turn(person, reply, began + 10 * n, heard=max(0, len(reply) - 4)))


def many(count: int) -> list[tuple[float, list[tuple[str, str]]]]:
    return [(NOON + 60 * n, [(f"Question {n}", f"Answer {n}.")]) for n in range(count)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, page: SettingsPage, folder: Path) -> Iterator[HistoryScreen]:
    made = HistoryScreen(theme, page, folder, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    made.end()


Loaded = Callable[[], None]


@pytest.fixture
def load(qtbot: QtBot, screen: HistoryScreen) -> Loaded:
    def loaded() -> None:
        screen.refresh()
        qtbot.waitUntil(lambda: screen.page.view is not View.LOADING)
        if screen.page.view is View.ROWS:
            qtbot.waitUntil(lambda: screen.page.read is not None)

    return loaded


def words(screen: HistoryScreen) -> list[str]:
    model = screen.panel.rows
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def test_conversations_are_listed_newest_first_below_their_days(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, (NOON - 9 * DAY, [("Old", "Yes.")]), (NOON - DAY, [("And now?", "It is ten.")]))
    fill(folder, (NOON, [("Hello", "Good day. More.")] * 2))
    load()
    today, first, yesterday, second, earlier, third = words(screen)
    assert (today, first) == ("Today", "Hello")
    assert (yesterday, second) == ("Yesterday", "And now?")
    assert ("24" in earlier, "2026" in earlier, third) == (True, True, "Old")
    model = screen.panel.rows
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Hello, ")
    assert spoken.endswith("2 turns")
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_the_newest_is_read_with_what_was_not_heard(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, (NOON, [("Hello", "Good day. More")]))
    load()
    person, reply = screen.page.messages
    assert (person.who, person.said) == (Speaker.PERSON, "Hello")
    assert (reply.said, reply.unheard) == ("Good day. ", "More")
    shown = screen.reading.view.model()
    assert [shown.index(n, 0).data() for n in range(shown.rowCount())] == ["Hello", "Good day. "]


def test_only_what_comes_into_view_is_read(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, *many(3 * LISTED))
    load()
    qtbot.wait(20)
    assert sum(isinstance(row, Entry) for row in screen.page.rows) == LISTED
    bar = screen.panel.view.verticalScrollBar()

    def at_the_end() -> bool:
        bar.setValue(bar.maximum())
        return not screen.page.more

    qtbot.waitUntil(at_the_end)
    assert sum(isinstance(row, Entry) for row in screen.page.rows) == 3 * LISTED
    assert sum(isinstance(row, Day) for row in screen.page.rows) == 1


def test_the_arrow_keys_read_one_after_another_and_pass_over_the_days(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, (NOON - DAY, [("Old", "Yes.")]), (NOON, [("New", "No.")]))
    load()
    qtbot.keyClick(screen.panel.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: screen.page.reading is not None and screen.page.reading.id == 1)
    assert isinstance(screen.panel.view.currentIndex().data(ROW), Entry)


def test_a_search_as_one_types_and_back(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, (NOON, [("Is it sunny?", "It is. Very"), ("And warm?", "No. Very")]), *many(3))
    load()
    qtbot.keyClicks(screen.search, "warm")
    qtbot.waitUntil(lambda: bool(screen.page.rows) and isinstance(screen.page.rows[0], Hit))
    qtbot.waitUntil(lambda: words(screen) == ["And warm?"])
    qtbot.waitUntil(lambda: [m.text for m in screen.page.messages] == ["And warm?", "No. Very"])
    qtbot.waitUntil(screen.reading.earlier.isVisible)
    qtbot.mouseClick(screen.reading.earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.page.messages[0].text == "Is it sunny?")
    screen.search.setText("nowhere")
    qtbot.waitUntil(lambda: screen.page.view is View.NOTHING_FOUND)
    screen.step_back()
    qtbot.waitUntil(lambda: screen.page.view is View.ROWS)
    assert words(screen)[0] == "Today"


def in_qts_units(text: str, start: int, length: int) -> str:
    """An emoji is two of them."""
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


def found_while_reading(screen: HistoryScreen) -> list[list[str]]:
    """Of each message that is read, the words that stand out."""
    delegate = screen.reading.view.itemDelegate()
    assert isinstance(delegate, MessageDelegate)
    texts = [delegate.laid_out(message).text for message in screen.page.messages]
    strong = QFont.Weight.DemiBold
    return [
        [
            in_qts_units(text.text(), one.start, one.length)  # type: ignore[attr-defined]
            for one in text.formats()
            if one.format.fontWeight() == strong  # type: ignore[attr-defined]
        ]
        for text in texts
    ]


def test_what_was_looked_for_stands_out_while_reading(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, (NOON, [("\N{SUN WITH FACE} Is it warm and sunny?", "Warm. Sunny")]))
    load()
    assert found_while_reading(screen) == [[], []]
    screen.search.setText("SUN warm")
    wanted = [["warm", "sunny"], ["Warm"]]  # the reply's other word was never heard: it is struck
    qtbot.waitUntil(lambda: found_while_reading(screen) == wanted)
    screen.search.clear()
    qtbot.waitUntil(lambda: found_while_reading(screen) == [[], []])


def test_a_deletion_asks_first_and_reads_the_next_one(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, *many(3))
    load()
    qtbot.keyClick(screen.panel.view, Qt.Key.Key_Delete)
    assert "for good" in screen.note.words.text()
    assert screen.note.dismiss.hasFocus()
    screen.step_back()
    assert not screen.note.isVisible()
    assert len(words(screen)) == 4
    qtbot.mouseClick(screen.reading.delete_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.note.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(screen) == ["Today", "Question 1", "Question 0"])
    qtbot.waitUntil(lambda: screen.page.reading is not None and screen.page.reading.id == 2)
    assert not screen.note.isVisible()


def test_all_are_deleted_after_one_question(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, *many(3))
    load()
    qtbot.mouseClick(screen.panel.delete_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.note.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.page.view is View.NOTHING_KEPT)
    assert screen.message.isVisible()


def test_what_was_deleted_elsewhere_goes_from_the_list(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, *many(2))
    load()
    with closing(HistoryStore(folder)) as store:
        forget(store, [1])
    qtbot.keyClick(screen.panel.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: words(screen) == ["Today", "Question 1"])
    assert "was deleted" in screen.note.words.text()


def test_off_says_so_and_is_turned_on_there(
    qtbot: QtBot, screen: HistoryScreen, page: SettingsPage, load: Loaded
) -> None:
    load()
    assert "The history is off" in screen.message.accessibleName()
    assert not screen.switch.isChecked()
    qtbot.mouseClick(screen.message.button, Qt.MouseButton.LeftButton)
    assert page.settings.history.keep
    assert screen.switch.isChecked()
    assert "Nothing is kept yet" in screen.message.accessibleName()
    assert not screen.message.button.isVisible()
    with qtbot.waitSignals([screen.restart, screen.left]):
        qtbot.mouseClick(screen.note.act, Qt.MouseButton.LeftButton)
    assert page.waiting == set()
    qtbot.mouseClick(screen.switch, Qt.MouseButton.LeftButton)
    assert not page.settings.history.keep


def test_a_history_that_cannot_be_read_says_why(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    load()
    assert screen.page.view is View.REFUSED
    assert "cannot be read" in screen.message.accessibleName()
    (folder / FILE_NAME).rmdir()
    fill(folder, *many(1))
    qtbot.mouseClick(screen.message.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.page.view is View.ROWS)


def test_a_damaged_history_is_told(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"not a database at all " * 400)
    load()
    assert "damaged" in screen.note.words.text()
    assert screen.page.view is View.NOTHING_KEPT


@pytest.mark.parametrize(
    ("file", "kind", "ending"),
    [
        ("talk", "JSON, with everything (*.json)", "talk.json"),
        ("talk.srt", "JSON, with everything (*.json)", "talk.srt"),
        ("talk.txt", "Markdown, to be read (*.md)", "talk.txt.md"),
        ("talk", "?", "talk.md"),
    ],
)
def test_the_format_is_the_endings_or_what_was_chosen(file: str, kind: str, ending: str) -> None:
    assert chosen(f"/somewhere/{file}", kind).path == Path("/somewhere") / ending


def test_a_conversation_is_exported(
    qtbot: QtBot,
    screen: HistoryScreen,
    folder: Path,
    load: Loaded,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(folder, *many(2))
    load()
    asked: list[str] = []

    def ask(_: object, __: str, suggested: str, filters: str) -> tuple[str, str]:
        asked.append(filters)
        name = f"{len(asked)}.json"
        return (str(tmp_path / name), "") if len(asked) < 3 else ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    qtbot.mouseClick(screen.reading.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1.json" in screen.note.words.text())
    qtbot.mouseClick(screen.panel.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2.json" in screen.note.words.text())
    qtbot.mouseClick(screen.panel.export_button, Qt.MouseButton.LeftButton)
    assert ["srt" in filters for filters in asked] == [True, False, False]
    counts = [
        len(json.loads((tmp_path / name).read_text())["conversations"])
        for name in ("1.json", "2.json")
    ]
    assert counts == [1, 2]


def test_going_on_takes_the_last_words_along(
    qtbot: QtBot, theme: Theme, page: SettingsPage, given: Given, folder: Path
) -> None:
    fill(folder, (NOON, [(f"Question {n}", "Yes. No") for n in range(READ + 3)]))
    desk = Desk(lambda _: given.open, "0")  # type: ignore[arg-type, return-value]
    window = MainWindow(theme, desk, page, ENGINE, None, Folders.under(folder.parent))
    qtbot.addWidget(window)
    window.resume.connect(lambda *what: desk.open_anew(lambda _: given.open, what[1]))  # type: ignore[arg-type, return-value]
    window.show()
    desk.start()
    qtbot.waitUntil(lambda: desk.model.opened)
    stage = window.screen_.stage
    stage.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(stage, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    screen = window.history_screen
    assert screen is not None
    assert window.screens.currentWidget() is screen
    qtbot.waitUntil(lambda: screen.page.read is not None)
    given.opened.clear()
    with qtbot.waitSignal(window.resume) as told:
        qtbot.mouseClick(screen.reading.go_on_button, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0] == 1
    assert window.screens.currentWidget() is window.screen_
    qtbot.waitUntil(lambda: given.opened.is_set() and desk.model.opened)
    messages = desk.model.transcript.messages
    assert len(messages) == 2 * READ
    assert messages[-2].text == f"Question {READ + 2}"
    assert window.screen_.panel.view.model().rowCount() == 2 * READ
    window.close()
    assert given.ended.wait(10)


def test_the_button_in_the_panel_opens_it_and_escape_leaves(
    qtbot: QtBot, theme: Theme, page: SettingsPage, folder: Path
) -> None:
    desk = Desk(lambda _: None, "0")  # type: ignore[arg-type, return-value]
    window = MainWindow(theme, desk, page, ENGINE, None, Folders.under(folder.parent))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.mouseClick(window.screen_.panel.history_button, Qt.MouseButton.LeftButton)
    screen = window.history_screen
    assert screen is not None
    qtbot.waitUntil(lambda: screen.page.view is View.NOTHING_KEPT)
    qtbot.keyClick(screen.back, Qt.Key.Key_Escape)
    assert window.screens.currentWidget() is window.screen_
    window.close()


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded, size: tuple[int, int]
) -> None:
    screen.resize(*size)
    load()
    assert cut_off(screen) == []
    fill(folder, (NOON, [("Hello", "Good day. More")] * (2 * READ)), *many(2))
    load()
    screen.ask_to_delete_all()
    qtbot.wait(1)
    assert cut_off(screen) == []


def test_every_control_can_be_reached_and_is_named(
    qtbot: QtBot, screen: HistoryScreen, folder: Path, load: Loaded
) -> None:
    fill(folder, *many(2))
    load()
    for button in screen.findChildren(QAbstractButton):
        if button.isVisible() and button.parent() is not screen.search:
            assert button.accessibleName() or button.text()
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    seen = set()
    screen.back.setFocus()
    for _ in range(14):
        seen.add(screen.focusWidget())
        screen.focusNextChild()
    assert {
        screen.switch, screen.search, screen.panel.view, screen.panel.export_button,
        screen.panel.delete_button, screen.reading.view, screen.reading.go_on_button,
    } <= seen  # fmt: skip


@pytest.mark.parametrize(("language", "direction"), WAYS)
def test_every_language_fits_into_the_smallest_window(
    qtbot: QtBot,
    theme: Theme,
    page: SettingsPage,
    folder: Path,
    language: str,
    direction: Qt.LayoutDirection,
) -> None:
    translator = Longer() if language == "longer" else None
    if language not in ("longer", "en"):
        translator = Shown(language)
    with speaking(translator, direction):
        screen = HistoryScreen(theme, page, folder, lambda: TODAY)
        qtbot.addWidget(screen)
        screen.resize(*tokens.SMALLEST_WINDOW)
        screen.show()
        screen.refresh()
        qtbot.waitUntil(lambda: screen.page.view is View.NOTHING_KEPT)
        qtbot.wait(1)
        assert cut_off(screen) + too_long(screen) + on_one_another(screen) == []
        fill(folder, (NOON, [("Hello", "Good day. More")] * (2 * READ)))
        screen.refresh()
        qtbot.waitUntil(lambda: screen.page.read is not None)
        screen.ask_to_delete()
        qtbot.wait(1)
        assert cut_off(screen) + too_long(screen) + on_one_another(screen) == []
        assert screen.size().toTuple() == tokens.SMALLEST_WINDOW
        screen.end()
