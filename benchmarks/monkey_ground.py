"""Where the monkey plays: the window as the program makes it, and what happens to it meanwhile."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

from PySide6.QtCore import QSettings, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.folders import Folders
from app.live.events import Told
from app.setting import Setting, all_settings, in_text
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from benchmarks.monkey_effects import calm
from benchmarks.monkey_hands import Hands
from benchmarks.monkey_session import ScriptedSession, Story
from ui.around.around import Around
from ui.bridge.events import DeskEvent
from ui.desk import Desk
from ui.models.settings_page import SettingsPage
from ui.models.transcript import Speaker
from ui.theme.style import Theme
from ui.window import MainWindow

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
"""A folder of pictures in place of a camera."""

LANGUAGES = ("en", "de", "zh_CN")

SETTLING_SECONDS = 60.0
"""The longest that a conversation may take to open and threads to end, on a busy machine."""

WAIT_MS = 20

END = "There is nothing more to tell."


class Playground:
    """The window, made as the program makes it, and the session that a script tells."""

    def __init__(self, app: QApplication, theme: Theme, folder: Path, rng: random.Random) -> None:
        self.app, self.theme, self.rng = app, theme, rng
        self.session = ScriptedSession()
        origins = {setting.key: Origin.DEFAULT for setting in all_settings()}
        self.page = SettingsPage(SettingsFile(folder), Resolved(Settings(), origins, ()))
        self.desk = Desk(self._connect, str(SAMPLE))  # type: ignore[arg-type]
        place = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        folders = Folders.under(folder)
        self.window = MainWindow(theme, self.desk, self.page, "A scripted session", place, folders)
        self.around = Around(folders)
        self.around.surround(app, self.window, theme, self.page, place)
        self.window.restart.connect(self._restart)
        self._story = Story(rng)
        self._translators: list[QTranslator] = []

    def open(self) -> None:
        """Be seen, and begin."""
        self.window.show()
        self.desk.start()
        self.wait_for(lambda: self.desk.model.opened)

    def close(self) -> None:
        """Be gone, with everything that belonged to it."""
        self.window.quit()
        self.window.deleteLater()

    def speak_as_at_first(self) -> None:
        """In English."""
        while self._translators:
            self.app.removeTranslator(self._translators.pop())

    def step(self, hands: Hands) -> None:
        """One thing is done, and some happen."""
        for _ in range(self.rng.choice((0, 0, 1, 2))):
            for event in self._story.next():
                self.session.tell(event)
        self.rng.choices(
            (hands.act, self._set, self._look, self._speak, self._fail, self._raise, self._tray),
            (85, 4, 3, 1, 2, 2, 3),
        )[0]()

    def settle(self) -> None:
        """Have a conversation, whatever became of the last one, with nothing left to be told."""
        asked = -1
        model = self.desk.model

        def push() -> None:
            nonlocal asked
            if not model.opened:
                self.desk.try_again()
            elif self.session.opened != asked:
                asked = self.session.opened
                self.session.tell(Told(END))

        def quiet() -> bool:
            newest = model.transcript.last(Speaker.PROGRAM)
            return model.opened and newest is not None and newest.text == END

        self.wait_for(quiet, push)
        calm(self.window)

    def wait_for(self, so: Callable[[], bool], push: Callable[[], None] = lambda: None) -> None:
        """Let things happen until it is so.

        Raises: TimeoutError.
        """
        until = time.monotonic() + SETTLING_SECONDS
        while not so():
            if time.monotonic() > until:
                raise TimeoutError(
                    f"The window did not come to what it should: {vars(self.desk.model)}"
                )
            push()
            QTest.qWait(WAIT_MS)

    # -- what happens ---------------------------------------------------------------------------

    def _set(self) -> None:
        """A setting becomes another one, of those it may be or of those it may not."""
        setting = self.rng.choice(list(all_settings()))
        self.page.set(setting.key, self._value(setting))
        self.window.take_settings(self.page.settings)

    def _value(self, setting: Setting) -> str:
        if setting.choices:
            return self.rng.choice(setting.choices)
        if isinstance(setting.default, bool):
            return self.rng.choice(("true", "false"))
        return self.rng.choice((in_text(setting.default), "1", "0.9", "2", "x", "", "日本"))

    def _look(self) -> None:
        self.page.set("window.theme", self.rng.choice(("system", "light", "dark")))
        self.window.take_settings(self.page.settings)

    def _speak(self) -> None:
        """The program's language changes: what is made from now on speaks another one."""
        language = self.rng.choice(LANGUAGES)
        translator = QTranslator()
        with as_file(files("resources") / "translations") as folder:
            translator.load(f"visavis_{language}", str(folder))
        self.app.installTranslator(translator)
        self._translators.append(translator)

    def _fail(self) -> None:
        if self.desk.model.opened:
            self.session.fail(expected=self.rng.random() < 0.5)
        else:
            self.desk.try_again()

    def _raise(self) -> None:
        self.around.come_forward(self.rng.choice(("", "token")))

    def _tray(self) -> None:
        if self.around.tray is not None:
            tray = self.around.tray
            action = self.rng.choice((tray.show_action, tray.microphone_action, tray.sleep_action))
            action.trigger()

    def _connect(self, _camera: object) -> Callable[..., AbstractContextManager[ScriptedSession]]:
        def opener(
            show: Callable[[DeskEvent], None],
        ) -> AbstractContextManager[ScriptedSession]:
            return self.session.open(show)

        return opener

    def _restart(self) -> None:
        self.desk.open_anew(self._connect)  # type: ignore[arg-type]
