"""The file a person wrote: kept, changed by one value, or set aside whole."""

from __future__ import annotations

import os
import re
import stat
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import UserError
from app.setting import find_setting
from app.settings_file import MAX_BYTES, SettingsFile

SPEED = find_setting("speech.speed")
VOLUME = find_setting("speech.volume")
PERSONA = find_setting("conversation.persona")
NOON = datetime(2030, 5, 6, 12, 0, 0)
SET_ASIDE = "settings.broken-2030-05-06-120000.toml"

WRITTEN_BY_HAND = """\
# my own file
title = "kept"   # unknown, at the top

[speech]  # how it sounds
# slow is good
speed = 0.8   # for grandmother
future = [1, 2]

[elsewhere.deep]
when = 2030-01-01
"""


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path, now=lambda: NOON)


def written(file: SettingsFile, text: str | bytes) -> SettingsFile:
    file.path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_no_file_is_an_empty_file_and_reading_makes_none(file: SettingsFile) -> None:
    assert file.read().tables == {}
    assert not file.path.exists()


def test_one_value_changes_and_all_else_stays(file: SettingsFile) -> None:
    written(file, WRITTEN_BY_HAND).set(SPEED, 1.5)
    assert file.path.read_text() == WRITTEN_BY_HAND.replace("0.8", "1.5")


def test_a_new_value_joins_its_table_and_a_new_table_is_made(file: SettingsFile) -> None:
    written(file, WRITTEN_BY_HAND)
    file.set(VOLUME, 0.5)
    file.set(PERSONA, 'Says "hm"\nand \\ more')
    text = file.path.read_text()
    for line in WRITTEN_BY_HAND.splitlines():
        assert line in text
    tables = file.read().tables
    assert tables["speech"] == {"speed": 0.8, "future": [1, 2], "volume": 0.5}
    assert tables["conversation"]["persona"] == 'Says "hm"\nand \\ more'


def test_reset_takes_the_value_out_and_leaves_the_rest(file: SettingsFile) -> None:
    written(file, WRITTEN_BY_HAND).reset(SPEED)
    assert file.read().tables["speech"] == {"future": [1, 2]}
    assert "# my own file" in file.path.read_text()


def test_reset_of_what_is_not_there_writes_nothing(file: SettingsFile) -> None:
    file.reset(SPEED)
    assert not file.path.exists()


@pytest.mark.parametrize(
    "text",
    [
        "speech.speed = 0.8\n",
        "speech = {speed = 0.8}\n",
        "[speech]\nspeed = 0.8",
        "[ speech ]\r\nspeed = 0.8\r\n",
        "[speech]\nspeed = 0.8\n[chat]\nthreads = 2\n[speech.more]\nx = nan\n",
        "\ufeff[speech]\nspeed = 0.8\n",
    ],
)
def test_other_ways_to_write_it_are_changed_too(file: SettingsFile, text: str) -> None:
    before = tomllib.loads(text.lstrip("\ufeff"))
    written(file, text).set(SPEED, 1.25)
    before["speech"]["speed"] = 1.25
    assert repr(file.read().tables) == repr(before)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[speech", "is not valid TOML"),
        ("a = 1\na = 2\n", "is not valid TOML"),
        ("a = " + "[" * 5000, "is not valid TOML"),
        ("a = " + "9" * 5000, "is not valid TOML"),
        (b"\xff\xfe[\x00s\x00", "is not text in UTF-8"),
        (b"\x00" * 100, "is not valid TOML"),
        ("#" * (MAX_BYTES + 1), "is far too long"),
        ("speech = 3\n", r"holds a value where the table \[speech\] belongs"),
        ("[[speech]]\nspeed = 1.0\n", r"holds a value where the table \[speech\] belongs"),
    ],
)
def test_a_broken_file_is_set_aside_whole(
    file: SettingsFile, content: str | bytes, why: str
) -> None:
    written(file, content)
    before = file.path.read_bytes()
    contents = file.read()
    assert contents.tables == {}
    assert contents.word is not None
    assert contents.word.count("\n") == 0
    assert SET_ASIDE in contents.word
    assert re.search(why, contents.word)
    assert file.path.with_name(SET_ASIDE).read_bytes() == before
    assert not file.path.exists()
    assert file.read().word is None


def test_a_second_broken_file_does_not_replace_the_first(file: SettingsFile) -> None:
    written(file, "[a").read()
    written(file, "[b").read()
    kept = sorted(path.read_text() for path in file.path.parent.iterdir())
    assert kept == ["[a", "[b"]


def test_a_value_set_over_a_broken_file_keeps_both(file: SettingsFile) -> None:
    contents = written(file, "[speech").set(SPEED, 1.5)
    assert contents.word is not None
    assert file.read().tables == {"speech": {"speed": 1.5}}
    assert file.path.with_name(SET_ASIDE).read_text() == "[speech"


def test_a_folder_in_its_place_is_set_aside(file: SettingsFile) -> None:
    file.path.mkdir()
    assert "is not a file" in (file.read().word or "")
    assert file.path.with_name(SET_ASIDE).is_dir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_its_place_does_not_hang(file: SettingsFile) -> None:
    os.mkfifo(file.path)
    assert "is not a file" in (file.read().word or "")


def test_a_failed_write_leaves_the_old_file_and_no_draft(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, WRITTEN_BY_HAND)

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match=r"cannot be written \(No space left"):
        file.set(SPEED, 1.5)
    assert file.path.read_text() == WRITTEN_BY_HAND
    assert [path.name for path in file.path.parent.iterdir()] == [file.path.name]


def test_a_config_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = SettingsFile(tmp_path / "file")
    with pytest.raises(UserError, match="cannot be"):
        file.set(SPEED, 1.5)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link_and_a_loop_is_one_sentence(file: SettingsFile, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "mine.toml"
    file.path.symlink_to(target)
    file.set(SPEED, 1.5)
    assert file.path.is_symlink()
    assert tomllib.loads(target.read_text()) == {"speech": {"speed": 1.5}}
    file.path.unlink()
    file.path.symlink_to(file.path)
    with pytest.raises(UserError, match="cannot be read"):
        file.read()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_mode_of_the_file_is_kept(file: SettingsFile) -> None:
    written(file, WRITTEN_BY_HAND).path.chmod(0o640)
    file.set(SPEED, 1.5)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o640
