import argparse
import io
import random
import re

import pytest

from app.cli import models
from app.errors import UserError
from app.folders import Folders
from app.models.bars import TerminalBars
from app.models.manifest import Manifest
from app.models.progress import PlainLines, Silent


@pytest.fixture
def command(goods, monkeypatch, tmp_path):
    """Run `visavis models ...` on a pack of one file in an empty home."""
    data = random.Random(1).randbytes(100_000)
    goods.file("a.bin", data, [{"url": goods.shop.add("/a.bin", data)}])
    manifest = Manifest.model_validate(goods.tables())
    monkeypatch.setattr(Manifest, "of_program", lambda: manifest)
    monkeypatch.setenv("VISAVIS_HOME", str(tmp_path / "home"))
    folders = Folders.from_environment()
    parser = argparse.ArgumentParser()
    models.add_parser(parser.add_subparsers())

    def run(*words: str) -> int:
        return models.run(
            parser.parse_args(["models", *words], argparse.Namespace(folders=folders))
        )

    return run


def test_a_pack_from_list_to_remove(command, capsys, tmp_path):
    folder = tmp_path / "home" / "models"
    assert command("list") == 0
    assert re.search(r"thing +not fetched +0\.1 MB +A thing", capsys.readouterr().out)
    assert not folder.exists()  # looking leaves no trace
    assert command("verify") == 0
    assert "No pack is here" in capsys.readouterr().out

    assert command("pull", "all") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"thing is ready in {folder / 'thing'}"
    assert any(line.startswith("thing: a.bin: 100 %") for line in lines)
    assert command("path", "thing") == 0
    assert capsys.readouterr().out == f"{folder / 'thing'}\n"
    assert command("path") == 0
    assert capsys.readouterr().out == f"{folder}\n"

    (folder / "thing" / "a.bin").write_bytes(bytes(100_000))
    assert command("verify") == 1
    assert "thing: not right: a.bin" in capsys.readouterr().out
    assert command("pull", "thing") == 0
    assert command("verify", "thing") == 0
    assert command("remove", "thing") == 0
    assert "thing: 0.1 MB freed" in capsys.readouterr().out
    assert command("remove", "thing") == 0
    assert capsys.readouterr().out == "thing: was not here\n"
    with pytest.raises(UserError, match="has not been fetched"):
        command("path", "thing")


def test_plain_lines_are_few_and_end_with_all():
    stream = io.StringIO()
    lines = PlainLines(stream)
    for held in range(1001):
        lines.update("thing", held * 1000, 1_000_000)
    lines.say("Done.")
    shown = stream.getvalue().splitlines()
    assert shown == [f"thing: {p} % of 1.0 MB" for p in (0, 25, 50, 75, 100)] + ["Done."]


def test_bars_show_each_download():
    stream = io.StringIO()
    with TerminalBars(stream) as bars:
        bars.update("thing: a.bin", 0, 100)
        bars.update("thing: a.bin", 100, 100)
        bars.say("Another [one] is waiting.")
    assert "thing: a.bin" in stream.getvalue()
    assert "Another [one] is waiting." in stream.getvalue()


def test_silence_is_silent(capsys):
    silent = Silent()
    silent.update("thing", 1, 2)
    silent.say("Anything.")
    assert capsys.readouterr().out == ""
