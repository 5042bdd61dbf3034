"""The engines under test, each loaded once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.engines import load_engine
from app.folders import Folders
from app.settings import Settings
from omni_core.conversation import Engine


@pytest.fixture(scope="session")
def starter(pack) -> Iterator[Engine]:
    """The starter engine with the quickest voice, whatever this machine could keep pace with."""
    for name in (
        "vad-silero",
        "hear-moonshine-tiny",
        "hear-whisper-base",
        "chat-qwen2.5-0.5b",
        "voice-joe",
    ):
        pack(name)
    settings = Settings().replace({"speech.voice": "joe"})
    engine = load_engine("starter", settings, Folders.from_environment())
    yield engine
    engine.close()
