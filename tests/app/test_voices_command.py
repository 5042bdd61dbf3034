"""`visavis voices` on a machine where no model has been fetched."""

import json

import numpy as np
import pytest
import soundfile

from app.cli.main import DONE, REFUSED, main
from omni_core.media import SPEECH_RATE


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VISAVIS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_list_says_what_is_here_and_what_can_be_fetched(capsys):
    assert main(["voices"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    state = {lines[n].split()[0]: lines[n + 1].strip() for n in range(0, len(lines), 3)}
    assert list(state) == ["heart", "michael", "emma", "joe", "espeak"]
    assert "models pull voice-kokoro" in state["heart"]
    assert "models pull voice-joe" in state["joe"]
    assert state["espeak"] == "ready"


def test_a_preview_is_written(tmp_path):
    out = tmp_path / "hello.wav"
    assert main(["voices", "preview", "espeak", "--out", str(out)]) == DONE
    samples, rate = soundfile.read(out, dtype="float32")
    assert rate == SPEECH_RATE
    assert 3.0 < samples.size / rate < 10.0
    assert 0.01 < np.std(samples) < 0.3


def test_a_preview_heeds_speed_volume_and_text(tmp_path):
    def preview(name, *options):
        out = tmp_path / name
        arguments = ["preview", "espeak", "--text", "It is {half} past nine", "--out", str(out)]
        assert main([*options, "voices", *arguments]) == DONE
        return soundfile.read(out, dtype="float32")[0]

    usual = preview("usual.wav")
    slow = preview("slow.wav", "--set", "speech.speed=0.6", "--set", "speech.volume=0.25")
    assert slow.size > 1.3 * usual.size
    assert np.std(slow) < 0.4 * np.std(usual)


@pytest.mark.parametrize(
    ("name", "says"),
    [("nobody", "There is no voice nobody"), ("joe", "visavis models pull voice-joe")],
)
def test_a_voice_that_is_not_here_is_one_sentence(name, says, capsys):
    assert main(["voices", "preview", name]) == REFUSED
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("name", ["missing/hello.wav", "hello.docx", "hello", "."])
def test_a_file_that_cannot_be_written_is_one_sentence(name, tmp_path, capsys):
    assert main(["voices", "preview", "espeak", "--out", str(tmp_path / name)]) == REFUSED
    assert "can't be written" in capsys.readouterr().err


def test_measuring_is_remembered_and_shown(home, capsys):
    assert main(["voices", "measure"]) == DONE
    assert "spoken by espeak" in capsys.readouterr().out
    (factor,) = json.loads((home / "cache" / "voice.json").read_text()).values()
    assert 0.0 < factor < 1.0
    assert main(["voices", "list"]) == DONE
    assert "of work for a second of speech" in capsys.readouterr().out
