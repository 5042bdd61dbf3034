"""Claim: with 100,000 kept turns the window's list of conversations is there at once.

    python -m benchmarks.history_screen

The real screen over the made-up turns of `benchmarks.history`, without a display.  Measured are the
time from opening it until the newest conversations are painted, how much of the history that read,
the way to the oldest one by dragging the bar to its end again and again, and a search as one types,
from each letter until what it finds is shown.  A pulse every millisecond tells how late the
window's thread is meanwhile.  Beside it, in the same run: all conversations read and made rows of
at once, as a list without pages would.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.history.store import ALL, HistoryStore
from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from benchmarks import report
from benchmarks.history import A_CONVERSATION, SEED, TURNS, fill, languages, made_up, timed
from ui.history_screen.screen import HistoryScreen
from ui.models.history_page import View
from ui.models.history_rows import Entry, Hit, entries
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.style import Theme

ROUNDS = 9
LIMIT_MS = 50.0
TYPED = 5
"""Letters of each word that is typed."""


class Pulse:
    """Runs the window until something is so; `late`: milliseconds that each pulse was late."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = 0.0

    def until(self, so: Callable[[], bool]) -> float:
        """Milliseconds until it is so."""
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        began = self._last = time.perf_counter()

        def beat() -> None:
            now = time.perf_counter()
            self.late.append(max(0.0, 1e3 * (now - self._last) - 1.0))
            self._last = now
            if so():
                loop.quit()

        timer.timeout.connect(beat)
        timer.start(1)
        loop.exec()
        return 1e3 * (time.perf_counter() - began)

    def taken(self) -> dict[str, float]:
        """How late the pulses were since the last call."""
        late, self.late = sorted(self.late), []
        return {"median": median(late), "p99": late[int(0.99 * (len(late) - 1))], "most": late[-1]}


def painted(screen: HistoryScreen) -> bool:
    """Whether rows and messages are there, and nothing waits to be painted."""
    return screen.page.view is View.ROWS and screen.page.read is not None


def conversations(screen: HistoryScreen) -> int:
    """How many of them the screen has read."""
    return sum(isinstance(row, Entry) for row in screen.page.rows)


def opened(theme: Theme, page: SettingsPage, folder: Path, pulse: Pulse) -> HistoryScreen:
    """A new screen, shown, with the newest conversations on it."""
    screen = HistoryScreen(theme, page, folder, date.today)
    screen.resize(*tokens.FIRST_WINDOW)
    screen.show()
    screen.refresh()
    pulse.until(lambda: painted(screen))
    screen.grab()
    return screen


def to_the_end(screen: HistoryScreen, pulse: Pulse) -> float:
    """Seconds until the oldest conversation is on the screen."""
    bar = screen.panel.view.verticalScrollBar()
    began = time.perf_counter()
    while screen.page.more:
        had = len(screen.page.rows)
        bar.setValue(bar.maximum())
        pulse.until(lambda had=had: len(screen.page.rows) > had)
    bar.setValue(bar.maximum())
    screen.grab()
    return time.perf_counter() - began


def typed(screen: HistoryScreen, word: str, pulse: Pulse) -> list[float]:
    """Milliseconds from each letter of `word` until its rows are there."""
    taken: list[float] = []
    for letters in range(1, min(TYPED, len(word)) + 1):
        before = screen.page.rows
        screen.search.setText(word[:letters])
        taken.append(pulse.until(lambda before=before: screen.page.rows is not before))
    found = sum(isinstance(row, Hit) for row in screen.page.rows)
    print(f"{word[:TYPED]:8} {', '.join(f'{ms:.0f}' for ms in taken)} ms, {found} found")
    screen.search.clear()
    pulse.until(lambda: bool(screen.page.rows) and not isinstance(screen.page.rows[0], Hit))
    return taken


def main() -> int:
    """Open, scroll, search; write the result."""
    chance = random.Random(SEED)
    spaced, chinese = languages(chance)
    app = QApplication([])
    theme = Theme(app, "light")
    origins = {setting.key: Origin.DEFAULT for setting in all_settings()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(HistoryStore(folder)) as store:
            fill(store, made_up(spaced, chinese, chance))
        page = SettingsPage(SettingsFile(folder), Resolved(Settings(), origins, ()))
        result = measured(
            theme, page, folder, (spaced.words[900], spaced.words[40], chinese.words[9])
        )
    report.write("history_screen", result)
    most = max(result["open_ms"]["most"], result["search_ms"]["most"])  # type: ignore[index]
    return 0 if most < LIMIT_MS else 1


def measured(
    theme: Theme, page: SettingsPage, folder: Path, asked: tuple[str, ...]
) -> dict[str, object]:
    """Everything, round by round, with the list that has no pages in turn."""
    opens: list[float] = []
    at_once: list[float] = []
    ends: list[float] = []
    letters: list[float] = []
    read = oldest = 0
    late: dict[str, dict[str, float]] = {}
    pulse = Pulse()
    for number in range(ROUNDS + 1):
        seconds, screen = timed(partial(opened, theme, page, folder, pulse))
        read = conversations(screen)
        late["open"] = pulse.taken()
        with closing(HistoryStore(folder, thorough=False)) as store:
            all_of_them, _ = timed(lambda: entries(store.conversations(ALL), None))
        end = to_the_end(screen, pulse)
        oldest = conversations(screen)
        late["scroll"] = pulse.taken()
        found = [ms for word in asked for ms in typed(screen, word, pulse)]
        late["search"] = pulse.taken()
        if number:  # the first one draws fonts and icons for the first time
            opens.append(1e3 * seconds)
            at_once.append(1e3 * all_of_them)
            ends.append(end)
            letters += found
        screen.end()
        screen.deleteLater()
    print(f"open {median(opens):.1f} ms, {read} of {oldest} conversations read")
    print(f"all at once, without painting: {median(at_once):.1f} ms")
    print(f"to the oldest {median(ends):.2f} s; a letter {median(letters):.1f} ms")
    print(f"late: {late}")
    return {
        "turns": TURNS,
        "conversations": TURNS // A_CONVERSATION,
        "open_ms": report.spread(opens),
        "conversations_read_to_open": read,
        "all_at_once_ms": report.spread(at_once),
        "all_at_once_by_open": report.ratio(at_once, opens),
        "to_the_oldest_s": report.spread(ends),
        "search_ms": report.spread(letters),
        "window_late_ms": late,
    }


if __name__ == "__main__":
    sys.exit(main())
