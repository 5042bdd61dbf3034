"""What each button of the conversation screen does, found out by clicking it.

Taken of a new window and again after anything at all has been done to it, the two must be equal.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.live.events import PersonSaid, ReplyOver, StateChanged, TurnTimings
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from benchmarks.monkey_hands import controls, play
from benchmarks.monkey_session import ScriptedSession
from ui.window import MainWindow

EPOCH = 1_000_000
"""Of the turn that is told before each click, so that there is something to copy and to show."""

MARK = "nothing was copied"


def effects(window: MainWindow, session: ScriptedSession) -> dict[str, list[str]]:
    """Name of each button, and what a click brings about."""
    calm(window)
    found: dict[str, list[str]] = {}
    buttons = [w for w in controls(window.screen_) if isinstance(w, QAbstractButton)]
    for button in buttons:
        calm(window)
        name = f"{type(button).__name__} {button.accessibleName() or button.text()}"
        if not button.isVisible() or not button.isEnabled():
            found[name] = ["it is gone"]
            continue
        found[name] = _effect(window, session, button)
    calm(window)
    return found


def calm(window: MainWindow) -> None:
    """Back to the conversation, in the middle of a reply, with everything as it is at first."""
    desk = window.desk
    window.showNormal()
    window.resize(window.minimumSize())
    window.screens.setCurrentWidget(window.screen_)
    window.first_steps.end()
    window.asking.close_line()
    if desk.model.muted:
        desk.switch_microphone()
    if desk.model.camera_on:
        desk.switch_camera()
    desk.hold_to_talk(False)
    for event in (
        DeviceEvent("microphone", "returned", None),
        DeviceEvent("speaker", "returned", None),
        StateChanged(State.HEARING, Trigger.ONSET, 0.0),
        PersonSaid(EPOCH, "What time is it?", by_engine=True),
        ReplyOver(EPOCH, "It is seven.", len("It is seven.")),
        TurnTimings(EPOCH, 0.2, 0.3, 0.6, 0),
        StateChanged(State.SPEAKING, Trigger.SOUNDS, 0.0),
    ):
        desk.tell(event)
    window.screen_.stage.setFocus()
    QApplication.processEvents()


def _effect(window: MainWindow, session: ScriptedSession, button: QAbstractButton) -> list[str]:
    session.taken.clear()
    QGuiApplication.clipboard().setText(MARK)
    text, model = button.text(), window.desk.model
    seen: list[str] = []

    def click() -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def look() -> None:
        seen.extend(f"gives {type(event).__name__}" for event in session.taken)
        if window.screens.currentWidget() is not window.screen_:
            seen.append(f"opens {type(window.screens.currentWidget()).__name__}")
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if opened is not None:
            seen.append(f"opens {type(opened).__name__}")
        if QGuiApplication.clipboard().text() != MARK:
            seen.append("copies")
        if model.camera_on:
            seen.append("turns the camera on")
        if button.text() != text:
            seen.append(f"is called {button.text()} then")

    def idle() -> None:
        """Let what was started by the click go on."""

    steps = iter((click, idle, look))
    play(lambda: next(steps)(), 3)
    return seen
