"""`visavis live` in this process, with an engine and devices of the test's own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from app.capture.audio_check import AudioCheck
from app.cli.main import main
from app.engines import load_engine
from app.live import opening
from app.sound import asked_check
from app.sound.asked_check import AskedCheck
from app.sound.live_sound import LiveSound
from tests.app.live.devices import FakeSound
from tests.app.live.stage import Engine, says

REPLY = "It is a quarter past ten"
PACKS = ("vad-silero", "hear-moonshine-tiny", "turn-smart")
LISTENING = "I am listening; Ctrl+C ends this.\n"


@dataclass
class Live:
    """Runs the command; `sound` and `engine` are what it finds."""

    home: Path
    read: Callable[[], tuple[str, str]]
    sound: FakeSound
    engine: Engine
    loads: list[str]
    cameras: list[str]

    def __call__(self, *args: str | Path) -> tuple[int, str, str]:
        code = main(["live", *map(str, args)])
        return code, *self.read()


class Closing:
    """In place of the voices' process."""

    def close(self) -> None: ...


@pytest.fixture
def live(home, pack, monkeypatch, capfd) -> Live:
    models = {pack(name).parent for name in PACKS}
    home.mkdir()
    (home / "models").symlink_to(models.pop())
    live = Live(home, capfd.readouterr, FakeSound(), Engine(says(REPLY)), [], [])

    def load(name: str, *_: object) -> Engine:
        live.loads.append(name)
        return live.engine

    class Camera:
        def __init__(self, source: str, tell: object) -> None:
            live.cameras.append(source)

        def __enter__(self) -> Camera:
            return self

        def __exit__(self, *_: object) -> None: ...

        def newest(self, now: float) -> None: ...

    monkeypatch.setattr(opening, "LiveSound", lambda *given, **named: live.sound(*given, **named))
    monkeypatch.setattr(opening, "load_engine", load)
    monkeypatch.setattr(opening, "speaker_of", lambda store: Closing())
    monkeypatch.setattr(opening, "open_voice", lambda *given: "voice")
    monkeypatch.setattr(opening, "Camera", Camera)
    return live


class Asked(FakeSound):
    """A question is spoken; when its answer has sounded somebody presses Ctrl+C."""

    def __init__(self, question: np.ndarray) -> None:
        super().__init__([question])
        self._answered = False

    def take(self, timeout: float = 0.0):
        over = self._answered and self.player.epoch is None
        self._answered = self._answered or self.player.epoch is not None
        if over:
            raise KeyboardInterrupt
        return super().take(timeout)


@pytest.fixture
def asked(recordings) -> Asked:
    return Asked(soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")[0])


def test_it_ends_after_its_seconds_with_nothing_but_json_on_its_output(live):
    code, out, err = live("--engine", "omni", "--seconds", "0.5", "--json")
    assert (code, err) == (0, LISTENING)
    events = [json.loads(line) for line in out.splitlines()]
    assert {event["event"] for event in events} == {"Level"}
    assert live.loads == ["omni"]
    assert live.sound.closed


def test_what_was_said_is_written_until_it_is_interrupted(live, asked):
    live.sound = asked
    code, out, err = live("--engine", "omni")
    assert code == 130
    assert out == f"you: What time is it?\nvisavis: {REPLY}\n"
    assert err == f"{LISTENING}\n"
    assert live.sound.closed


def test_a_recording_is_announced_and_holds_the_turn(live, asked, tmp_path):
    live.sound = asked
    folder = tmp_path / "kept"
    code, out, err = live("--engine", "omni", "--json", "--record", folder)
    assert code == 130
    assert err.splitlines()[0] == f"All you and I say is recorded in {folder}."
    events = [json.loads(line) for line in out.splitlines()]
    kinds = [event["event"] for event in events]
    order = [kinds.index(kind) for kind in ("PersonSaid", "TurnTimings", "ReplyOver")]
    assert order == sorted(order)
    states = [event["state"] for event in events if event["event"] == "StateChanged"]
    assert (states[0], *states[-2:]) == ("hearing", "speaking", "listening")
    assert (events[order[2]]["text"], events[order[2]]["heard"]) == (REPLY, len(REPLY))
    written = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["event"] for line in written] == ["Recording", *kinds]
    heard, rate = soundfile.read(folder / "heard.wav", dtype="float32")
    played, _ = soundfile.read(folder / "played.wav", dtype="float32")
    assert heard.size == played.size
    voiced = np.abs(played) > 0.1
    assert voiced.sum() / rate == pytest.approx(0.3 * len(REPLY.split()), rel=0.4)
    assert np.flatnonzero(voiced)[0] > np.flatnonzero(np.abs(heard) > 0.1)[0]
    written = (folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["who"] for line in written] == ["person", "visavis"]
    (turn,) = map(json.loads, (folder / "turns.jsonl").read_text().splitlines())
    assert turn["first_sound"] > 0


