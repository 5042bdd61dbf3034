"""The starter engine in a live session: what is typed and shown is read, looked at and answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.capture.photo_file import read_photo
from app.engines import load_engine
from app.folders import Folders
from app.live.events import PersonSaid, PicturesSeen, ReplyOver
from app.live.pictures import PictureShown
from app.settings import Settings
from app.turns.events import Typed
from omni_core.conversation import Engine
from omni_core.starter.hearing.vad import SileroVad
from tests.app.live.stage import Stage

PHOTO = Path(__file__).parents[3] / "resources" / "sample" / "photo.jpg"
PACKS = ("vad-silero", "hear-moonshine-tiny", "chat-qwen2.5-0.5b", "voice-joe")


@pytest.fixture(scope="module")
def starter(pack) -> Iterator[Engine]:
    for name in PACKS:
        pack(name)
    settings = Settings().replace({"speech.voice": "joe"})
    engine = load_engine("starter", settings, Folders.from_environment())
    yield engine
    engine.close()


@pytest.mark.slow
def test_it_answers_what_is_typed_about_what_is_shown_aloud(pack, starter):
    stage = Stage(SileroVad(pack("vad-silero")), starter)  # type: ignore[arg-type]
    stage.silence(0.5)
    stage.session.give(Typed("What is seven times eight?"))
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    stage.session.give(PictureShown(1, read_photo(PHOTO)))
    stage.session.give(Typed("What do you see in this picture?"))
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING", 60.0)
    stage.session.engine.close()
    stage.session.engine.run()
    said = [event.text for event in stage.all(PersonSaid)]
    assert set(said) == {"What is seven times eight?", "What do you see in this picture?"}
    sum_, sight = stage.all(ReplyOver)
    assert "56" in sum_.text or "fifty-six" in sum_.text.lower()
    assert sight.heard == len(sight.text) > 0
    assert [event.numbers for event in stage.all(PicturesSeen)] == [(1,)]
    assert stage.sounding > 1.0
