"""Typed lines: what is sent of them, and the earlier ones to be had again."""

from __future__ import annotations

MOST_LINES = 50
"""That are remembered, for as long as the window is open."""


def clean(text: str) -> str:
    """What was typed or pasted as one line that every engine can take: no halves of letters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())


class TypedLines:
    """The lines that were sent, and which of them is looked at."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at = 0
        self._draft = ""

    def sent(self, line: str) -> None:
        """A line went out; an empty one, which only showed something, is not kept."""
        if line and self._lines[-1:] != [line]:
            self._lines = [*self._lines, line][-MOST_LINES:]
        self._at, self._draft = len(self._lines), ""

    def earlier(self, present: str) -> str:
        """The line before the one that is looked at; `present` is what stands there now."""
        if self._at == len(self._lines):
            self._draft = present
        self._at = max(0, self._at - 1)
        return self._line(present)

    def later(self, present: str) -> str:
        """The line after it; after the newest, what had been begun."""
        if self._at == len(self._lines):
            return present
        self._at += 1
        return self._line(present)

    def _line(self, present: str) -> str:
        if not self._lines:
            return present
        return self._lines[self._at] if self._at < len(self._lines) else self._draft
