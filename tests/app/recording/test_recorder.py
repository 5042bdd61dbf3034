"""A conversation on the disk: aligned, whole after a kill, and no trouble when the disk is full."""

from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from app.capture.microphone import NearBlock
from app.errors import UserError
from app.live.events import Level, PersonSaid, ReplyOver, StateChanged, Told, TurnTimings
from app.recording import recorder as module
from app.recording.recorder import RecordedMicrophone, Recorder, recording_folder
from app.recording.timed_wav import TimedWav
from app.sound.played_tap import PlayedTap
from app.turns.states import State, Trigger
from omni_core.media import HEARING_RATE

ROOT = Path(__file__).parents[3]
BLOCK = HEARING_RATE // 100


class Clock:
    now = 70.0

    def __call__(self) -> float:
        return self.now


class Talk:
    """A recorder that is stepped by the test."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.tap = PlayedTap()
        self.told: list[str] = []
        self.recorder = Recorder(folder, self.tap, self.clock, self.told.append)
        self.sound = np.random.default_rng(0).uniform(-0.5, 0.5, HEARING_RATE).astype(np.float32)

    def blocks(self, first: int, count: int) -> list[NearBlock]:
        return [
            NearBlock(0.5 * part, part, 70.0 + place / HEARING_RATE, 0.0, None)
            for place in range(first * BLOCK, (first + count) * BLOCK, BLOCK)
            for part in [self.sound[place : place + BLOCK]]
        ]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float32")[0]


def test_all_sounds_lie_on_one_clock_and_are_of_one_length(tmp_path):
    talk = Talk(tmp_path)
    ring = talk.tap.attach(HEARING_RATE)
    for block in talk.blocks(0, 50):
        talk.recorder.hear([block])
        ring.offer(block.raw, block.time + 0.1)
    talk.recorder.step()
    talk.recorder.close()
    heard, raw, played = (read(tmp_path / f"{name}.wav") for name in module.SOUNDS)
    assert heard.size == raw.size == played.size == 60 * BLOCK
    said = talk.sound[: 50 * BLOCK]
    assert np.allclose(raw[: said.size], said, atol=1e-4)
    assert np.allclose(heard[: said.size], 0.5 * said, atol=1e-4)
    assert not played[: 10 * BLOCK].any()
    assert np.allclose(played[10 * BLOCK :], said, atol=1e-4)


def test_events_words_and_waits_have_their_seconds(tmp_path):
    talk = Talk(tmp_path)
    shown = [
        StateChanged(State.HEARING, Trigger.ONSET, 70.1),
        Level(-30.0, 0.9),
        PersonSaid(1, "What time is it? ☕", by_engine=True),
        TurnTimings(1, 0.2, 0.4, 0.8, 0),
        ReplyOver(1, "It is ten.", 5),
        Told("Your tea is ready."),
    ]
    for event in shown:
        talk.clock.now += 0.25
        talk.recorder.show(event)
    talk.recorder.close()
    beginning, *events = lines(tmp_path / "events.jsonl")
    assert beginning["event"] == "Recording"
    assert [event["event"] for event in events] == [type(event).__name__ for event in shown]
    assert [event["t"] for event in events] == [0.25, 0.5, 0.75, 1.0, 1.25, 1.5]
    assert (events[0]["state"], events[0]["trigger"]) == ("hearing", "onset")
    person, reply, notice = lines(tmp_path / "transcript.jsonl")
    assert (person["who"], person["text"]) == ("person", "What time is it? ☕")
    assert (reply["who"], reply["heard"]) == ("visavis", "It is")
    assert notice["text"] == "Your tea is ready."
    (turn,) = lines(tmp_path / "turns.jsonl")
    assert (turn["t"], turn["first_sound"]) == (1.0, 0.8)


def test_the_microphone_goes_through_untouched(tmp_path):
    talk = Talk(tmp_path)
    blocks = talk.blocks(0, 3)
    microphone = RecordedMicrophone(lambda timeout: blocks, talk.recorder)
    assert microphone.take(0.1) is blocks
    talk.recorder.close()
    assert read(tmp_path / "microphone.wav").size == 3 * BLOCK


def test_a_full_disk_is_told_once_and_stops_the_recording_alone(tmp_path, monkeypatch):
    talk = Talk(tmp_path)
    talk.recorder.hear(talk.blocks(0, 10))
    talk.recorder.step()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(TimedWav, "write", full)
        for first in (10, 20, 30):
            talk.recorder.hear(talk.blocks(first, 10))
            talk.recorder.step()
    assert talk.told == ["The recording has stopped: the disk is full; our conversation goes on."]
    talk.recorder.close()
    assert read(tmp_path / "heard.wav").size == 10 * BLOCK


def test_what_a_slow_disk_makes_it_drop_is_noted(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "WAITING", 20)
    talk = Talk(tmp_path)
    talk.recorder.hear(talk.blocks(0, 30))
    talk.recorder.step()
    talk.recorder.close()
    assert talk.recorder.dropped == 10
    assert lines(tmp_path / "events.jsonl")[-1]["items"] == 10
    assert read(tmp_path / "heard.wav").size == 20 * BLOCK


def test_only_a_new_or_empty_folder_is_taken(tmp_path):
    assert recording_folder(tmp_path / "a" / "b").is_dir()
    assert recording_folder(tmp_path / "a" / "b") == tmp_path / "a" / "b"
    with pytest.raises(UserError, match="holds something already"):
        recording_folder(tmp_path / "a")
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be kept"):
        recording_folder(tmp_path / "file")


KILLED = """
import sys, time
from pathlib import Path
import numpy as np
from app.capture.microphone import NearBlock
from app.live.events import Told
from app.recording.recorder import Recorder
from app.sound.played_tap import PlayedTap

begun = time.monotonic()
with Recorder(Path(sys.argv[1]), PlayedTap(), time.monotonic, print) as recorder:
    for count in range(1 << 30):
        sound = np.full(160, 0.25, np.float32)
        recorder.hear([NearBlock(sound, sound, begun + 0.1 + count / 100, 0.0, None)])
        recorder.show(Told("Still here."))
        time.sleep(0.001)
        if count == 500:
            print("ready", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
def test_a_killed_program_leaves_whole_files(tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    for name in ("heard", "microphone"):
        sound = read(tmp_path / f"{name}.wav")
        assert sound.size > 50 * BLOCK
        assert (np.abs(sound[BLOCK * 11 :] - 0.25) < 1e-4).all()
    text = (tmp_path / "events.jsonl").read_text(encoding="utf-8")
    whole = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
    assert len(whole) > 50
