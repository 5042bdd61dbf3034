import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.errors import UserError
from app.talk.reply_file import PAUSE_SECONDS, ReplyFile
from omni_core.media import SPEECH_RATE

SPEECH = np.linspace(-1, 1, 5000, dtype=np.float32)


def refused(path: Path) -> str:
    with pytest.raises(UserError) as error:
        ReplyFile(path)
    return str(error.value)


def keep(path: Path, replies: list[list[np.ndarray]]) -> None:
    with ReplyFile(path) as file:
        for reply in replies:
            for piece in reply:
                file.write(piece)
            file.end_reply()


def test_pieces_and_pauses(tmp_path):
    keep(tmp_path / "a.wav", [[SPEECH[:100], SPEECH[100:]], [], [SPEECH]])
    samples, rate = soundfile.read(tmp_path / "a.wav", dtype="float32")
    pause = np.zeros(round(PAUSE_SECONDS * SPEECH_RATE), np.float32)
    assert rate == SPEECH_RATE
    assert np.allclose(samples, np.concatenate([SPEECH, pause, SPEECH]), atol=2 / 32767)
    assert soundfile.info(tmp_path / "a.wav").subtype == "PCM_16"


def test_a_conversation_without_sound_gives_an_empty_recording(tmp_path):
    keep(tmp_path / "a.wav", [[], []])
    assert soundfile.info(tmp_path / "a.wav").frames == 0


def test_nothing_is_seen_before_the_end_and_nothing_is_left(tmp_path):
    target = tmp_path / "a.wav"
    target.write_text("old")
    with ReplyFile(target) as file:
        file.write(SPEECH)
        file.end_reply()
        assert target.read_text() == "old"
    assert soundfile.info(target).frames == SPEECH.size
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_keeps_complete_replies_or_else_the_old_file(tmp_path):
    target = tmp_path / "a.wav"
    target.write_text("old")

    def fail(complete: int) -> None:
        with ReplyFile(target) as file:
            for _ in range(complete):
                file.write(SPEECH)
                file.end_reply()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail(0)
    assert target.read_text() == "old"
    with pytest.raises(KeyboardInterrupt):
        fail(1)
    assert soundfile.info(target).frames == SPEECH.size
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    link = tmp_path / "a.wav"
    try:
        link.symlink_to(tmp_path / "real" / "b.wav")
    except OSError:
        pytest.skip("this system makes no links here")
    keep(link, [[SPEECH]])
    assert link.is_symlink()
    assert soundfile.info(tmp_path / "real" / "b.wav").frames == SPEECH.size


def test_places_that_cannot_be_written(tmp_path):
    assert "does not exist" in refused(tmp_path / "missing" / "a.wav")
    assert "is a folder" in refused(tmp_path)
    assert "cannot be written" in refused(tmp_path / ("x" * 300))
    assert "cannot be written" in refused(Path("zero\0byte"))
    (tmp_path / "file").touch()
    assert "does not exist" in refused(tmp_path / "file" / "a.wav")
    if Path("/dev/full").exists():
        assert "no ordinary file" in refused(Path("/dev/full"))


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has other permissions")
def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o555)
    user = os.geteuid()
    if user == 0:  # whom permissions do not stop
        os.seteuid(65534)
    try:
        assert "cannot be written" in refused(tmp_path / "a.wav")
    finally:
        os.seteuid(user)
        tmp_path.chmod(0o755)


def test_a_full_disk(tmp_path):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    target = tmp_path / "a.wav"
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
        assert "cannot be written" in refused(target)
        resource.setrlimit(resource.RLIMIT_FSIZE, (SPEECH.size, before[1]))
        with pytest.raises(UserError, match="cannot be written"):
            keep(target, [[SPEECH]])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(tmp_path.iterdir())
