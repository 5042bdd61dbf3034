"""The conversation as a person reads it while it is held."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from app.talk.report import TurnReport
from app.talk.turn import Turn

_UNDERSTOOD_NOTHING = "(nothing was understood)"
_NOT_WRITTEN = "(this engine does not write down what it hears)"
_SAID_NOTHING = "(nothing)"


class Transcript:
    """Writes turn after turn; in colour on a terminal, as plain lines elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._console = Console(file=stream) if stream.isatty() else None

    def add(self, turn: Turn, report: TurnReport) -> None:
        """Write one turn."""
        heard = _NOT_WRITTEN if report.heard is None else report.heard or _UNDERSTOOD_NOTHING
        self._line(f"You{_beside(turn)}: ", heard, "", "cyan")
        note = _latency(report) + _budget(report)
        self._line("Visavis: ", report.reply or _SAID_NOTHING, note, "green")

    def _line(self, speaker: str, words: str, note: str, colour: str) -> None:
        words = "".join(letter if letter.isprintable() else " " for letter in words)
        if self._console:
            line = Text.assemble((speaker, f"bold {colour}"), words, (note, "dim"))
            self._console.print(line, soft_wrap=True)
        else:
            self._stream.write(f"{speaker}{words}{note}\n")
        self._stream.flush()


def _beside(turn: Turn) -> str:
    """What was shown with the words: ` (a photo and a film)`."""
    photos = len(turn.shown)
    shown = ["a photo" if photos == 1 else f"{photos} photos"] if photos else []
    if turn.film is not None:
        shown.append("a film")
    return f" (with {' and '.join(shown)})" if shown else ""


def _latency(report: TurnReport) -> str:
    if report.timings.first_sound is not None:
        return f"  [first sound after {report.timings.first_sound:.2f} s]"
    if report.timings.first_text is not None:
        return f"  [first text after {report.timings.first_text:.2f} s]"
    return ""


def _budget(report: TurnReport) -> str:
    if report.context is None:
        return ""
    return f"  [{report.context.used} of {report.context.limit} tokens]"
