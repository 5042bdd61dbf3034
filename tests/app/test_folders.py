"""Where files are kept, and the sentences when they cannot be."""

from __future__ import annotations

import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from app.errors import UserError
from app.folders import Folders, ensure_folder


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    folders = Folders.from_environment({"VISAVIS_HOME": str(tmp_path)})
    names = ("data", "cache", "logs", "models", "config")
    assert astuple(folders) == tuple(tmp_path / name for name in names)


def test_nothing_is_made_by_asking(tmp_path: Path) -> None:
    Folders.from_environment({"VISAVIS_HOME": str(tmp_path / "new")})
    assert not (tmp_path / "new").exists()


def test_a_relative_home_is_below_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Folders.from_environment({"VISAVIS_HOME": "here"}).data == tmp_path / "here" / "data"


def test_a_tilde_is_the_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Folders.from_environment({"VISAVIS_HOME": "~/v"}).logs == tmp_path / "v" / "logs"


def test_an_empty_variable_counts_as_unset() -> None:
    assert Folders.from_environment({"VISAVIS_HOME": ""}) == Folders.from_environment({})


def test_the_platforms_folders_are_absolute_and_ours() -> None:
    for folder in astuple(Folders.from_environment({})):
        assert folder.is_absolute()
        assert "visavis" in str(folder).lower()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG is Linux's convention")
def test_the_desktops_own_variables_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    folders = Folders.from_environment({})
    assert folders.config == tmp_path / "c" / "visavis"
    assert folders.models == tmp_path / "d" / "visavis" / "models"


def test_an_unknown_persons_home_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="not the path of a folder"):
        Folders.from_environment({"VISAVIS_HOME": "~no-such-person-here/x"})


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert ensure_folder(folder) == folder
    assert folder.is_dir()
    assert ensure_folder(folder) == folder


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match=r"cannot be made .*VISAVIS_HOME"):
        ensure_folder(tmp_path / "file" / "below")
