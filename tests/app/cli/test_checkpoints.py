"""`visavis models random` and `models plan` as a person runs them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.main import main
from app.omni_libraries import LIBRARIES
from omni_core.checkpoint import random_checkpoint, vocabulary


@pytest.fixture
def models(home, pack, qwen_tokenizer, capfd, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """`visavis models ARGS`: exit code, standard output, standard error; the packs are here."""
    home.mkdir()
    (home / "models").symlink_to(pack("tokenizer-qwen").parent, target_is_directory=True)
    monkeypatch.setattr(vocabulary, "qwen_tokenizer", lambda _file: qwen_tokenizer)

    def run(*args: str | Path) -> tuple[int, str, str]:
        code = main(["models", *map(str, args)])
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="module")
def tiny(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def refused(result: tuple[int, str, str], *words: str) -> None:
    code, out, err = result
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1, err
    assert all(word in err for word in words), err
    assert "Traceback" not in err


def test_one_is_made_up_as_the_seed_says(models, tiny, tmp_path):
    folder = tmp_path / "made up"
    code, out, err = models("random", folder)
    assert (code, out) == (0, f"A made-up checkpoint of shape tiny is in {folder}.\n")
    assert err.splitlines()[-1] == "84.93 MB of 84.93 MB"
    assert {file.name for file in folder.iterdir()} == {file.name for file in tiny.iterdir()}
    for file in folder.iterdir():
        assert file.read_bytes() == (tiny / file.name).read_bytes()


def test_a_full_folder_is_refused_and_untouched(models, tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mine").write_text("mine")
    refused(models("random", tmp_path / "here"), "is not empty; name a new folder")
    assert (tmp_path / "here" / "mine").read_text() == "mine"
    (tmp_path / "file").touch()
    refused(models("random", tmp_path / "file"), "cannot be written (File exists)")


def test_an_interruption_leaves_nothing(models, tmp_path, monkeypatch):
    written = random_checkpoint.save_file

    def interrupted(*given: object) -> None:
        written(*given)  # pyright: ignore[reportArgumentType] - passed on as they came
        raise KeyboardInterrupt

    monkeypatch.setattr(random_checkpoint, "save_file", interrupted)
    code, out, _ = models("random", tmp_path / "new")
    assert (code, out) == (130, "")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("words", [("--shape", "huge"), ("--seed", "-1"), ("--dtype", "int8")])
def test_options_that_cannot_be(models, tmp_path, words):
    refused(models("random", tmp_path / "new", *words), words[0])
    assert not (tmp_path / "new").exists()


def test_the_plan_in_words(models, tiny):
    code, out, err = models("plan", tiny, "--dtype", "float32", "--context", "4096")
    assert (code, err) == (0, "")
    rows = dict(re.split(r"\s{2,}", line) for line in out.splitlines())
    assert rows["all weights in float32"] == "84.93 MB"
    assert rows["keys and values of 4096 tokens"] == "3.15 MB"
    assert rows["keys and values of the Talker"] == "2.10 MB"
    assert list(rows)[-2:] == ["peak of a full context", "the same without speech"]


def test_the_plan_as_json(models, tiny):
    code, out, _ = models("plan", tiny, "--json")
    plan = json.loads(out)
    assert code == 0
    assert plan["weights"] == sum(plan["parts"].values())
    caches = plan["cache"] + plan["talker_cache"]
    assert plan["peak"] == plan["weights"] + caches + plan["activations"]
    speech = [plan["parts"][name] for name in ("Talker", "diffusion transformer", "vocoder")]
    assert plan["peak_without_speech"] == plan["peak"] - sum(speech) - plan["talker_cache"]
    assert plan["context"] == 32768


def test_plans_that_cannot_be(models, tiny, tmp_path):
    refused(models("plan", tmp_path / "nowhere"), "There is no folder", "nowhere")
    refused(models("plan", tmp_path), "config.json", "is missing")
    refused(models("plan", tiny, "--context", "40000"), "between 1 and 32768 tokens")
    refused(models("plan", tiny, "--context", "many"), "--context")
    (tmp_path / "config.json").write_text('{"model_type": "llama"}')
    refused(models("plan", tmp_path), "'llama', not of Qwen2.5-Omni")


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_that_is_not_installed(models, tiny, tmp_path, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)  # importing it fails from here on
    needed = f"needs {library}, which is not installed", "setup omni"
    refused(models("plan", tiny), *needed)
    refused(models("random", tmp_path / "new"), *needed)
    assert not (tmp_path / "new").exists()
