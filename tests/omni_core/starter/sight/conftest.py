"""The networks of sight and the photos with known content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from omni_core.starter.sight.eyes import Eyes

SIGHT = Path(__file__).resolve().parents[4] / "resources" / "sight"


@pytest.fixture(scope="session")
def sight_folder() -> Path:
    return SIGHT


@pytest.fixture(scope="session")
def eyes() -> Eyes:
    return Eyes.load(SIGHT)


@pytest.fixture(scope="session")
def photo(pack: Callable[[str], Path]) -> Callable[[str], NDArray[np.uint8]]:
    """`photo("coffee")`: its pixels, uint8 [H, W, 3]."""

    def opened(name: str) -> NDArray[np.uint8]:
        with Image.open(pack("photos") / f"{name}.png") as picture:
            return np.asarray(picture.convert("RGB"))

    return opened
