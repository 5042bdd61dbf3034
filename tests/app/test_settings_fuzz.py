"""Damaged files and values: always a sentence, never a traceback, never a lost file.

The seeds are fixed, so that a failure comes back; 200 files and 120 values inside this process,
and a few of both as real processes.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app.cli.main import main
from app.setting import all_settings

ROOT = Path(__file__).parents[2]
FILES, VALUES, PROCESSES = 200, 120, 4

GOOD = """\
# mine
[speech]
speed = 1.5
voice = "joe"
[chat]
threads = 2
[conversation]
persona = '''
A patient teacher.
'''
"""

SHARP = "[]{}\"'#=.,\n\r\t\x00\\-+_0eE\u202e\U0001f600"

ODD_VALUES = (
    "true", "nan", "-inf", "1e999", "0x7f", '"x"', "''", "[]", "[[1], 2]", "{}", "{speed = 1}",
    "1979-05-27T07:32:00Z", "07:32:00", '"""\n"""', '"\\u0000"', "9" * 400, "-1", "1_0", "0.5",
)  # fmt: skip


def damaged_file(chance: random.Random) -> bytes:
    """The good file cut, torn, spiked, doubled or with a value of another type; or noise."""
    content = bytearray(GOOD.encode())
    kind = chance.randrange(6)
    if kind == 0:
        return bytes(content[: chance.randrange(len(content))])
    if kind == 1:
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
    elif kind == 2:
        for _ in range(chance.randint(1, 5)):
            place = chance.randrange(len(content))
            content[place:place] = chance.choice(SHARP).encode()
    elif kind == 3:
        return chance.randbytes(chance.randrange(300))
    elif kind == 4:
        lines = GOOD.splitlines(keepends=True)
        chance.shuffle(lines)
        return "".join(lines).encode()
    else:
        setting = chance.choice(all_settings())
        value = chance.choice(ODD_VALUES)
        return f"[{setting.group}]\n{setting.name} = {value}\n".encode()
    return bytes(content)


def odd_text(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(ODD_VALUES)
    letters = SHARP.replace("\x00", "") + "abc1.\udcff\ud800"  # no process can be given a NUL
    return "".join(chance.choice(letters) for _ in range(chance.randrange(40)))


@pytest.mark.parametrize("seed", range(FILES))
def test_a_damaged_file(seed: int, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(seed)
    content = damaged_file(chance)
    file = home / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)

    assert main(["settings"]) == 0
    printed = capsys.readouterr()
    tomllib.loads(printed.out)  # the listing is whole, whatever the file held
    kept = [path for path in file.parent.iterdir() if path.read_bytes() == content]
    assert len(kept) == 1, "the person's file is lost"
    assert (kept[0] == file) or "set aside" in printed.err

    code = main(["settings", "speech.speed", "1.25"])
    printed = capsys.readouterr()
    assert code in (0, 2)
    if code == 0:
        assert tomllib.loads(file.read_text("utf-8-sig"))["speech"]["speed"] == 1.25
    else:
        assert printed.err.endswith("edit it by hand.\n")
        assert kept[0].read_bytes() == content
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("seed", range(VALUES))
def test_an_odd_value(seed: int, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(seed)
    setting, text = chance.choice(all_settings()), odd_text(chance)
    way = (
        ["settings", setting.key, "--", text],
        [f"--set={setting.key}={text}", "settings", setting.key],
        [f"--set={text}", "settings"],
        ["settings", "--", text],
    )[seed % 4]
    code = main(way)
    printed = capsys.readouterr()
    if code == 0:
        assert printed.err == ""
        assert main(["settings"]) == 0  # what was taken can be read again
        assert capsys.readouterr().err == ""
    else:
        assert code == 2
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert 20 < len(printed.err) < 400


@pytest.mark.parametrize("seed", range(PROCESSES))
def test_as_a_real_process(seed: int, home: Path) -> None:
    chance = random.Random(1000 + seed)
    file = home / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(chance.randbytes(200))
    value = f"--set=speech.speed={odd_text(chance)}".encode("utf-8", "surrogatepass")
    for arguments, codes in (([value, b"settings"], (0, 2)), ([b"settings"], (0,))):
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            cwd=ROOT, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode in codes
        assert done.stderr
        assert b"Traceback" not in done.stderr
