"""One window a person, in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from tests.ui.around.starts import Start
from ui.around.single import MOST_BYTES, PATIENCE_MS, SingleStart, socket_name

Starting = Callable[..., Start]


def test_a_second_start_raises_the_first_which_keeps_its_conversation(start: Starting) -> None:
    first = start("--minimised")
    first.hear("session begins")
    assert first.ask("state").endswith("True")
    second = start()
    assert second.end() == 0
    assert second.heard == []
    assert first.hear("forward") == "forward True False"
    assert first.quit() == 0
    assert first.heard.count("session ends") == 1
    assert not any(line.startswith("session begins") for line in first.heard[1:-1][2:])
    third = start()
    third.hear("session begins")
    assert third.quit() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_a_killed_one_left_stands_in_nobodys_way(start: Starting, home: Path) -> None:
    first = start()
    first.hear("session begins")
    first.process.send_signal(signal.SIGKILL)
    first.end()
    assert Path(socket_name(home / "data")).exists()
    second = start()
    second.hear("session begins")
    assert start().end() == 0
    second.hear("forward")
    assert second.quit() == 0


def test_of_two_at_once_one_has_the_window(start: Starting) -> None:
    both = [start(), start()]
    codes = []
    for one in both:
        one.process.stdin.close()  # type: ignore[union-attr]
    while not codes:
        codes = [one.process.poll() for one in both if one.process.poll() is not None]
    assert codes == [0]
    (left,) = (one for one in both if one.process.poll() is None)
    left.hear("session begins")
    left.hear("forward")
    left.process.send_signal(signal.SIGINT)
    assert left.end() == 0


def test_a_first_one_that_hangs_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("ui.around.single.PATIENCE_MS", 50)
    first, second = SingleStart(tmp_path), SingleStart(tmp_path)
    assert first.begin()
    assert not second.begin()
    with pytest.raises(Exception, match="does not answer"):
        second.ask_first()  # nobody runs the first one's events meanwhile
    first.close()
    assert second.begin()
    second.close()


@pytest.mark.parametrize("sent", [b"\n", b"a-token\n", b"x" * 3 * MOST_BYTES, b"\xff\xfe\n"])
def test_whatever_comes_by_the_socket_it_goes_on(qtbot: QtBot, tmp_path: Path, sent: bytes) -> None:
    first = SingleStart(tmp_path)
    asked: list[str] = []
    first.asked.connect(asked.append)
    assert first.begin()
    for data in (sent, b"right\n"):
        socket = QLocalSocket()
        socket.connectToServer(socket_name(tmp_path))
        assert socket.waitForConnected(PATIENCE_MS)
        socket.write(data)
        qtbot.waitUntil(
            lambda socket=socket: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState
        )
    assert asked[-1] == "right"
    first.close()


def test_a_folder_that_cannot_be_locked_has_its_window(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    single = SingleStart(tmp_path / "file" / "data")
    assert single.begin()
    single.close()


def test_the_sockets_name_is_the_folders(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 90)
    assert socket_name(tmp_path) != socket_name(tmp_path / "other")
    assert socket_name(deep) == socket_name(deep)
    assert socket_name(deep) != socket_name(deep / "other")
    assert len(os.fsencode(socket_name(deep))) < 100


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_nobody_else_may_ask(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleStart(tmp_path)
    assert first.begin()
    assert Path(socket_name(tmp_path)).stat().st_mode & 0o077 == 0
    first.close()


def test_the_command_knows_how_to_start_out_of_sight() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "gui", "--help"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "--minimised" in done.stdout
