import io
from pathlib import Path

import numpy as np

from app.capture.video_file import Film
from app.talk.report import ContextBudget, Timings, TurnReport
from app.talk.transcript import Transcript
from app.talk.turn import Turn, Typed
from omni_core.media import Image

PHOTO = Image(np.zeros((1, 1, 3), np.uint8))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(stream: io.StringIO, heard: str | None, reply: str, photos: int = 0) -> str:
    timings = Timings(0.1, None, 0.2)
    Transcript(stream).add(
        Turn(Typed("x"), (PHOTO,) * photos), TurnReport(heard, reply, (), 0, timings)
    )
    return stream.getvalue()


def test_plain_lines_elsewhere():
    expected = "You (with 2 photos): Hi\nVisavis: [bold]No.[/]  [first text after 0.10 s]\n"
    assert written(io.StringIO(), "Hi", "[bold]No.[/]", 2) == expected


def test_a_film_beside_a_photo_is_told():
    film = Film(Path("clip.mp4"), None)
    stream = io.StringIO()
    report = TurnReport("Hi", "No.", (), 0, Timings(0.1, None, 0.2))
    Transcript(stream).add(Turn(Typed("x"), (PHOTO,), film), report)
    assert stream.getvalue().startswith("You (with a photo and a film): Hi\n")


def test_what_is_missing_is_said():
    lines = written(io.StringIO(), "", "").splitlines()
    assert lines[0] == "You: (nothing was understood)"
    assert lines[1].startswith("Visavis: (nothing)")


def test_an_engine_that_writes_no_words_down_is_not_called_deaf():
    first = written(io.StringIO(), None, "Hello.").splitlines()[0]
    assert first == "You: (this engine does not write down what it hears)"


def test_the_context_budget_is_visible():
    timings = Timings(0.1, None, 0.2)
    report = TurnReport("Hi", "No.", (), 0, timings, ContextBudget(412, 32768))
    stream = io.StringIO()
    Transcript(stream).add(Turn(Typed("x"), ()), report)
    assert stream.getvalue().endswith("[412 of 32768 tokens]\n")


def test_colours_on_a_terminal_and_no_markup(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = written(Terminal(), "Hi\x1b[2J", "[bold]No.[/]")
    assert "\x1b[1;36mYou: " in text
    assert "[bold]No.[/]" in text
    assert "\x1b[2J" not in text
