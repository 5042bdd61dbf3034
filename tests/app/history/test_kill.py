"""A kill at any moment loses at most the sentence being spoken."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from tests.app.history.killing import kill_after

KILLS = 4
"""`benchmarks.history_kills` does a hundred."""

SECONDS_A_WORD = 0.1


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill signal")
def test_a_kill_loses_at_most_the_sentence_being_spoken(tmp_path: Path) -> None:
    chance = random.Random(6)
    for attempt in range(KILLS):
        loss = kill_after(tmp_path / str(attempt), chance.uniform(0.0, 3.0), SECONDS_A_WORD)
        assert loss.begun >= 1
        assert (loss.unknown, loss.notice) == ((), None)
