"""Kills a program that talks, and compares what it said with what its history holds."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.history.store import HistoryStore

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0


@dataclass(frozen=True)
class Missing:
    """A sentence that was begun before the last one, and its number.

    witnessed: another thread had its turn since it was given to the history.
    """

    number: int
    text: str
    witnessed: bool


@dataclass(frozen=True)
class Loss:
    """After a kill: sentences begun, and of those before the last one how many are not there.

    unknown: those whose words are missing.  unheard: how many are there, but as words
    nobody heard.  notice: what opening the history said of the file.
    """

    begun: int
    unknown: tuple[Missing, ...]
    unheard: int
    notice: str | None


def kill_after(folder: Path, seconds: float, word_seconds: float) -> Loss:
    """Let it talk for `seconds` from its first sentence, kill it, and open its history."""
    command = [sys.executable, "-m", "tests.app.history.talker", str(folder), str(word_seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as talker:
        assert talker.stdout is not None
        first = talker.stdout.readline()
        try:
            talker.wait(seconds)
        except subprocess.TimeoutExpired:
            talker.send_signal(signal.SIGKILL)
        rest, _ = talker.communicate(timeout=PATIENCE)
    assert talker.returncode == -signal.SIGKILL
    return _compared([json.loads(line) for line in (first + rest).splitlines()], folder)


def _compared(lines: list[list[str]], folder: Path) -> Loss:
    begun = [(who, text) for who, text in lines if who != "witness"]
    witnessed = {text for who, text in lines if who == "witness"}
    with closing(HistoryStore(folder)) as store:
        notice = store.notice
        turns = [k.turn for each in store.conversations(9) for k in store.turns(each.id)]
    person = "\n".join(turn.person for turn in turns)
    known = "\n".join(turn.reply for turn in turns)
    heard = "\n".join(turn.heard_text for turn in turns)
    before = begun[:-1]  # the last one was being spoken
    unknown = tuple(
        Missing(number, text, text in witnessed)
        for number, (who, text) in enumerate(before, 1)
        if text not in (person if who == "person" else known)
    )
    unheard = [
        text for who, text in before if who == "reply" and text in known and text not in heard
    ]
    return Loss(len(begun), unknown, len(unheard), notice)
