"""Typing and showing through the window, with keys, clicks, drops and the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.live.events import PersonSaid, PicturesSeen, ReplyOver, StateChanged
from app.live.pictures import PictureShown, PictureWithdrawn
from app.sound.events import DeviceEvent
from app.turns.events import StopKey, Typed
from app.turns.states import State, Trigger
from tests.ui.conftest import Given
from tests.ui.test_text_fits import cut_off
from ui.bridge.events import CouldNotOpen, Opened
from ui.desk import Desk
from ui.models.pictures import MOST_WAITING
from ui.theme import tokens
from ui.window import MainWindow

SAMPLE = Path(__file__).parents[3] / "resources" / "sample" / "photo.jpg"
ACTION = Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def key(qtbot: QtBot, window: MainWindow, code: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else NONE
    qtbot.keyClick(window.focusWidget() or window, code, modifier)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def show(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    window.desk.showing.take(list(paths))
    qtbot.waitUntil(lambda: not window.desk.model.pictures.reading, timeout=20_000)


@pytest.fixture
def typing(qtbot: QtBot, window: MainWindow) -> MainWindow:
    qtbot.waitUntil(window.isActiveWindow)
    key(qtbot, window, Qt.Key.Key_L, control=True)
    return window


def test_ctrl_l_opens_the_line_enter_sends_and_esc_closes(
    qtbot: QtBot, typing: MainWindow, given: Given
) -> None:
    line, stage = typing.screen_.asking.line, typing.screen_.stage
    assert line.isVisible()
    assert typing.focusWidget() is line.field
    qtbot.keyClicks(line.field, "Mz, what time is it?  ")
    assert given.events == [], "the letters are no keys of the window"
    key(qtbot, typing, Qt.Key.Key_Return)
    assert given.events == [Typed("Mz, what time is it?")]
    assert line.field.text() == ""
    assert line.isVisible()
    key(qtbot, typing, Qt.Key.Key_Up)
    assert line.field.text() == "Mz, what time is it?"
    key(qtbot, typing, Qt.Key.Key_Down)
    assert line.field.text() == ""
    typing.desk.tell(StateChanged(State.SPEAKING, Trigger.SOUNDS, 0.0))
    key(qtbot, typing, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert typing.focusWidget() is stage
    assert len(given.events) == 1, "the first Esc leaves the line"
    key(qtbot, typing, Qt.Key.Key_Escape)
    assert given.events[1:] == [StopKey()]


def test_the_button_opens_and_closes_it_too(qtbot: QtBot, window: MainWindow, given: Given) -> None:
    bar, line = window.screen_.bar, window.screen_.asking.line
    qtbot.mouseClick(bar.type_button, LEFT)
    assert line.isVisible()
    assert "Ctrl+L" in bar.type_button.toolTip()
    assert "Close" in bar.type_button.toolTip()
    line.field.setText("begun")
    qtbot.mouseClick(bar.type_button, LEFT)
    assert not line.isVisible()
    qtbot.mouseClick(bar.type_button, LEFT)
    assert line.field.text() == "begun", "what was begun is not lost"
    qtbot.mouseClick(line.send_button, LEFT)
    qtbot.mouseClick(line.close_button, LEFT)
    assert given.events == [Typed("begun")]
    assert not line.isVisible()


def test_nothing_is_sent_of_nothing_and_nothing_is_lost_without_a_session(
    qtbot: QtBot, typing: MainWindow, given: Given
) -> None:
    line = typing.screen_.asking.line
    line.field.setText("   ")
    key(qtbot, typing, Qt.Key.Key_Return)
    assert given.events == []
    typing.desk.tell(CouldNotOpen("The disk is full."))
    line.field.setText("Hello")
    key(qtbot, typing, Qt.Key.Key_Return)
    assert given.events == []
    assert line.field.text() == "Hello"
    assert not line.send_button.isEnabled()


@pytest.mark.parametrize("trouble", ["muted", "missing", "asleep"])
def test_it_works_without_a_microphone_and_in_standby(
    qtbot: QtBot, typing: MainWindow, desk: Desk, given: Given, trouble: str
) -> None:
    if trouble == "muted":
        desk.switch_microphone()
    elif trouble == "missing":
        desk.tell(DeviceEvent("microphone", "lost", None))
    else:
        desk.tell(StateChanged(State.STANDBY, Trigger.UNUSED, 0.0))
    qtbot.keyClicks(typing.screen_.asking.line.field, "Hello")
    key(qtbot, typing, Qt.Key.Key_Return)
    assert given.events[-1] == Typed("Hello")


def test_a_space_in_the_line_is_no_talk_key(qtbot: QtBot, typing: MainWindow, given: Given) -> None:
    qtbot.keyClicks(typing.screen_.asking.line.field, "a b")
    assert typing.screen_.asking.line.field.text() == "a b"
    assert given.events == []


def test_a_dropped_file_waits_above_the_line_until_it_was_used(
    qtbot: QtBot, window: MainWindow, desk: Desk, given: Given
) -> None:
    stage, tray = window.screen_.stage, window.screen_.asking.tray
    middle = stage.rect().center()
    mime = files(SAMPLE)
    enter = QDragEnterEvent(middle, ACTION, mime, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.asking.drops.veil.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.asking.drops.veil.isVisible()
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), ACTION, mime, LEFT, NONE))
    qtbot.waitUntil(lambda: len(tray.chips) == 1, timeout=20_000)
    assert tray.isVisible()
    (shown,) = given.events
    assert isinstance(shown, PictureShown)
    assert shown.image.pixels.ndim == 3
    assert "photo.jpg" in tray.chips[0].accessibleName()
    desk.tell(PersonSaid(1, "What is this?", True))
    desk.tell(PicturesSeen(1, (shown.number,)))
    desk.tell(ReplyOver(1, "A photo.", 8))
    assert tray.chips == []
    assert not tray.isVisible()
    model = window.screen_.panel.view.model()
    assert len(desk.model.transcript.messages[0].pictures) == 1
    words = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "photo.jpg" in words
    assert words.endswith("What is this?")
    window.grab()  # it is drawn


def test_what_holds_no_picture_cannot_be_dropped(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("words")
    enter = QDragEnterEvent(window.rect().center(), ACTION, mime, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert not window.asking.drops.veil.isVisible()


def test_a_waiting_picture_can_be_taken_away_by_keyboard(
    qtbot: QtBot, window: MainWindow, given: Given
) -> None:
    show(qtbot, window, SAMPLE, SAMPLE)
    tray = window.screen_.asking.tray
    first = tray.chips[0]
    qtbot.waitUntil(first.isVisible)
    first.setFocus()
    key(qtbot, window, Qt.Key.Key_Space)
    assert given.events[2:] == [PictureWithdrawn(first.picture.number)]
    assert len(tray.chips) == 1


def test_a_picture_alone_can_be_sent(qtbot: QtBot, typing: MainWindow, given: Given) -> None:
    show(qtbot, typing, SAMPLE)
    key(qtbot, typing, Qt.Key.Key_Return)
    assert given.events[1:] == [Typed("")]


def test_a_file_that_is_no_picture_is_refused_in_one_sentence(
    qtbot: QtBot, window: MainWindow, given: Given, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    show(qtbot, window, tmp_path / "notes.txt")
    tray = window.screen_.asking.tray
    assert "notes.txt is not a photo" in tray.refusal.text()
    assert tray.isVisible()
    assert given.events == []
    qtbot.mouseClick(tray.dismiss, LEFT)
    assert not tray.isVisible()


def test_of_a_pdf_the_page_that_is_chosen_is_shown(
    qtbot: QtBot, window: MainWindow, given: Given, tmp_path: Path
) -> None:
    blue = Pillow.new("RGB", (80, 40), (0, 0, 255))
    pages = tmp_path / "pages.pdf"
    Pillow.new("RGB", (80, 40), (255, 0, 0)).save(pages, "PDF", save_all=True, append_images=[blue])
    show(qtbot, window, pages)
    dialog = window.asking.page_dialog
    assert dialog is not None
    assert "pages.pdf has 2 pages" in dialog.labelText()
    assert (dialog.intMinimum(), dialog.intMaximum()) == (1, 2)
    dialog.setIntValue(2)
    dialog.accept()
    qtbot.waitUntil(lambda: len(given.events) == 1, timeout=20_000)
    shown = given.events[0]
    assert isinstance(shown, PictureShown)
    assert shown.image.pixels[600, 600, 2] > 245
    assert "pages.pdf (2)" in window.screen_.asking.tray.chips[0].accessibleName()


def test_a_pdf_of_one_page_is_shown_at_once(
    qtbot: QtBot, window: MainWindow, given: Given, tmp_path: Path
) -> None:
    Pillow.new("RGB", (80, 40), (255, 0, 0)).save(tmp_path / "one.pdf", "PDF")
    show(qtbot, window, tmp_path / "one.pdf")
    assert len(given.events) == 1
    assert window.asking.page_dialog is None


def test_no_more_than_a_few_wait_at_once(qtbot: QtBot, window: MainWindow, given: Given) -> None:
    show(qtbot, window, *[SAMPLE] * (MOST_WAITING + 1))
    assert len(given.events) == MOST_WAITING
    assert str(MOST_WAITING) in window.screen_.asking.tray.refusal.text()
    window.resize(*tokens.SMALLEST_WINDOW)
    window.asking.open_line()
    qtbot.wait(1)
    assert cut_off(window) == []


def test_a_copied_picture_is_pasted(qtbot: QtBot, window: MainWindow, given: Given) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    key(qtbot, window, Qt.Key.Key_V, control=True)
    qtbot.waitUntil(lambda: len(given.events) == 1, timeout=20_000)
    window.asking.open_line()
    key(qtbot, window, Qt.Key.Key_V, control=True)  # in the line too
    qtbot.waitUntil(lambda: len(given.events) == 2, timeout=20_000)
    shown = given.events[0]
    assert isinstance(shown, PictureShown)
    assert shown.image.pixels.shape == (20, 30, 3)
    assert shown.image.pixels[0, 0].tolist() == [255, 0, 0]


def test_copied_words_are_typed(qtbot: QtBot, window: MainWindow, given: Given) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    QGuiApplication.clipboard().setText("two\nlines")
    key(qtbot, window, Qt.Key.Key_V, control=True)
    assert window.screen_.asking.line.field.text() == "two lines"
    key(qtbot, window, Qt.Key.Key_V, control=True)
    assert window.screen_.asking.line.field.text().startswith("two linestwo")
    assert given.events == []


def test_pictures_that_wait_are_given_to_the_next_session_too(
    qtbot: QtBot, window: MainWindow, desk: Desk, given: Given
) -> None:
    show(qtbot, window, SAMPLE)
    desk.tell(Opened())
    first, again = given.events
    assert isinstance(first, PictureShown)
    assert isinstance(again, PictureShown)
    assert first.number == again.number


class FakeCamera:
    """In place of the real one."""

    opened: ClassVar[list[str]] = []

    def __init__(self, source: str, tell: object) -> None:
        self.opened.append(source)

    def __enter__(self) -> FakeCamera:
        return self

    def __exit__(self, *_: object) -> None: ...

    def newest(self, now: float) -> None: ...


@pytest.fixture
def cameras(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from app.capture import camera

    monkeypatch.setattr(camera, "Camera", FakeCamera)
    monkeypatch.setattr(FakeCamera, "opened", [])
    return FakeCamera.opened


def test_the_menu_shares_the_screen_in_place_of_the_camera(
    qtbot: QtBot, window: MainWindow, desk: Desk, cameras: list[str]
) -> None:
    bar = window.screen_.bar
    desk.switch_camera()
    assert (cameras, desk.pictures.mirrored) == (["0"], True)
    qtbot.mouseClick(bar.show_button, LEFT)
    menu = window.asking.menu
    assert menu is not None
    *_, screen = menu.actions()
    assert screen.isCheckable()
    assert not screen.isChecked()
    screen.trigger()
    menu.close()
    assert (cameras, desk.pictures.mirrored) == (["0", "screen"], False)
    assert (bar.camera_button.text(), bar.camera_button.icon_name) == ("Screen on", "screen")
    desk.switch_camera()  # the camera's button ends it
    assert (desk.model.camera_on, desk.model.screen_shared) == (False, False)
    desk.switch_camera()
    assert cameras[-1] == "0"


def test_the_dialog_shows_what_is_chosen(
    qtbot: QtBot, window: MainWindow, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog, *_: opened.append(dialog))
    key(qtbot, window, Qt.Key.Key_O, control=True)
    (dialog,) = opened
    assert "*.png" in dialog.nameFilters()[0]
    dialog.filesSelected.emit([str(SAMPLE)])
    qtbot.waitUntil(lambda: len(given.events) == 1, timeout=20_000)


def test_what_the_network_is_used_for_is_told_as_it_is(
    window: MainWindow, desk: Desk, cameras: list[str]
) -> None:
    status = window.screen_.status
    assert status.network.words.text() == "Network: none"
    desk.use_camera("rtsp://me:secret@192.168.1.20/1")
    assert status.network.words.text() == "Network: none", "it is off"
    desk.switch_camera()
    assert status.network.words.text() == "Network: camera at 192.168.1.20"
    assert "secret" not in status.network.toolTip()
    desk.share_screen()
    desk.use_camera("udp://10.0.0.9:9000")
    assert status.network.words.text() == "Network: none", "the screen is shown"
    desk.share_screen()
    desk.switch_camera()
    assert status.network.words.text() == "Network: camera at 10.0.0.9"
    desk.use_camera("0")
    assert status.network.words.text() == "Network: none"
    assert cameras[-1] == "0"
