"""What cannot be written to standard output is told from every other failure."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.result_stream import ResultError, is_descriptor, result_stream


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize("size", [1, 100_000])
def test_a_full_disk_is_a_result_error_however_much_is_written(size: int) -> None:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    stream = result_stream(descriptor, like=sys.__stdout__ or sys.stdout)
    with pytest.raises(ResultError, match="No space left"), stream:
        stream.write("x" * size)
    os.close(descriptor)


def test_what_is_written_arrives_and_the_descriptor_stays_open(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        with result_stream(file.fileno(), like=sys.__stdout__ or sys.stdout) as stream:
            assert is_descriptor(stream, file.fileno())
            stream.write("one\n")
        file.write(b"two\n")
    assert (tmp_path / "a").read_text() == "one\ntwo\n"


def test_a_stream_of_none_is_no_descriptor(capsys: pytest.CaptureFixture[str]) -> None:
    assert not is_descriptor(sys.stdout, 1)
