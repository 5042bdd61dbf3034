from __future__ import annotations

import numpy as np
import pytest

from omni_core.conversation import Cancel
from omni_core.starter.hearing.listener import Ears
from omni_core.starter.hearing.second_opinion import SecondOpinion
from omni_core.starter.hearing.segments import Segment
from omni_core.starter.hearing.transcript import NOTHING, Transcript
from omni_core.starter.hearing.vad import SileroVad

SOUND = np.zeros(1600, np.float32)


class Says:
    """A recogniser that has made up its mind."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.asked = 0
        self.closed = False

    def transcribe(self, samples, cancel):
        self.asked += 1
        return self.transcript

    def close(self):
        self.closed = True


def said(text: str, confidence: float, language=None) -> Transcript:
    return Transcript(text, confidence, 3, language)


@pytest.mark.parametrize(
    ("quick", "thorough", "believed", "asked"),
    [
        (said("sure", -0.1), said("other", -0.01), "sure", 0),
        (said("stage", -0.25), said("page", -0.24), "page", 1),
        (said("Anna", -0.3), said("R", -1.0), "Anna", 1),
        (said("words", -0.4), NOTHING, "words", 1),
        (NOTHING, said("something", -0.3), "", 0),
    ],
)
def test_the_surer_one_is_believed_and_the_slow_one_asked_only_in_doubt(
    quick, thorough, believed, asked
):
    second = Says(thorough)
    assert SecondOpinion(Says(quick), second).transcribe(SOUND, None).text == believed
    assert second.asked == asked


def test_the_language_is_told_only_of_what_may_be_foreign():
    french = said("Hello", -0.2, ("fr", 0.98))
    doubtful = SecondOpinion(Says(said("Hollow", -0.4)), Says(french))
    assert doubtful.transcribe(SOUND, None).language is None
    alien = SecondOpinion(Says(said("Bone sure", -1.2)), Says(french))
    assert alien.transcribe(SOUND, None).language == ("fr", 0.98)


def test_a_cancelled_turn_asks_nobody_else():
    cancel, second = Cancel(), Says(said("other", -0.1))
    cancel.set()
    SecondOpinion(Says(said("guess", -0.9)), second).transcribe(SOUND, cancel)
    assert not second.asked


def test_quick_ears_ask_the_quick_one_alone(pack):
    vad = SileroVad(pack("vad-silero"))
    quick, thorough = Says(said("Hollow", -0.9)), Says(said("Hello", -0.1))
    whole = Segment(np.zeros(1600, np.float32), 0.0, 0.1)
    assert Ears(vad, SecondOpinion(quick, thorough)).quick().write(whole, None).transcript.text == (
        "Hollow"
    )
    assert thorough.asked == 0
    assert Ears(vad, thorough).quick().write(whole, None).transcript.text == "Hello"
