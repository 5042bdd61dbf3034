import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from omni_core.conversation import Action, EngineError, Image, ReplyDone, TextDelta, UserText
from tests.app.talk.scripted import ScriptedEngine

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
TIMES = {"first_text", "first_sound", "done"}


@pytest.fixture
def question(recordings) -> Path:
    return recordings / "what_time_is_it.wav"


def test_turns_are_taken_in_order_with_the_photos_before_them(talk, loader, question):
    photo = SAMPLE / "photo.jpg"
    args = ["--text", "One", "--image", photo, "--image", photo, "--audio", question]
    result = talk([*args, "--text", "Three", "--json"])
    assert result.code == 0
    assert result.err == ""
    first, second, third = loader.engine.turns
    assert first.items == ["One"]
    assert [type(item) for item in second.items] == [Image, Image]
    assert np.array_equal(second.sound, soundfile.read(question, dtype="float32")[0])
    assert third.items == ["Three"]
    assert loader.loads == ["starter"]
    assert loader.engine.closed


def test_json_is_one_object_with_the_documented_keys(talk, question):
    report = talk(["--audio", question, "--text", "Hello", "--json"]).object
    assert list(report) == ["engine", "turns", "load_ms", "peak_rss_mb"]
    assert report["engine"] == "scripted"
    assert report["load_ms"] >= 0
    assert report["peak_rss_mb"] > 10
    assert [turn["heard"] for turn in report["turns"]] == ["something spoken", "Hello"]
    for turn in report["turns"]:
        keys = ["heard", "reply", "actions", "speech_seconds", "timings_ms", "context"]
        assert list(turn) == keys
        assert turn["speech_seconds"] == 0.5
        assert set(turn["timings_ms"]) == TIMES
        assert all(moment >= 0 for moment in turn["timings_ms"].values())


def test_a_plain_transcript(talk, question):
    result = talk(["--audio", question, "--image", SAMPLE / "photo.jpg", "--text", "See\x1b[2J?"])
    lines = result.out.splitlines()
    assert lines[0] == "You: something spoken"
    assert lines[1].startswith("Visavis: 25122 samples, 0 photos.  [first sound after ")
    assert lines[2] == "You (with a photo): See [2J?"
    assert lines[3].startswith("Visavis: 0 samples, 1 photos.")
    assert len(lines) == 4


def test_replies_are_kept_in_order_with_a_pause(talk, tmp_path, question):
    out = tmp_path / "reply.wav"
    assert talk(["--text", "One", "--audio", question, "--out", out]).code == 0
    samples, rate = soundfile.read(out)
    assert rate == 24_000
    assert samples.ndim == 1
    assert samples.size == 12_000 + 12_000 + 12_000
    assert not samples[12_000:24_000].any()
    assert samples[:12_000].std() == pytest.approx(samples[24_000:].std())
    assert not list(tmp_path.glob(".visavis*"))


def test_options_come_from_the_settings_and_the_command(talk, loader):
    words = ["--set", "speech.speed=1.5", "--set", "conversation.persona=Be kind."]
    assert talk(["--text", "Hi", "--greedy", "--seed", "7", *words]).code == 0
    (options,) = loader.engine.opened
    assert (options.greedy, options.seed) == (True, 7)
    assert (options.speed, options.persona, options.voice) == (1.5, "Be kind.", None)


def test_real_time_takes_as_long_as_the_speech(talk, question):
    begun = time.perf_counter()
    result = talk(["--audio", question, "--realtime", "--json"])
    assert time.perf_counter() - begun >= soundfile.info(question).duration
    assert result.object["turns"][0]["reply"] == "25122 samples, 0 photos."


def timer(due: datetime, name: str = "one") -> Action:
    return Action("timer.set", {"id": name, "label": "tea", "due": due.isoformat()})


def test_timers_are_kept_and_missed_ones_told_at_the_next_start(talk, loader, home):
    soon = datetime.now(UTC) + timedelta(hours=1)
    loader.engine = ScriptedEngine(
        lambda _said: [(0, TextDelta("Set.")), (0, timer(soon)), (0, ReplyDone("end"))]
    )
    result = talk(["--text", "Tea in an hour", "--json"])
    (action,) = result.object["turns"][0]["actions"]
    assert action["kind"] == "timer.set"
    assert action["data"]["due"] == soon.isoformat()
    with sqlite3.connect(home / "data" / "timers.sqlite") as database:
        assert database.execute("SELECT label FROM entries").fetchall() == [("tea",)]
        database.execute("UPDATE entries SET due = 1000000")
    loader.engine = ScriptedEngine()
    result = talk(["--text", "Hello", "--json"])
    assert "tea" in result.err
    assert result.err.count("\n") == 1
    loader.engine = ScriptedEngine()
    assert talk(["--text", "Hello", "--json"]).err == ""


def test_what_others_print_does_not_mix_with_the_result(talk, loader):
    def noisy(said):
        sys.stdout.write("from Python\n")
        return [(0, UserText("Hi")), (0, TextDelta("Hello.")), (0, ReplyDone("end"))]

    loader.engine = ScriptedEngine(noisy)
    result = talk(["--text", "Hi", "--json"])
    assert result.object["turns"][0]["reply"] == "Hello."
    assert "from Python" in result.err


def test_an_engine_that_fails_ends_in_its_sentence(talk, loader, tmp_path):
    def script(said):
        if said.items == ["break"]:
            raise EngineError("model", "The chat model failed.")
        return [(0, TextDelta("Fine.")), (0, ReplyDone("end"))]

    loader.engine = ScriptedEngine(script)
    out = tmp_path / "reply.wav"
    result = talk(["--text", "well", "--text", "break", "--json", "--out", out])
    assert (result.code, result.out, result.err) == (2, "", "The chat model failed.\n")
    assert loader.engine.closed
    assert soundfile.info(out).samplerate == 24_000  # the first reply is kept


def test_the_sample_is_held_without_a_device(talk, loader, monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    result = talk(["--sample"])
    assert result.code == 0
    first, second = loader.engine.turns
    assert first.sound.size == 25_122
    assert [type(item) for item in second.items] == [Image, str]
    assert result.err.startswith("The sound library PortAudio is missing")
    assert result.out.count("Visavis: ") == 2


def test_play_without_a_device_is_refused_before_loading(talk, loader, monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    result = talk(["--text", "Hi", "--play"])
    assert result.code == 2
    assert "PortAudio is missing" in result.err
    assert not loader.loads


def test_help_needs_neither_numpy_nor_an_engine():
    check = (
        "import sys, app.cli.talk; "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'soundfile', 'omni_core')))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