def test_nothing_is_recorded_unless_asked(live):
    assert live("--engine", "omni", "--seconds", "0.3")[0] == 0
    files = [path.name for path in live.home.parent.rglob("*")]
    assert not [name for name in files if name.endswith((".wav", ".jsonl"))]


def test_a_camera_without_a_name_is_that_of_the_settings(live):
    given = ["--engine", "omni", "--seconds", "0.1"]
    assert live(*given)[0] == 0
    assert live.cameras == []
    assert live(*given, "--camera", "--set", "camera.source=screen")[0] == 0
    assert live(*given, "--camera", "film.mp4")[0] == 0
    assert live.cameras == ["screen", "film.mp4"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--seconds", "0"], "--seconds must be more than 0."),
        (["--model", "somewhere"], "--model belongs to the omni engine; add --engine omni."),
        (["--engine", "omni", "--record", "."], ". holds something already"),
    ],
)
def test_what_makes_no_sense_is_refused_before_loading(live, args, sentence, monkeypatch):
    monkeypatch.chdir(live.home)
    code, out, err = live(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err
    assert live.loads == []


def test_without_portaudio_it_says_what_to_install(live, monkeypatch):
    monkeypatch.setattr(opening, "LiveSound", LiveSound)
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    code, out, err = live("--engine", "omni", "--seconds", "1")
    assert (code, out) == (2, "")
    assert "PortAudio is missing" in err
    assert err.count("\n") == 1


def test_a_missing_device_is_told_and_the_conversation_goes_on(live):
    live.sound = FakeSound(finds=[("microphone", "opened"), ("speaker", "lost")])
    code, out, err = live("--engine", "omni", "--seconds", "0.3")
    assert (code, err) == (0, LISTENING)
    assert out == "visavis: I find no speaker; connect one and I go on.\n"


@pytest.mark.slow
def test_the_official_model_answers_aloud(live, asked, brief_checkpoint, monkeypatch):
    monkeypatch.setattr(opening, "load_engine", load_engine)
    live.sound = asked
    folder = brief_checkpoint(30)
    given = ["--engine", "omni", "--model", folder, "--device", "cpu", "--json"]
    given += ["--set", "omni.solver=euler", "--set", "conversation.max_reply_tokens=4"]
    code, out, err = live(*given)
    assert (code, err) == (130, f"{LISTENING}\n")
    events = [json.loads(line) for line in out.splitlines()]
    said = [(e["text"], e["by_engine"]) for e in events if e["event"] == "PersonSaid"]
    assert said == [("What time is it?", False)]
    (over,) = [event for event in events if event["event"] == "ReplyOver"]
    assert over["heard"] == len(over["text"]) > 0
    assert [event for event in events if event["event"] == "Told"] == []


# -- the audio check ------------------------------------------------------------------------------


@pytest.fixture
def finding(monkeypatch) -> Callable[..., None]:
    def finds(check: AudioCheck, *, kept: bool = True) -> None:
        found = AskedCheck("Desk", "Box", check, kept)
        monkeypatch.setattr(asked_check, "check_sound", lambda choice, checks: found)

    return finds


def test_a_check_tells_verdict_and_advice(live, finding):
    finding(AudioCheck(0.045, 12.3, -61.0, "good"))
    code, out, err = live("--check")
    assert (code, err) == (0, "You will hear a chime; be quiet for a moment.\n")
    assert out.splitlines() == [
        "Microphone: Desk",
        "Speaker: Box",
        "The room's noise is -61 dB.",
        "The speaker's sound comes back 12 dB fainter, 45 ms after the devices' own delay.",
        "Microphone and speaker work well together.",
    ]
    assert live.loads == []


def test_a_check_of_a_dead_microphone_measures_nothing(live, finding):
    finding(AudioCheck(0.0, None, -100.0, "dead"), kept=False)
    _, out, err = live("--check")
    assert out.splitlines()[2].startswith("The microphone gives no sound")
    assert err.count("\n") == 1


def test_a_check_as_json(live, finding):
    finding(AudioCheck(0.045, 12.3, -61.0, "good"), kept=False)
    _, out, err = live("--check", "--json")
    found: dict[str, Any] = json.loads(out)
    assert found["check"]["verdict"] == "good"
    assert "could not be kept" in err


def test_help_needs_neither_numpy_nor_an_engine():
    check = (
        "import sys, app.cli.live; "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'soundfile', 'omni_core')))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
