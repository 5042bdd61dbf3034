"""The frame of the command line: exit codes, streams, faults, and how little it imports."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import VERSION
from app.cli import main as frame
from app.cli.main import main
from app.errors import UserError

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "onnxruntime", "cv2", "ctranslate2", "torch", "rapidocr", "xllamacpp")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


Act = Callable[[argparse.Namespace], int]


@pytest.fixture
def probe(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`probe(act)`: the exit code of the program when its command `probe` does `act`."""

    def run_probe(act: Act, before: Sequence[str] = (), after: Sequence[str] = ()) -> int:
        command = SimpleNamespace(
            add_parser=lambda subparsers: subparsers.add_parser("probe"), run=act
        )
        monkeypatch.setattr(frame, "_needed_commands", lambda argv: ["probe"])
        monkeypatch.setitem(sys.modules, "app.cli.probe", command)
        return main([*before, "probe", *after])

    return run_probe


def raising(error: BaseException) -> Act:
    def act(_args: argparse.Namespace) -> int:
        raise error

    return act


def test_the_version_is_the_distributions(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"visavis {VERSION}\n"


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_help_is_a_result_and_names_the_commands(
    arguments: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert re.search(r"^ +settings +\S", printed.out, re.MULTILINE)
    assert re.search(r"^ +models +\S", printed.out, re.MULTILINE)
    assert printed.err == ""
    assert not home.exists()


def test_help_about_one_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "settings"]) == 0
    asked = capsys.readouterr().out
    assert main(["settings", "--help"]) == 0
    assert asked == capsys.readouterr().out
    assert "usage: visavis settings" in asked


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["help", "no-such-command"],
        ["settings", "--no-such-option"],
        ["settings", "a", "b", "c"],
        ["--set"],
        ["--set", "speech.speed", "settings"],
        ["--log-level", "loud", "settings"],
        ["settings", "--log-level", "loud"],
        ["--ver"],
    ],
)
def test_a_wrong_option_is_one_sentence(
    arguments: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


def test_the_commands_own_exit_code_is_the_programs(
    probe: Callable[..., int],
) -> None:
    assert probe(lambda args: 7) == 7


def test_errors_for_people_are_their_sentence(
    probe: Callable[..., int], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from omni_core.conversation import EngineError, GapError
    from omni_core.media import MediaError

    sentence = "The tea is cold; warm it."
    for error in (
        UserError(sentence),
        GapError(sentence),
        EngineError("model", sentence),
        MediaError(sentence),
    ):
        assert probe(raising(error)) == 2
        assert capsys.readouterr() == ("", f"{sentence}\n")
    assert not home.exists()


def test_an_interrupt_is_130_and_says_nothing(
    probe: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert probe(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr() == ("", "\n")


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("Anna"), MemoryError(), RecursionError(), OSError("Anna")]
)
def test_a_fault_is_one_sentence_and_a_log_without_words(
    error: Exception,
    probe: Callable[..., int],
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert probe(raising(error)) == 1
    printed = capsys.readouterr()
    log = home / "logs" / "visavis.log"
    assert printed.err.count("\n") == 1
    assert type(error).__name__ in printed.err
    assert str(log) in printed.err
    written = log.read_text(encoding="utf-8")
    assert type(error).__name__ in written
    assert "in act" in written
    assert "Anna" not in written


def test_a_fault_whose_log_cannot_be_written_says_so(
    probe: Callable[..., int], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    (home / "logs").write_text("in the way")
    assert probe(raising(ZeroDivisionError())) == 1
    assert "could not be written" in capsys.readouterr().err


def test_the_whole_fault_is_shown_to_whoever_asks(
    probe: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("VISAVIS_LOGS_LEVEL", "debug")
    assert probe(raising(ZeroDivisionError("by nought"))) == 1
    assert "ZeroDivisionError: by nought" in capsys.readouterr().err


def test_a_broken_pipe_inside_the_program_is_a_fault(
    probe: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert probe(raising(BrokenPipeError("of a child"))) == 1
    assert "BrokenPipeError" in capsys.readouterr().err


def test_commands_find_settings_and_folders(probe: Callable[..., int], home: Path) -> None:
    seen: list[argparse.Namespace] = []
    before = ["--set", "speech.speed=1.5", "--log-level", "debug"]

    def act(args: argparse.Namespace) -> int:
        seen.append(args)
        return 0

    assert probe(act, before=before, after=["--set", "speech.volume=0.5"]) == 0
    [args] = seen
    assert args.folders.config == home / "config"
    assert args.settings.speech.speed == 1.5
    assert args.settings.speech.volume == 0.5
    assert args.settings.logs.level == "debug"


def test_the_later_log_level_wins(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = ["--log-level", "debug"], ["--log-level", "error"]
    assert main([*before, "settings", *after, "logs.level"]) == 0
    assert capsys.readouterr().out == "error\n"


def test_a_home_that_cannot_be_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for home in ("~no-such-person-here", str(tmp_path / "file")):
        monkeypatch.setenv("VISAVIS_HOME", home)
        assert main(["settings", "speech.speed", "1.5"]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_as_a_process(home: Path) -> None:
    done = run("settings", "speech.speed", "1.5")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shown = run("settings", "speech.speed")
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "1.5\n", "")
    refused = run("settings", "speech.speed", "fast")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1


def test_a_failing_file_adds_nothing_to_the_result(
    probe: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    def act(_args: argparse.Namespace) -> int:
        sys.stdout.write("{}")
        raise OSError(28, "No space left on device")

    assert probe(act) == 1
    assert capsys.readouterr().out == "{}"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
@pytest.mark.parametrize(("command", "codes"), [("settings", {141}), ("--help", {0, 141})])
def test_a_reader_that_leaves_is_not_an_error(command: str, codes: set[int], home: Path) -> None:
    """The reader's end is closed before the program starts, so that it meets a broken pipe.

    Help has two codes: where stdout is not buffered, argparse drops the error by itself.
    """
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "app", command],
        cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)
    assert process.stderr == b""
    assert process.returncode in codes


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_under_stdout_is_one_sentence(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [sys.executable, "-m", "app", "settings"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert process.returncode == 2
    assert process.stderr.count("\n") == 1
    assert "No space left" in process.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["settings"], ["--version"]])
def test_help_and_settings_import_nothing_heavy(arguments: list[str], home: Path) -> None:
    script = (
        "import json, sys\n"
        "from app.cli.main import main\n"
        f"main({arguments!r})\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert "app.cli.settings" in loaded or arguments == ["--version"]
    assert [module for module in HEAVY if module in loaded] == []
