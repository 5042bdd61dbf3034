"""`visavis settings`, as a person uses it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.cli.main import main
from app.setting import all_settings

Capture = pytest.CaptureFixture[str]


def test_the_list_is_toml_with_every_setting_its_help_and_its_origin(
    home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_SPEECH_VOLUME", "0.5")
    assert main(["settings", "speech.speed", "1.5"]) == 0
    assert main(["settings", "--set", 'conversation.persona=A "wise" owl']) == 0
    printed = capsys.readouterr().out
    tables = tomllib.loads(printed)
    assert set(tables) == {setting.group for setting in all_settings()}
    for setting in all_settings():
        assert setting.name in tables[setting.group]
        assert setting.help in printed
        assert setting.range in printed
    assert tables["conversation"]["persona"] == 'A "wise" owl'
    assert "speed = 1.5  # file" in printed
    assert "volume = 0.5  # environment" in printed
    assert 'owl"  # command line' in printed
    assert 'recogniser = "moonshine"  # default' in printed


def test_set_get_and_reset(home: Path, capsys: Capture) -> None:
    assert main(["settings", "chat.threads", "3"]) == 0
    assert main(["settings", "chat.threads"]) == 0
    assert main(["settings", "--reset", "chat.threads"]) == 0
    assert main(["settings", "chat.threads"]) == 0
    assert capsys.readouterr() == ("3\nauto\n", "")


def test_the_path_is_told_without_making_or_reading_it(home: Path, capsys: Capture) -> None:
    assert main(["settings", "--path"]) == 0
    assert capsys.readouterr().out == f"{home / 'config' / 'settings.toml'}\n"
    assert not home.exists()


def test_a_kept_value_that_the_environment_hides_is_told(
    home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_SPEECH_SPEED", "2")
    assert main(["settings", "speech.speed", "1.5"]) == 0
    assert capsys.readouterr().err == (
        "speech.speed is kept as 1.5, but VISAVIS_SPEECH_SPEED is set and 2.0 is used.\n"
    )
    assert "speed = 1.5" in (home / "config" / "settings.toml").read_text()


def test_a_wrong_value_in_the_file_can_be_mended_by_the_command(
    home: Path, capsys: Capture
) -> None:
    file = home / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[speech]\nspeed = 9  # too fast\n")
    assert main(["settings", "speech.speed"]) == 0
    told = capsys.readouterr()
    assert told.out == "1.0\n"
    assert "must be a number from 0.5 to 2, not 9" in told.err
    assert main(["settings", "speech.speed", "1.5"]) == 0
    assert file.read_text() == "[speech]\nspeed = 1.5  # too fast\n"
    capsys.readouterr()
    assert main(["settings", "speech.speed"]) == 0
    assert capsys.readouterr() == ("1.5\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["speech.sped"],
        ["speech"],
        ["speech.speed", "9"],
        ["speech.speed", ""],
        ["--reset", "speech.sped"],
        ["--reset", "speech.speed", "speech.speed"],
        ["--path", "speech.speed"],
        ["--path", "--reset", "speech.speed"],
    ],
)
def test_wrong_uses_are_one_sentence_and_change_nothing(
    arguments: list[str], home: Path, capsys: Capture
) -> None:
    assert main(["settings", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert not home.exists()
