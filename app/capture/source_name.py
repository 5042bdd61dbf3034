"""What the name of a camera's source means; read without opening anything."""

from __future__ import annotations

import re

SCREEN = "screen"
"""The name that stands for what is on the screen."""

_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether it is one that a stream is fetched from, such as `rtsp://...`."""
    return _ADDRESS.match(name) is not None
