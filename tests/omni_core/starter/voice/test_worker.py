"""The parent's side: deaths, restarts, cancels and garbage, with a worker of a few lines.

The stand-in worker is a real process that speaks the protocol; what it does wrong is chosen by
the text it is asked to speak.
"""

import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from app.logs import written_logs
from omni_core.conversation import Cancel, EngineError
from omni_core.starter.voice import worker as worker_module
from omni_core.starter.voice.worker import VoiceWorker

STAND_IN = r"""
import json, os, struct, sys, tempfile, threading
out = sys.stdout.buffer
def answer(header, *values):
    out.write(json.dumps({**header, "samples": len(values)}).encode() + b"\n")
    out.write(struct.pack(f"<{len(values)}f", *values)); out.flush()
def die_once(path):
    if not os.path.exists(path):
        open(path, "w").close()
        os._exit(3)
def sound(number): answer({"id": number, "status": "sound", "rate": 100}, 0.5, -0.25)
held, cancelled = set(), set()
answer({"status": "ready", "protocol": int(sys.argv[1])})
for line in sys.stdin:
    request = json.loads(line)
    if request["do"] == "cancel":
        print("cancel", request["id"], file=sys.stderr, flush=True)
        cancelled.add(request["id"])
        for number in (held or set()) - cancelled: sound(number)
        held = None
        continue
    text = request.get("text", "")
    if text == "die": os._exit(3)
    if text.startswith("die once "): die_once(text[9:])
    if text == "hang": threading.Event().wait()
    if text == "litter": tempfile.mkdtemp()
    if text == "silent": continue
    if text == "until a cancel" and held is not None: held.add(request["id"]); continue
    if text == "garbage": out.write(b"\x00garbage\n"); out.flush(); continue
    if text == "huge": out.write(b'{"id": 1, "samples": 99999999999}\n'); out.flush(); continue
    if text == "short": out.write(b'{"id": 1, "samples": 50}\n1234'); out.flush(); os._exit(0)
    if text == "fail": answer({"id": request["id"], "status": "failed", "why": "OSError"}); continue
    if request["id"] not in cancelled: sound(request["id"])
"""


def stand_in(protocol=1):
    return [sys.executable, "-c", STAND_IN, str(protocol)]


@pytest.fixture
def worker():
    worker = VoiceWorker(stand_in())
    yield worker
    worker.close()


def say(worker, text, cancel=None):
    return worker.say({"engine": "any"}, text, 1.0, cancel or Cancel())


def test_sound_comes_back_whole(worker):
    sound = say(worker, "hello")
    assert sound.samples.tolist() == [0.5, -0.25]
    assert sound.seconds == pytest.approx(0.02)


def test_a_death_is_mended_once(worker, tmp_path):
    before = worker.pid
    assert say(worker, f"die once {tmp_path / 'died'}").samples.size == 2
    assert worker.pid != before


@pytest.mark.parametrize("text", ["die", "garbage", "huge", "short"])
def test_a_worker_that_keeps_dying_is_an_error_and_the_next_request_works(worker, text):
    with pytest.raises(EngineError) as caught:
        say(worker, text)
    assert caught.value.kind == "device"
    assert say(worker, "hello").samples.size == 2


def test_a_failure_is_an_error_and_the_worker_stays(worker):
    before = worker.pid
    with pytest.raises(EngineError) as caught:
        say(worker, "fail")
    assert caught.value.kind == "model"
    assert say(worker, "hello").samples.size == 2
    assert worker.pid == before


def test_the_log_says_what_failed_and_not_what_the_worker_wrote(worker, tmp_path):
    with written_logs(tmp_path) as log:
        with pytest.raises(EngineError):
            say(worker, "fail")
        cancel = Cancel()
        threading.Timer(0.05, cancel.set).start()
        say(worker, "silent", cancel)
        say(worker, "hello")
        worker.close()
    written = log.path.read_text(encoding="utf-8")
    assert "The voice worker failed: OSError" in written
    assert "beside its answers: 1" in written
    assert "cancel" not in written


def test_a_worker_killed_while_idle_is_replaced(worker):
    say(worker, "hello")
    process = psutil.Process(worker.pid)
    process.kill()
    psutil.wait_procs([process], timeout=10)
    assert say(worker, "hello").samples.size == 2


def test_a_cancel_returns_though_the_worker_never_answers(worker):
    cancel = Cancel()
    threading.Timer(0.05, cancel.set).start()
    assert say(worker, "silent", cancel) is None
    assert say(worker, "hello").samples.size == 2


def test_a_cancel_that_came_first_returns_at_once(worker):
    cancel = Cancel()
    cancel.set()
    assert say(worker, "silent", cancel) is None


def test_a_cancel_in_one_thread_leaves_the_others_their_answers(worker):
    cancel = Cancel()
    with ThreadPoolExecutor() as threads:
        kept = [threads.submit(say, worker, "until a cancel") for _ in range(3)]
        dropped = threads.submit(say, worker, "until a cancel", cancel)
        threading.Timer(0.05, cancel.set).start()
        assert dropped.result() is None
        assert [job.result().samples.tolist() for job in kept] == [[0.5, -0.25]] * 3
    assert say(worker, "hello").samples.size == 2


def test_a_worker_that_hangs_is_ended_in_time(worker, monkeypatch):
    monkeypatch.setattr(worker_module, "LOAD_SECONDS", 0.1)
    monkeypatch.setattr(worker_module, "SPEAK_SECONDS", 0.1)
    hanging = psutil.Process(worker.pid)
    with pytest.raises(EngineError) as caught:
        say(worker, "hang")
    assert caught.value.kind == "device"
    assert not hanging.is_running() or hanging.status() == psutil.STATUS_ZOMBIE


def test_another_protocol_is_refused():
    worker = VoiceWorker(stand_in(protocol=2))
    with pytest.raises(EngineError):
        say(worker, "hello")
    worker.close()


def test_a_command_that_is_none_is_one_sentence(tmp_path):
    with pytest.raises(EngineError, match="can't be started"):
        VoiceWorker([str(tmp_path / "nothing")])


def test_close_ends_the_child_even_if_it_hangs_and_may_be_called_twice(worker):
    process = psutil.Process(worker.pid)
    say(worker, "hello")

    def ask():
        with pytest.raises(EngineError):
            say(worker, "hang")

    asking = threading.Thread(target=ask)
    asking.start()
    worker.close()
    worker.close()
    asking.join(10)
    assert not asking.is_alive()
    assert not process.is_running()
    with pytest.raises(EngineError):
        say(worker, "hello")


@pytest.mark.skipif(sys.platform == "win32", reason="counts open files the POSIX way")
def test_nothing_is_left_behind():
    me = psutil.Process()
    before = (me.num_fds(), threading.active_count())
    for _ in range(5):
        worker = VoiceWorker(stand_in())
        say(worker, "hello")
        worker.close()
    assert (me.num_fds(), threading.active_count()) == before


def test_what_the_worker_leaves_on_disk_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    worker = VoiceWorker(stand_in())
    say(worker, "litter")
    assert len(list(tmp_path.glob("*/*"))) == 1
    psutil.Process(worker.pid).kill()
    worker.close()
    assert list(tmp_path.iterdir()) == []
