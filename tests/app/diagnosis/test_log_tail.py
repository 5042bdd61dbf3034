from __future__ import annotations

import logging

from app.diagnosis.log_tail import MOST_BYTES, MOST_LINES, log_tail
from app.logs import FILE_NAME, written_logs


def test_what_the_program_notes_comes_back_with_its_tracebacks(tmp_path):
    with written_logs(tmp_path):
        logger = logging.getLogger("app.live")
        logger.info("It took %.1f s", 3.9)
        try:
            raise ValueError("a secret")
        except ValueError as error:
            logger.error("It failed", exc_info=error)
    first, second, place, kind = log_tail(tmp_path)
    assert first.endswith("INFO app.live: It took 3.9 s")
    assert second.endswith("ERROR app.live: It failed")
    assert "line" in place
    assert kind == "ValueError"


def test_lines_that_the_log_never_writes_are_left_out(tmp_path):
    (tmp_path / FILE_NAME).write_text(
        "Anna said hello\n/home/anna/secret.txt\n"
        "2026-05-04 09:48:12,031 INFO other.library: Anna said hello\n"
        "2026-05-04 09:48:12,031 INFO app.voices: A voice was measured\n"
    )
    assert log_tail(tmp_path) == ("2026-05-04 09:48:12,031 INFO app.voices: A voice was measured",)


def test_only_the_newest_lines_are_read(tmp_path):
    line = "2026-05-04 09:48:12,031 INFO app.voices: number {:06}\n"
    count = 3 * MOST_BYTES // len(line.format(0))
    (tmp_path / FILE_NAME).write_text("".join(line.format(n) for n in range(count)))
    found = log_tail(tmp_path)
    assert len(found) == MOST_LINES
    assert found[-1].endswith(f"{count - 1:06}")


def test_no_log_is_no_lines(tmp_path):
    assert log_tail(tmp_path) == ()
