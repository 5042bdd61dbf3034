"""An engine that is loaded while others get ready, and the starter's parts."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from app.engines import LoadingEngine
from app.errors import UserError
from app.starter import skills_behind
from omni_core.starter.skills import all as skills
from omni_core.starter.skills.skill import Context, Memory, Skill
from tests.app.live import stage

CONTEXT = Context(datetime(2025, 3, 4, tzinfo=UTC), Memory(), "", 1.0, lambda: None)


class Engine(stage.Engine):
    closed = False

    def close(self) -> None:
        self.closed = True


def test_it_is_loaded_elsewhere_and_closed_once_it_is_there() -> None:
    engine, may_load, threads = Engine(), threading.Event(), list[threading.Thread]()

    def load() -> Engine:
        threads.append(threading.current_thread())
        may_load.wait()
        return engine

    loading = LoadingEngine(load)
    may_load.set()
    assert loading.wait() is engine
    assert threads != [threading.current_thread()]
    assert not engine.closed
    loading.close()
    assert engine.closed


def test_what_nobody_waited_for_is_closed_too() -> None:
    engine, may_load = Engine(), threading.Event()

    def load() -> Engine:
        may_load.wait()
        return engine

    loading = LoadingEngine(load)
    closing = threading.Thread(target=loading.close)
    closing.start()
    assert not engine.closed
    may_load.set()
    closing.join()
    assert engine.closed


def test_what_could_not_be_loaded_is_told_and_needs_no_closing() -> None:
    def load() -> Engine:
        raise UserError("No pack.")

    loading = LoadingEngine(load)
    with pytest.raises(UserError, match="No pack"):
        loading.wait()
    loading.close()


def test_an_answer_waits_for_the_skills(monkeypatch: pytest.MonkeyPatch) -> None:
    made, may_load = skills.Skills, threading.Event()

    def late(more: Mapping[str, Skill]) -> skills.Skills:
        may_load.wait()
        return made(more)

    monkeypatch.setattr(skills, "Skills", late)
    ask = skills_behind()
    may_load.set()
    answer = ask("What is 17 plus 25?", CONTEXT)
    assert answer is not None
    assert answer.text == "17 plus 25 is 42."
