"""What the live conversation is opened with; microphone and speaker are not a computer's."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.actions.store import ActionStore
from app.capture.check_store import FILE_NAME as CHECKS
from app.errors import UserError
from app.folders import Folders
from app.live import opening
from app.live.events import SessionEvent, Told
from app.live.opening import live_session
from app.live.session import LiveSession
from app.settings import Settings
from app.sound.live_sound import SoundChoice
from omni_core.conversation import Action, EngineError, Options
from tests.app.live.devices import FakeSound
from tests.app.live.stage import Engine, says

PACKS = ("vad-silero", "hear-moonshine-tiny", "turn-smart")


@pytest.fixture
def folders(tmp_path, pack) -> Folders:
    models = {pack(name).parent for name in PACKS}
    folders = Folders.under(tmp_path)
    (tmp_path / "models").symlink_to(models.pop())
    return folders


class Voice:
    """In place of the voices' process: it says nothing."""

    def speak(self, _sentence: str, **_how: object) -> NDArray[np.float32]:
        return np.zeros(0, np.float32)

    def close(self) -> None: ...


class Opener:
    """`live_session` with an engine and devices of the test's own."""

    def __init__(self, folders: Folders, patch: pytest.MonkeyPatch) -> None:
        self.folders = folders
        self.sound = FakeSound()
        self.engine = Engine(says("Hello"))
        self.loads: list[str] = []
        self.options: list[Options] = []
        self.shown: list[SessionEvent] = []
        opened = self.engine.open

        def remember(options: Options, history: Any = ()) -> Any:
            self.options.append(options)
            return opened(options, history)

        self.engine.open = remember  # type: ignore[method-assign]
        patch.setattr(opening, "LiveSound", lambda *given, **named: self.sound(*given, **named))
        patch.setattr(opening, "load_engine", self._load)
        patch.setattr(opening, "speaker_of", lambda store: Voice())
        patch.setattr(opening, "open_voice", lambda *given: "voice")

    def _load(self, name: str, *_: object) -> Engine:
        self.loads.append(name)
        return self.engine

    def __call__(
        self, name: str = "omni", values: dict[str, Any] | None = None, **named: Any
    ) -> AbstractContextManager[LiveSession]:
        settings = Settings().replace(values or {})
        return live_session(name, settings, self.folders, self.shown.append, **named)

    def told(self, session: LiveSession, count: int) -> list[str]:
        while len(found := [e.sentence for e in self.shown if isinstance(e, Told)]) < count:
            session.step(time.monotonic)
        return found


@pytest.fixture
def opener(folders, monkeypatch) -> Opener:
    return Opener(folders, monkeypatch)


def test_devices_and_what_is_done_to_the_sound_come_from_the_settings(opener, tmp_path):
    values = {
        "microphone.device": "Desk",
        "playback.device": "Box",
        "microphone.echo_cancellation": False,
        "microphone.noise_suppression": True,
    }
    with opener(values=values):
        assert opener.sound.choice == SoundChoice("Desk", "Box", False, True)
        assert opener.sound.checks._path == tmp_path / "data" / CHECKS
        assert opener.sound.opened
    assert opener.sound.closed


def test_the_engine_is_opened_as_the_settings_say(opener):
    values = {"omni.voice": "Ethan", "speech.speed": 1.5, "conversation.persona": "Be kind."}
    with opener(values=values):
        pass
    with opener("starter", values):
        pass
    omni, starter = opener.options
    assert (omni.voice, omni.speed, omni.persona) == ("Ethan", 1.5, "Be kind.")
    assert starter.voice is None, "it was loaded with its own"


def test_a_camera_is_opened_only_where_one_is_asked_for(opener, monkeypatch):
    opened: list[str] = []

    class Camera:
        def __init__(self, source: str, tell: Callable[..., None]) -> None:
            opened.append(source)

        def __enter__(self) -> Camera:
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(opening, "Camera", Camera)
    with opener():
        pass
    assert opened == []
    with opener(camera="film.mp4"):
        pass
    assert opened == ["film.mp4"]


def test_what_came_due_meanwhile_is_said_first(opener):
    due = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    store = ActionStore(opener.folders.data / opening.FILE_NAME)
    store.close()
    with opener() as session:
        action = Action("timer.set", {"id": "1", "label": "tea", "due": due})
        session._parts.actions.execute(action)
    with opener() as session:
        (sentence,) = opener.told(session, 1)
    assert "tea" in sentence


def test_without_a_speaker_the_sentence_is_shown_and_not_spoken(opener):
    opener.sound = FakeSound(finds=[("microphone", "lost"), ("speaker", "lost")])
    with opener() as session:
        sentences = opener.told(session, 2)
    assert sentences == [
        "I find no speaker; connect one and I go on.",
        "I find no microphone; connect one and I go on.",
    ]


def test_only_another_engine_than_the_starter_has_one_to_fall_back_to(opener):
    with opener() as session:
        fallback = session._parts.fallback
        assert fallback is not None
        fallback()
        assert opener.loads == ["omni", "starter"]
    with opener("starter") as session:
        assert session._parts.fallback is None


def test_what_cannot_be_opened_leaves_nothing_open(opener, monkeypatch):
    closed: list[str] = []
    monkeypatch.setattr(opener.engine, "close", lambda: closed.append("engine"))

    def fail(*_: object) -> None:
        raise EngineError("model", "The checkpoint is damaged.")

    opener.engine.open = fail
    with pytest.raises(EngineError, match="damaged"), opener():
        pass
    assert closed == ["engine"]
    assert not opener.sound.opened


def test_a_recording_is_begun_before_anything_is_loaded(opener, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    with pytest.raises(UserError, match="holds something already"):
        opener(record=tmp_path / "kept").__enter__()
    assert opener.loads == []
    with opener(record=tmp_path / "new") as session:
        for _ in range(20):
            session.step(time.monotonic)
    names = {path.name for path in Path(tmp_path / "new").iterdir()}
    assert {"heard.wav", "microphone.wav", "played.wav", "events.jsonl"} <= names
