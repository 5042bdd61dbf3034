"""The log's rule: nothing that was said and nobody's name gets in, whatever is logged."""

from __future__ import annotations

import ast
import logging
import logging.handlers
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import numpy as np
import pytest

from app.logs import FILE_NAME, LogFile, set_log_level, written_logs
from omni_core.labels import Label

ROOT = Path(__file__).parents[2]
OWN = logging.getLogger("app.talk.made_up")
SAID = "my name is Anna"


class Kind(StrEnum):
    SKILL = "skill"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    with written_logs(tmp_path / "logs") as file:
        yield file


def lines(log: LogFile) -> str:
    return log.path.read_text(encoding="utf-8")


def test_a_turns_numbers_kinds_and_times_are_written(log: LogFile) -> None:
    OWN.info(
        "Turn %d by %s with %s took %.2f s of %s, level %.1f",
        3, Kind.SKILL, Label("hear-moonshine-tiny"), 0.25, timedelta(seconds=2), np.float32(0.5),
    )  # fmt: skip
    assert "Turn 3 by skill with hear-moonshine-tiny took 0.25 s of 0:00:02, level 0.5" in lines(
        log
    )


@pytest.mark.parametrize(
    "value", [SAID, [SAID], {"heard": SAID}, SAID.encode(), Path("/home/anna")]
)
def test_text_never_gets_in(log: LogFile, value: object) -> None:
    OWN.info("Turn %d: heard %s", 3, value)
    OWN.info("Turn %(turn)d: said %(said)r", {"turn": 4, "said": value})
    written = lines(log)
    assert "Turn 3: heard <private>" in written
    assert "Turn 4: said '<private>'" in written
    assert "anna" not in written.lower()


def test_of_a_fault_only_its_kind_is_filled_in(log: LogFile) -> None:
    OWN.warning("Failed: %s, %s", ValueError(SAID), ZeroDivisionError)
    assert "Failed: ValueError, ZeroDivisionError" in lines(log)
    assert "Anna" not in lines(log)


def test_a_fault_is_written_without_its_words(log: LogFile) -> None:
    def understand(words: str) -> None:
        try:
            float(words)
        except ValueError as error:
            raise LookupError(f"nobody called {words}") from error

    try:
        understand(SAID)
    except LookupError:
        OWN.exception("A reply failed", stack_info=True)
    written = lines(log)
    assert "Anna" not in written
    assert str(ROOT) not in written
    assert written.index("ValueError") < written.index("LookupError")
    assert f"{__name__} line" in written
    assert "in understand" in written


def test_a_chain_of_faults_that_bites_its_tail_ends(log: LogFile) -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    OWN.error("Twice", exc_info=first)
    assert lines(log).count("ValueError") == 1


def test_other_libraries_are_not_written(log: LogFile) -> None:
    OWN.warning("Ours")
    logging.getLogger("somebody.else").error(SAID)
    logging.getLogger().error(SAID)
    assert "Ours" in lines(log)
    assert "Anna" not in lines(log)


def test_the_unguarded_record_does_not_reach_the_root_logger(log: LogFile) -> None:
    reached = logging.handlers.BufferingHandler(10)
    logging.getLogger().addHandler(reached)
    try:
        OWN.warning("Heard %s", SAID)
    finally:
        logging.getLogger().removeHandler(reached)
    assert reached.buffer == []


def test_the_level_decides_what_is_kept(log: LogFile) -> None:
    OWN.debug("One")
    set_log_level("debug")
    OWN.debug("Two")
    set_log_level("error")
    OWN.warning("Three")
    written = lines(log)
    assert ("One" in written, "Two" in written, "Three" in written) == (False, True, False)


def test_the_log_rotates_and_stays_small(log: LogFile) -> None:
    log.maxBytes = 2_000
    for number in range(500):
        OWN.info("Turn %d", number)
    files = sorted(path.name for path in log.path.parent.iterdir())
    assert files == [FILE_NAME, *(f"{FILE_NAME}.{n}" for n in (1, 2, 3))]
    assert all(path.stat().st_size <= 2_000 for path in log.path.parent.iterdir())
    assert "Turn 499" in lines(log)


def test_nothing_logged_leaves_no_trace(tmp_path: Path) -> None:
    with written_logs(tmp_path / "logs"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_disturbs_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("in the way")
    with written_logs(tmp_path / "logs") as log:
        OWN.error("Lost")
        assert log.failed
    assert capsys.readouterr().err == ""


def test_a_line_whose_words_do_not_fit_is_left_out(
    log: LogFile, capsys: pytest.CaptureFixture[str]
) -> None:
    log.handle(logging.makeLogRecord({"msg": "Heard %d words", "args": (SAID,)}))
    assert log.failed
    assert capsys.readouterr().err == ""


def test_loggers_are_as_before_afterwards(tmp_path: Path) -> None:
    logger = logging.getLogger("app")
    before = (logger.level, logger.propagate, list(logger.handlers))
    with written_logs(tmp_path):
        set_log_level("debug")
    assert (logger.level, logger.propagate, list(logger.handlers)) == before


LOGGING = {"debug", "info", "warning", "error", "exception", "critical"}


def log_calls(source: str) -> Iterator[tuple[int, ast.expr | None]]:
    """Line and first argument of every call of a name that holds a logger."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        if node.func.attr in LOGGING and name.strip("_").lower() in {"log", "logger", "logging"}:
            yield node.lineno, node.args[0] if node.args else None


def test_every_sentence_that_is_logged_is_a_literal() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{line}"
        for package in ("app", "omni_core")
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, first in log_calls(path.read_text(encoding="utf-8"))
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str))
    ]
    assert offenders == []


@pytest.mark.parametrize(
    "source", ["log.info(text)", "_log.info(f'{x}')", "self._log.debug('a' + x)", "logger.error()"]
)
def test_the_check_of_literals_sees_what_is_none(source: str) -> None:
    [(_, first)] = log_calls(source)
    assert not isinstance(first, ast.Constant)
