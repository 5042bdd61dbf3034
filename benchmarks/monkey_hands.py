"""Hands without a mind: they find what can be clicked and typed into by asking Qt, and use it."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QMenu, QPlainTextEdit,
)  # fmt: skip

KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
    Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace, Qt.Key.Key_Menu, Qt.Key.Key_F1, Qt.Key.Key_F10, Qt.Key.Key_A,
)  # fmt: skip
MODIFIERS = (
    *6 * (Qt.KeyboardModifier.NoModifier,),
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TYPED = ("0.5", "999999999", "-1", "auto", "hallo Welt", "东京", "x" * 300, "'\"\\%{}<b>", "true")
ENDS_IT = ("Ctrl+Q", "Alt+F4")
WIDEST = (1900, 1200)
WHEEL = 120


def top_widget(window: QMainWindow) -> QWidget:
    """What takes the person's hands now: a popup, a dialog that waits, or the window."""
    return (
        QApplication.activePopupWidget()
        or QApplication.activeModalWidget()
        or next((w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window
                 and w.isActiveWindow()), None)
        or window
    )  # fmt: skip


def controls(root: QWidget) -> list[QWidget]:
    """Everything that can be clicked now, in Qt's own order."""
    return [
        widget
        for widget in [root, *root.findChildren(QWidget)]
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.visibleRegion().isEmpty()
    ]


class Hands:
    """One pair; `act` does one thing."""

    def __init__(self, window: QMainWindow, rng: random.Random) -> None:
        self._window, self._rng = window, rng
        self.log: list[str] = []
        """What was done, newest last."""

    def act(self) -> None:
        """Do something."""
        top = top_widget(self._window)
        if isinstance(top, QFileDialog):
            top.reject()  # whatever is chosen there would be written to, or read
            return
        doing = self._rng.choices(
            (self._click, self._press, self._type, self._size, self._turn_wheel, self._hold),
            (45, 25, 8, 5, 7, 3),
        )[0]
        doing(top)

    def _click(self, top: QWidget) -> None:
        found = controls(top)
        if not found:
            QTest.keyClick(top, Qt.Key.Key_Escape)
            return
        target = self._rng.choice(found)
        region = target.visibleRegion().boundingRect()
        whole_items = isinstance(target, QAbstractItemView | QMenu | QPlainTextEdit)
        at = region.center()
        if whole_items:
            at = QPoint(
                self._rng.randint(region.left(), region.right()),
                self._rng.randint(region.top(), region.bottom()),
            )
        if isinstance(target, QAbstractItemView):
            target = target.viewport()
        right = self._rng.random() < 0.12
        self._note("right-click" if right else "click", target)
        if right:
            self._ask_menu(target, at)
        elif self._rng.random() < 0.1:
            QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=at)
        else:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)

    def _ask_menu(self, target: QWidget, at: QPoint) -> None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at))
        QApplication.sendEvent(target, event)

    def _press(self, top: QWidget) -> None:
        target = top.focusWidget() or top
        if self._rng.random() < 0.5:
            keys = sorted(
                {shortcut.key().toString() for shortcut in self._window.findChildren(QShortcut)}
                - set(ENDS_IT)
            )
            key = self._rng.choice(keys)
            self._note(f"shortcut {key}", target)
            QTest.keySequence(target, key)
            return
        key, modifier = self._rng.choice(KEYS), self._rng.choice(MODIFIERS)
        self._note(f"key {modifier.name} {key.name}", target)
        QTest.keyClick(target, key, modifier)

    def _type(self, top: QWidget) -> None:
        target = top.focusWidget() or top
        text = self._rng.choice(TYPED)
        self._note(f"type {text[:12]}", target)
        if text.isascii():
            QTest.keyClicks(target, text)
            return
        composed = QInputMethodEvent()  # what has no key comes this way
        composed.setCommitString(text)
        QApplication.sendEvent(target, composed)

    def _size(self, _top: QWidget) -> None:
        smallest, window = self._window.minimumSize(), self._window
        doing = self._rng.randrange(8)
        if doing == 0:
            window.showMaximized()
        elif doing == 1:
            window.showMinimized()
            window.showNormal()
        elif doing == 2:
            window.hide()
            window.show()
        else:
            window.showNormal()
            window.resize(
                self._rng.randint(smallest.width(), WIDEST[0]),
                self._rng.randint(smallest.height(), WIDEST[1]),
            )
        self._note(f"size {doing}", window)

    def _turn_wheel(self, top: QWidget) -> None:
        found = controls(top)
        if not found:
            return
        target = self._rng.choice(found)
        at = QPointF(target.visibleRegion().boundingRect().center())
        turn = QPoint(0, self._rng.choice((-3, -1, 1, 3)) * WHEEL)
        self._note("wheel", target)
        event = QWheelEvent(
            at, QPointF(target.mapToGlobal(at.toPoint())), QPoint(), turn,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)

    def _hold(self, top: QWidget) -> None:
        """Press here and let go elsewhere, or never."""
        buttons = [widget for widget in controls(top) if isinstance(widget, QAbstractButton)]
        if buttons:
            target = self._rng.choice(buttons)
            self._note("press", target)
            QTest.mousePress(target, Qt.MouseButton.LeftButton)
            if self._rng.random() < 0.8 and target.isVisible():
                QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))

    def _note(self, done: str, target: QWidget) -> None:
        name = target.accessibleName() or getattr(target, "text", lambda: "")()
        self.log.append(f"{done}: {type(target).__name__} {str(name)[:40]!r}")


def play(step: Callable[[], None], times: int) -> None:
    """Call `step` so often, each time from the event loop, also while a dialog waits."""
    loop, left = QEventLoop(), times

    def following() -> None:
        nonlocal left
        if left == 0:
            waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if waiting is None:
                loop.quit()
            else:
                waiting.close()
                QTimer.singleShot(0, following)
            return
        left -= 1
        QTimer.singleShot(0, following)  # first: the step may open what waits for an answer
        step()

    QTimer.singleShot(0, following)
    loop.exec()
