"""The window without a screen, over a session without devices."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.live.trace import Trace
from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from ui.bridge.events import DeskEvent
from ui.desk import Desk
from ui.models.settings_page import SettingsPage
from ui.theme.style import Theme
from ui.window import MainWindow

ENGINE = "Starter engine, on this computer"


@dataclass
class Given:
    """A session that only remembers what it is given; `show` is what it tells the window by."""

    events: list[object] = field(default_factory=list)
    show: Callable[[DeskEvent], None] = lambda _: None
    opened: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    trace: Trace = field(default_factory=Trace)
    sound: Any = None

    @contextmanager
    def open(self, show: Callable[[DeskEvent], None]) -> Iterator[Given]:
        self.show = show
        yield self
        self.ended.set()

    def give(self, event: object) -> None:
        self.events.append(event)

    def run(self, clock: Callable[[], float], stopping: threading.Event) -> None:
        self.opened.set()
        stopping.wait()

    @property
    def player(self) -> Given:
        return self

    def cut(self, now: float) -> None: ...

    def loudness(self, now: float) -> float | None:
        return -20.0


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def page(tmp_path: Path) -> SettingsPage:
    origins = {setting.key: Origin.DEFAULT for setting in all_settings()}
    return SettingsPage(SettingsFile(tmp_path), Resolved(Settings(), origins, ()))


@pytest.fixture
def given() -> Given:
    return Given()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, page: SettingsPage, given: Given) -> Iterator[MainWindow]:
    """The window over a conversation that has begun."""

    def opener(show: Callable[[DeskEvent], None]) -> AbstractContextManager[Given]:
        return given.open(show)

    desk = Desk(lambda _: opener, "0")  # type: ignore[arg-type, return-value]
    made = MainWindow(theme, desk, page, ENGINE)
    qtbot.addWidget(made)
    made.show()
    desk.start()
    qtbot.waitUntil(lambda: desk.model.opened)
    yield made
    made.close()
    assert given.ended.wait(10)


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    return window.desk
