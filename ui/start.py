"""Starts the window, and the conversation behind it once it is seen."""

from __future__ import annotations

import dataclasses
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app import VERSION
from app.errors import UserError
from app.folders import Folders
from app.live.loading import no_collecting
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Resolved
from ui.around.around import Around
from ui.bridge.events import DeskEvent
from ui.bridge.session_thread import Opener
from ui.bridge.switched_camera import SwitchedCamera
from ui.desk import Connect, Desk
from ui.languages import speak
from ui.models.settings_page import SettingsPage
from ui.models.transcript import Message
from ui.theme.style import Theme
from ui.window import MainWindow

if TYPE_CHECKING:
    from app.live.session import LiveSession

WINDOW_FILE = "window.ini"

LOADING_PATIENCE = 10.0
"""Seconds that the process outlives its closed window at most: a model may just be loading, which
nothing can stop."""

LOCK_SECONDS = 0.001
"""After which a thread must hand Python's lock on; by default 0.005.  Some of the engine's threads
always want it, and the window waits for each before it."""

PLATFORM_VARIABLE = "QT_QPA_PLATFORM"


def run(
    asked_engine: str | None,
    settings: Settings,
    resolved: Resolved,
    folders: Folders,
    *,
    minimised: bool = False,
) -> int:
    """Show the window until it is closed, or raise the one that is open.

    asked_engine: `starter` or `omni`, None: as is set.  settings: of this start.  resolved: where
    they come from.  minimised: it is not to be seen yet, whatever is set.

    Raises: UserError if no display can be opened, or the open window does not answer.
    """
    app = application(settings.window.language)
    with Around(folders) as around:
        if not around.is_first():
            return 0
        hidden = minimised or settings.window.start_minimised
        return _show(app, around, hidden, asked_engine, settings, resolved, folders)


def _show(
    app: QApplication,
    around: Around,
    hidden: bool,
    asked_engine: str | None,
    settings: Settings,
    resolved: Resolved,
    folders: Folders,
) -> int:
    """Make the window, and live with it."""
    theme = Theme(app, settings.window.theme)
    page = SettingsPage(
        SettingsFile(folders.config), dataclasses.replace(resolved, settings=settings)
    )

    def connect(camera: SwitchedCamera, resume: int | None = None) -> Opener:
        now = page.settings
        return connected(asked_engine or now.conversation.engine, now, folders, resume)(camera)

    engine = asked_engine or settings.conversation.engine
    desk = Desk(connect, settings.camera.source)
    place = QSettings(str(folders.data / WINDOW_FILE), QSettings.Format.IniFormat)
    window = MainWindow(theme, desk, page, engine_in_words(engine, settings), place, folders)
    window.engine = engine

    def restart(resume: int | None = None, before: Sequence[Message] | None = None) -> None:
        chosen = asked_engine or page.settings.conversation.engine
        window.engine = chosen
        window.screen_.status.show_engine(engine_in_words(chosen, page.settings))
        desk.use_camera(page.settings.camera.source)
        desk.open_anew(partial(connect, resume=resume), before)

    window.restart.connect(restart)
    window.first_steps.show_if_first(SettingsFile(folders.config).path)
    window.resume.connect(restart)
    around.surround(app, window, theme, page, place)
    around.show(window, minimised=hidden)
    # After the first paint.
    QTimer.singleShot(0, lambda: desk.start(camera_on=settings.camera.on_at_start))
    with _interruptible(window.quit):
        code = app.exec()
    if not window.gone:  # Qt ended by itself
        window.quit()
    around.leave()  # what is left here is nobody's window
    if not desk.ended(LOADING_PATIENCE):
        logging.shutdown()
        os._exit(code)  # a library is at work still; it would crash the interpreter that ends
    return code


def application(language: str) -> QApplication:
    """Qt's application, with our name and icon, in a language of the settings.

    Raises: UserError if no display can be opened.
    """
    sys.setswitchinterval(LOCK_SECONDS)
    asked = os.environ.get(PLATFORM_VARIABLE)
    if asked is None and sys.platform.startswith("linux"):
        # Without a second one to fall back on Qt would abort the process.
        wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
        os.environ[PLATFORM_VARIABLE] = "wayland;xcb;offscreen" if wayland else "xcb;offscreen"
    app = QApplication([sys.argv[0]])
    if asked is None and QGuiApplication.platformName() == "offscreen":
        raise UserError("No display could be opened; start Visavis from a desktop.")
    app.setApplicationName("Visavis")
    app.setApplicationDisplayName("Visavis")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("visavis")
    with as_file(files("resources") / "icons" / "visavis.svg") as path:
        app.setWindowIcon(QIcon(str(path)))
    speak(app, language)
    return app


def connected(
    engine: str, settings: Settings, folders: Folders, resume: int | None = None
) -> Connect:
    """What opens a session on this computer's devices.

    resume: the number of a kept conversation that goes on.
    """

    def connect(camera: SwitchedCamera) -> Opener:
        def opener(show: Callable[[DeskEvent], None]) -> AbstractContextManager[LiveSession]:
            with no_collecting():
                # Both here: what the second imports takes half a second, in which the engine's
                # processes load already.
                from app.engines import LoadingEngine, load_engine

                loading = LoadingEngine(lambda: load_engine(engine, settings, folders))
                from app.live.opening import live_session
                from ui.bridge.glimpses import with_glimpses

            return live_session(
                engine,
                settings,
                folders,
                with_glimpses(show),
                camera=camera,
                show_device=show,
                resume=resume,
                loading=loading,
            )

        return opener

    return connect


def engine_in_words(engine: str, settings: Settings) -> str:
    """What answers, for the status line."""
    if engine == "omni":
        name = settings.omni.model.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
        return QApplication.translate("Status", "Omni engine: {0}").format(name or "?")
    return QApplication.translate("Status", "Starter engine, on this computer")


@contextmanager
def _interruptible(close: Callable[[], object]) -> Iterator[None]:
    """Within this block Ctrl+C closes the window: Python's handlers run only if Qt wakes up."""
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(1))
    wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    before = signal.signal(signal.SIGINT, lambda *_: close())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        signal.set_wakeup_fd(wakeup)
        notifier.setEnabled(False)
        reader.close()
        writer.close()
