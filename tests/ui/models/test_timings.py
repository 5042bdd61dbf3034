from __future__ import annotations

from app.live.events import Told, TurnTimings
from ui.models.timings import MOST_TURNS, Bar, Stage, Timings


def test_a_turn_is_three_bars_end_to_end() -> None:
    timings = Timings()
    assert timings.bars() == []
    assert timings.apply(TurnTimings(1, 0.2, 0.35, 0.6, 0))
    assert timings.bars() == [
        Bar(Stage.NOTICED, 0.0, 0.2),
        Bar(Stage.CONFIRMED, 0.2, 0.35),
        Bar(Stage.SOUNDED, 0.35, 0.6),
    ]
    assert timings.last == 0.6


def test_a_key_that_ends_the_turn_early_makes_no_bar_run_backwards() -> None:
    timings = Timings()
    timings.apply(TurnTimings(1, -0.1, -0.1, 0.5, 0))
    assert all(bar.end >= bar.begin >= 0 for bar in timings.bars())


def test_the_last_turns_are_kept() -> None:
    timings = Timings()
    assert timings.usual is None
    for epoch in range(MOST_TURNS + 10):
        timings.apply(TurnTimings(epoch, 0.1, 0.2, float(epoch), 0))
    assert len(timings.turns) == MOST_TURNS
    assert timings.usual == 34.5
    assert not timings.apply(Told("x"))
