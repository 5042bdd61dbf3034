"""A conversation by keyboard alone: the real window, session and engine, without a microphone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.folders import Folders
from app.live import opening
from app.live.session import LiveSession
from app.settings import Settings
from tests.app.live.devices import FakeSound
from tests.ui.conftest import ENGINE
from ui.bridge.events import DeskEvent
from ui.bridge.session_thread import Opener
from ui.bridge.switched_camera import SwitchedCamera
from ui.desk import Desk
from ui.models.mood import Mood
from ui.models.settings_page import SettingsPage
from ui.models.transcript import Delivery, Message, Speaker
from ui.theme.style import Theme
from ui.window import MainWindow

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "photo.jpg"
PACKS = ("vad-silero", "hear-moonshine-tiny", "turn-smart", "chat-qwen2.5-0.5b", "voice-joe")
PATIENCE_MS = 120_000
CONTROL = Qt.KeyboardModifier.ControlModifier


def replies(desk: Desk) -> list[Message]:
    """What Visavis has said to its end, or been interrupted in."""
    over = (Delivery.WHOLE, Delivery.CUT)
    messages = desk.model.transcript.messages
    return [m for m in messages if m.who is Speaker.VISAVIS and m.delivery in over]


@pytest.mark.slow
def test_typing_pasting_and_interrupting_need_nothing_but_keys(
    qtbot: QtBot,
    theme: Theme,
    page: SettingsPage,
    pack: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (models,) = {pack(name).parent for name in PACKS}
    (tmp_path / "models").symlink_to(models)
    folders = Folders.under(tmp_path)
    sound = FakeSound(finds=(("microphone", "lost"), ("speaker", "opened")))
    monkeypatch.setattr(opening, "LiveSound", lambda *given, **named: sound(*given, **named))
    patient = {"turns.thinking_limit": 600.0, "turns.stuck_playback": 600.0}  # busy machines
    settings = Settings().replace({"speech.voice": "joe", **patient})

    def connect(camera: SwitchedCamera) -> Opener:
        def opener(show: Callable[[DeskEvent], None]) -> AbstractContextManager[LiveSession]:
            return opening.live_session(
                "starter", settings, folders, show, camera=camera, show_device=show
            )

        return opener

    desk = Desk(connect, "0")
    window = MainWindow(theme, desk, page, ENGINE)
    qtbot.addWidget(window)
    window.show()
    desk.start()
    qtbot.waitUntil(lambda: desk.model.opened, timeout=PATIENCE_MS)
    qtbot.waitUntil(window.isActiveWindow)
    assert not desk.model.hears

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window.focusWidget(), key, modifier)

    def say(words: str) -> None:
        qtbot.keyClicks(window.focusWidget(), words)
        press(Qt.Key.Key_Return)

    press(Qt.Key.Key_L, CONTROL)
    say("What is seven times eight?")
    qtbot.waitUntil(lambda: len(replies(desk)) == 1, timeout=PATIENCE_MS)
    assert "56" in replies(desk)[0].text or "fifty-six" in replies(desk)[0].text

    say("Tell me a long story about the sea.")
    qtbot.waitUntil(lambda: desk.model.mood is Mood.SPEAKING, timeout=PATIENCE_MS)
    coming = desk.model.transcript.messages
    # What was heard is told by word once it is cut, and may be a word or two less than was shown.
    qtbot.waitUntil(lambda: coming[-1].heard > 40, timeout=PATIENCE_MS)
    say("What is two plus two?")
    qtbot.waitUntil(lambda: len(replies(desk)) == 3, timeout=PATIENCE_MS)
    _, story, last = replies(desk)
    assert story.delivery is Delivery.CUT
    assert 10 < story.heard < len(story.text)
    assert story.unheard
    assert "4" in last.text or "four" in last.text.lower()

    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    QGuiApplication.clipboard().setMimeData(copied)
    press(Qt.Key.Key_V, CONTROL)
    QGuiApplication.clipboard().clear()  # a clip made here must not outlive the interpreter
    qtbot.waitUntil(lambda: len(desk.model.pictures.waiting) == 1, timeout=PATIENCE_MS)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(replies(desk)) == 4, timeout=PATIENCE_MS)
    assert desk.model.pictures.waiting == []
    person = [m for m in desk.model.transcript.messages if m.who is Speaker.PERSON]
    assert [len(m.pictures) for m in person] == [0, 0, 0, 1]
    window.close()
