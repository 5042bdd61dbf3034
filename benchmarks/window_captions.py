"""How captions lie to the sound: none may show a word before it sounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from benchmarks.speaker_record import voiced_begin, voiced_end
from benchmarks.word_times import LONGEST_SECONDS, WordTimes
from omni_core.media import HEARING_RATE
from tests.rig.coupler import RATE
from tests.rig.window_talk import Answer, Person


def against_record(
    person: Person,
    speaker: NDArray[np.float32],
    answer: Answer,
    texts: list[tuple[float, str]],
    times: WordTimes,
) -> dict[str, Any]:
    """How its captions lie to the sound of the reply; `texts`: what they were from which moment."""
    begin = person.in_record(answer.speaking) - RATE
    end = person.in_record(answer.over) + RATE // 2
    part = speaker[begin : begin + min(end - begin, round(LONGEST_SECONDS * RATE))]
    first, last = voiced_begin(part), voiced_end(part)
    heard = soxr.resample(part, RATE, HEARING_RATE).astype(np.float32)
    reply, question = answer.reply.text, answer.question
    # The attention to the first word rests in the silence before it.
    begins = [(place, max(when, first / RATE)) for place, when in times.begins(reply, heard)]
    ahead, behind, shown = [], [], ""
    for at, text in texts:
        caption = text.removeprefix(question).strip()
        if not text.startswith(question) or not caption or not reply.startswith(caption):
            continue
        moment = (person.in_record(at) - begin) / RATE
        new = [when for place, when in begins if len(shown) <= place < len(caption)]
        ahead += [when - moment for when in new]
        behind += [round(moment - when, 3) for when in new]
        shown = caption
    return {
        "sounded": round((last - first) / RATE, 2),
        "captions": len(ahead),
        "shown": shown,
        "most_ahead": round(max(ahead, default=0.0), 3),
        "behind": behind,
    }
