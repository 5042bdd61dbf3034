"""The window as a process of its own: it ends cleanly whenever it is closed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CLOSED_AFTER = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.folders import Folders
from app.setting import all_settings
from app.settings import Settings
from app.settings_layers import Origin, Resolved
from ui import start
from ui.desk import Desk

begin = Desk.start
def begin_and_close(desk, **options):
    begin(desk, **options)
    QTimer.singleShot(int(sys.argv[1]), QApplication.quit)
Desk.start = begin_and_close

settings = Settings()
resolved = Resolved(settings, {one.key: Origin.DEFAULT for one in all_settings()}, ())
folders = replace(Folders.from_environment(), data=Path(sys.argv[2]))
sys.exit(start.run("starter", settings, resolved, folders))
"""


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [0, 300, 1200, 2500])
def test_closed_while_the_engine_loads_it_ends_without_a_crash(milliseconds, tmp_path):
    command = [sys.executable, "-c", CLOSED_AFTER, str(milliseconds), str(tmp_path)]
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.glob("crash*"))
