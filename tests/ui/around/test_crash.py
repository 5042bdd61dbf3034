"""The program crashes, and offers its report at the next start."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.around.starts import Start


def test_a_crash_is_offered_at_the_next_start(start: Callable[..., Start]) -> None:
    first = start()
    first.hear("session begins")
    assert first.ask("report") == "False"
    first.tell("crash")
    assert first.end() not in (0, 1)
    second = start()
    second.hear("session begins")
    assert second.ask("report") == "True"
    assert second.quit() == 0
