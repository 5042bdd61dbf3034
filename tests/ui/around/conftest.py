from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.ui.around.starts import Start


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A path short enough to hold a socket."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Start]]:
    """`start("--minimised")`: the program in a process, all with one home."""
    with ExitStack() as open_ones:

        def started(*options: str, platform: str = "offscreen") -> Start:
            made = Start(home, *options, platform=platform)
            return open_ones.enter_context(closing(made))

        yield started
