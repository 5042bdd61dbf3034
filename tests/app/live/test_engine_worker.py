"""The engine's thread itself; what it does for a session is tested with the session."""

import os
import sys
import threading
from dataclasses import replace

import numpy as np
import pytest

from app.live.engine_worker import EngineWorker
from omni_core.conversation import Capabilities
from omni_core.media import AudioBlock
from omni_core.priority import MOST, NICENESS
from tests.app.live.stage import PLAIN, Engine


class Computing(Engine):
    """Says that it computes on the thread that calls it, or not."""

    def __init__(self, *, computes: bool) -> None:
        super().__init__()
        self._computes = computes

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, computes=self._computes)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's threads have a niceness")
@pytest.mark.parametrize("computes", [True, False])
def test_an_engine_that_computes_gives_way_and_no_other_does(computes, monkeypatch):
    engine = Computing(computes=computes)
    worker = EngineWorker(engine, PLAIN, 2.0, lambda news: None)
    seen: list[int] = []
    talk = engine.conversations[0]
    done = threading.Event()

    def hear(block: AudioBlock) -> None:
        seen.append(os.getpriority(os.PRIO_PROCESS, 0))
        done.set()

    monkeypatch.setattr(talk, "hear", hear)
    thread = threading.Thread(target=worker.run)
    thread.start()
    worker.hear(AudioBlock(np.zeros(160, np.float32), 0.0))
    assert done.wait(60)
    worker.close()
    thread.join()
    before = os.getpriority(os.PRIO_PROCESS, 0)
    assert seen == [min(MOST, before + NICENESS) if computes else before]
