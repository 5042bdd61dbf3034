"""The graphs of a made-up checkpoint, made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from omni_core.speech.prepared import Prepared, Stage, prepare


@pytest.fixture(scope="session")
def prepared_as(
    speaking_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Prepared, list[Stage]]]:
    """`prepared_as("fp32")`: its graphs in a cache of their own, and what was reported."""
    known: dict[str, tuple[Prepared, list[Stage]]] = {}

    def made(dtype: str) -> tuple[Prepared, list[Stage]]:
        if dtype not in known:
            stages: list[Stage] = []
            cache = tmp_path_factory.mktemp("cache")
            prepared = prepare(speaking_checkpoint, cache, dtype, report=stages.append)
            known[dtype] = prepared, stages
        return known[dtype]

    return made
