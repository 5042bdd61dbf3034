"""Conversations as files for other programs: JSON with everything, Markdown, subtitles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType

from app.history.kinds import Kept, Summary, Turn

FORMAT_VERSION = 1
"""Of the JSON file."""

SHORTEST_CUE = 1.0
"""Seconds that a subtitle is shown at least."""

LONGEST_PAUSE = 60.0
"""Seconds between two turns in the subtitles; what is longer (a night, say) is cut out."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~#|!])")
_SENTENCE = re.compile(r".+?(?:[.!?…](?=\s)|[\u3002\uff01\uff1f]|$)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exported:
    """A conversation with all of its turns."""

    summary: Summary
    turns: tuple[Kept, ...]


def as_json(conversations: Sequence[Exported]) -> str:
    """Everything but the pictures.  Times are ISO 8601 with the offset of this place."""
    kept = [
        {
            "id": each.summary.id,
            "began": _iso(each.summary.began),
            "ended": _iso(each.summary.ended),
            "engine": each.summary.engine,
            "turns": [_plain(turn.turn) for turn in each.turns],
        }
        for each in conversations
    ]
    whole = {"visavis_history": FORMAT_VERSION, "conversations": kept}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_markdown(conversations: Sequence[Exported]) -> str:
    """To be read; what was not heard of a reply is struck through."""
    lines: list[str] = []
    for each in conversations:
        lines += [f"# {_local(each.summary.began):%Y-%m-%d %H:%M}", ""]
        for kept in each.turns:
            turn = kept.turn
            time = f"{_local(turn.began):%H:%M:%S}"
            if turn.person.strip():
                lines += [f"**You** ({time}): {_literal(turn.person)}", ""]
            heard, unheard = _literal(turn.heard_text), _literal(turn.unheard_text)
            if heard or unheard:
                struck = f"~~{unheard}~~" if unheard else ""
                lines += [" ".join(filter(None, ("**Visavis**:", heard, struck))), ""]
    return "\n".join(lines)


def as_srt(conversations: Sequence[Exported]) -> str:
    """Subtitles of what was said and heard; each conversation begins at zero.

    Within a reply, times follow the length of its sentences.

    Raises: ValueError unless there is exactly one conversation: subtitles have one time line.
    """
    (only,) = conversations
    blocks = [
        f"{number}\n{_cue_time(first)} --> {_cue_time(last)}\n{text}\n"
        for number, (first, last, text) in enumerate(_cues(only.turns), 1)
    ]
    return "\n".join(blocks)


FORMATS: Mapping[str, Callable[[Sequence[Exported]], str]] = MappingProxyType(
    {"markdown": as_markdown, "json": as_json, "srt": as_srt}
)


def _plain(turn: Turn) -> dict[str, object]:
    return {
        "began": _iso(turn.began),
        "said": None if turn.said is None else _iso(turn.said),
        "sounded": None if turn.sounded is None else _iso(turn.sounded),
        "ended": _iso(turn.ended),
        "person": turn.person,
        "heard": turn.heard_text,
        "unheard": turn.unheard_text,
        "waited_seconds": None if turn.timings is None else asdict(turn.timings),
    }


def _local(moment: float) -> datetime:
    return datetime.fromtimestamp(moment).astimezone()


def _iso(moment: float) -> str:
    return _local(moment).isoformat(timespec="milliseconds")


def _literal(text: str) -> str:
    """The middle of a line of Markdown that reads as `text`, its white space made single spaces."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _cues(turns: Sequence[Kept]) -> Iterator[tuple[float, float, str]]:
    """From, until (seconds since the conversation began) and text of each subtitle."""
    cut = _pauses_cut([kept.turn for kept in turns])
    for zero, kept in zip(cut, turns, strict=True):
        turn = kept.turn
        if words := " ".join(turn.person.split()):
            until = turn.ended if turn.sounded is None else turn.sounded
            said = until if turn.said is None else turn.said
            yield turn.began - zero, max(said, turn.began + SHORTEST_CUE) - zero, f"You: {words}"
        begins = (turn.said or turn.began) if turn.sounded is None else turn.sounded
        share = max(turn.ended - begins, SHORTEST_CUE) / max(len(turn.heard_text), 1)
        for found in _SENTENCE.finditer(turn.heard_text):
            if words := " ".join(found[0].split()):
                first, last = (begins + at * share - zero for at in found.span())
                yield first, max(last, first + SHORTEST_CUE), f"Visavis: {words}"


def _pauses_cut(turns: Sequence[Turn]) -> list[float]:
    """For each turn the moment that is zero in its subtitles, long pauses taken out."""
    zeros = [turns[0].began] if turns else []
    for before, after in pairwise(turns):
        pause = after.began - before.ended
        zeros.append(zeros[-1] + max(0.0, pause - LONGEST_PAUSE))
    return zeros


def _cue_time(seconds: float) -> str:
    total = max(0, round(seconds * 1000))
    minutes, milliseconds = divmod(total, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02},{milliseconds % 1000:03}"
