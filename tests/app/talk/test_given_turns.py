import pytest
import soundfile

from app.errors import UserError
from app.talk import given_turns
from app.talk.given_turns import turns_from
from app.talk.turn import Spoken


def test_a_file_named_often_is_held_once(recordings):
    name = str(recordings / "grapefruit.wav")
    first, second = turns_from([("audio", name), ("audio", name)])
    assert isinstance(first.said, Spoken)
    assert isinstance(second.said, Spoken)
    assert first.said.samples is second.said.samples


def test_what_all_files_hold_together_is_bounded(recordings, monkeypatch):
    names = [str(recordings / name) for name in ("grapefruit.wav", "what_time_is_it.wav")]
    bytes_decoded = 4 * sum(soundfile.info(name).frames for name in names)
    monkeypatch.setattr(given_turns, "MOST_BYTES", bytes_decoded)
    assert len(turns_from([("audio", name) for name in names])) == 2
    monkeypatch.setattr(given_turns, "MOST_BYTES", bytes_decoded - 1)
    with pytest.raises(UserError, match="too much"):
        turns_from([("audio", name) for name in names])
