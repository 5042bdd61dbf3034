"""The voice worker as a program: its protocol, its manners on the pipe, and its end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

ROOT = Path(__file__).parent.parent
ESPEAK = {"engine": "espeak", "language": "en-us"}
SHORT = "The capital of France is Paris, and it lies on the river Seine."
LONG = "The capital of France is Paris, and it lies on the river Seine. " * 40
ENDS_WITHIN = 10
MISSING = object()


class Talk:
    """A worker and the two ends of its pipe."""

    def __init__(self, scratch):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "voice_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
        )
        assert self.process.stdin
        assert self.process.stdout
        self.to_worker, self.from_worker = self.process.stdin, self.process.stdout

    def send(self, **request):
        self.send_line(json.dumps(request).encode())

    def send_line(self, line):
        self.to_worker.write(line + b"\n")
        self.to_worker.flush()

    def answer(self):
        header = json.loads(self.from_worker.readline())
        data = self.from_worker.read(4 * header.get("samples", 0))
        return header, np.frombuffer(data, "<f4")

    def close(self):
        _, log = self.process.communicate(timeout=ENDS_WITHIN)
        return log.decode()


@pytest.fixture
def talk(tmp_path):
    talk = Talk(tmp_path)
    assert talk.answer()[0] == {"status": "ready", "protocol": 1}
    with talk.process:
        yield talk
        talk.process.kill()


@pytest.fixture(scope="module")
def voices(pack):
    joe = pack("voice-joe") / "en_US-joe-medium.onnx"
    return {
        "piper": {"engine": "piper", "model": str(joe), "config": f"{joe}.json"},
        "kokoro": {
            "engine": "kokoro",
            "model": str(pack("voice-kokoro") / "kokoro-v1.0.int8.onnx"),
            "styles": str(ROOT / "resources" / "voices" / "kokoro.npz"),
            "style": "af_heart",
            "language": "en-us",
        },
        "espeak": ESPEAK,
    }


@pytest.mark.parametrize("engine", ["piper", "kokoro", "espeak"])
def test_it_speaks(talk, voices, engine):
    talk.send(do="speak", id=2, voice=voices[engine], text="Hello, it is noon.", speed=1.0)
    header, samples = talk.answer()
    assert header["status"] == "sound"
    assert 0.8 < samples.size / header["rate"] < 3.0
    assert 0.01 < samples.std() < 0.4
    talk.send(do="speak", id=3, voice=voices[engine], text="Hello, it is noon.", speed=1.6)
    assert talk.answer()[1].size < 0.85 * samples.size


@pytest.mark.parametrize("engine", ["piper", "kokoro"])
def test_a_cancel_stops_the_synthesis_and_drops_what_waits(talk, voices, engine):
    for number in (1, 2, 3):
        talk.send(do="speak", id=number, voice=voices[engine], text=LONG, speed=1.0)
    for number in (1, 2, 3):
        talk.send(do="cancel", id=number)
    talk.send(do="speak", id=4, voice=voices[engine], text="Yes.", speed=1.0)
    answers = [talk.answer()[0] for _ in range(4)]
    assert [(a["id"], a["status"]) for a in answers] == [
        (1, "cancelled"), (2, "cancelled"), (3, "cancelled"), (4, "sound"),
    ]  # fmt: skip


@pytest.mark.parametrize("cancelled", [1, 2, 3])
def test_a_cancel_touches_no_other_request(talk, voices, cancelled):
    for number in (1, 2, 3):
        talk.send(do="speak", id=number, voice=voices["piper"], text=SHORT, speed=1.0)
    talk.send(do="cancel", id=cancelled)
    answers = [talk.answer()[0] for _ in range(3)]
    assert [(a["id"], a["status"]) for a in answers] == [
        (number, "cancelled" if number == cancelled else "sound") for number in (1, 2, 3)
    ]


def test_a_cancel_of_what_is_unknown_is_no_harm(talk):
    talk.send(do="cancel", id=5)
    talk.send(do="cancel", upto=6)
    talk.send(do="cancel")
    talk.send(do="speak", id=6, voice=ESPEAK, text="Yes.", speed=1.0)
    assert talk.answer()[0]["status"] == "sound"


@pytest.mark.parametrize(
    "line",
    [b"", b"nonsense", b"[1]", b"\xff\xfe", b"{", b'{"do": "dance"}', b'{"do": "speak"}', b"null"],
)
def test_garbage_is_dropped_and_it_goes_on(talk, line):
    talk.send_line(line)
    talk.send(do="speak", id=1, voice=ESPEAK, text="Yes.", speed=1.0)
    assert talk.answer()[0]["status"] == "sound"


@pytest.mark.parametrize(
    "request_",
    [
        {"voice": {"engine": "none"}},
        {"voice": {}},
        {"voice": 5},
        {"voice": MISSING},
        {"voice": {"engine": "piper", "model": "/none", "config": "/none"}},
        {"voice": {"engine": "espeak", "language": "none"}},
        {"text": MISSING},
        {"speed": MISSING},
        {"speed": "fast"},
    ],
)
def test_a_request_that_fails_says_so_and_it_goes_on(talk, request_):
    whole = {"do": "speak", "id": 1, "voice": ESPEAK, "text": "Yes.", "speed": 1.0, **request_}
    talk.send(**{key: value for key, value in whole.items() if value is not MISSING})
    assert talk.answer()[0]["status"] == "failed"
    talk.send(do="speak", id=2, voice=ESPEAK, text="Yes.", speed=1.0)
    assert talk.answer()[0]["status"] == "sound"


def test_text_never_reaches_the_log(talk, voices):
    for number, voice in enumerate(voices.values()):
        talk.send(do="speak", id=number, voice=voice, text="Zanzibar 漢字!", speed=1.0)
        talk.answer()
    talk.send(do="speak", id=9, voice=voices["piper"], text="Zanzibar", speed="Zanzibar")
    assert talk.answer()[0]["status"] == "failed"
    log = talk.close()
    assert "Zanzibar" not in log
    assert "漢" not in log


def test_it_ends_when_its_input_closes(talk, voices):
    talk.send(do="speak", id=1, voice=voices["piper"], text="Yes.", speed=1.0)
    assert talk.answer()[0]["status"] == "sound"
    talk.close()
    assert talk.process.returncode == 0


def test_it_ends_in_the_middle_of_a_sentence(talk, voices):
    talk.send(do="speak", id=1, voice=voices["piper"], text=LONG, speed=1.0)
    talk.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_it_does_not_outlive_a_parent_that_is_killed():
    parent_code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-m', 'voice_worker'],"
        " stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "child.wait()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", parent_code],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout
    worker = psutil.Process(int(parent.stdout.readline()))
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    gone, alive = psutil.wait_procs([worker], timeout=ENDS_WITHIN)
    assert (len(gone), len(alive)) == (1, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_is_left_to_the_program_that_started_it(talk):
    talk.process.send_signal(signal.SIGINT)
    talk.send(do="speak", id=1, voice=ESPEAK, text="Yes.", speed=1.0)
    assert talk.answer()[0]["status"] == "sound"


def test_nothing_of_visavis_is_imported():
    imported = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, voice_worker.server, voice_worker.__main__;"
            "print([m for m in sys.modules if m.partition('.')[0] in ('app', 'omni_core')])",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert imported.stdout.strip() == "[]"
