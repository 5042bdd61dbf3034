import numpy as np
import pytest

from omni_core.starter.hearing.language import UNKNOWN, language_of_speech, language_of_text
from omni_core.starter.hearing.transcript import Transcript


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42?",
        "17 + 25",
        "What time is it?",
        "Set a timer for five minutes.",
        "What does bonjour mean?",
        "How do you say grapefruit in French?",
        "Play la vida loca",
        "Set an alarm for 6 a.m. in the hall",
        "My name is José and I am from Málaga.",
        "Who was Ludwig van Beethoven?",
        "no",
        "Tell me a joke",
        "I met Dr. de la Cruz in El Paso",
    ],
)
def test_english_is_never_taken_for_another_language(text):
    assert language_of_text(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wie spät ist es?", "de"),
        ("Was ist die Hauptstadt von Frankreich?", "de"),
        ("Quelle heure est-il ?", "fr"),
        ("¿Qué hora es? ¿Dónde está el tren?", "es"),
        ("Qual è la capitale della Francia?", "it"),
        ("Hoe laat is het?", "nl"),
        ("Onde você está?", "pt"),
        ("Который час?", "ru"),
        ("Котра година в Києві?", "uk"),
        ("现在几点了?", "zh"),
        ("今何時ですか?", "ja"),
        ("지금 몇 시예요?", "ko"),
        ("Τι ώρα είναι;", "el"),  # noqa: RUF001 - the letters are Greek on purpose
        ("كم الساعة؟", "ar"),
        ("ᚠᚢᚦ", UNKNOWN),
    ],
)
def test_other_languages_are_noticed(text, code):
    assert language_of_text(text) == code


class Detector:
    def __init__(self, found):
        self.found, self.asked = found, 0

    def language(self, samples, cancel=None):
        self.asked += 1
        return self.found


@pytest.mark.parametrize(
    ("confidence", "seconds", "found", "code"),
    [
        (-0.1, 5, ("nl", 0.99), "en"),  # sure of itself: not even asked
        (-0.8, 5, ("fr", 0.9), "fr"),
        (-0.8, 5, ("fr", 0.4), "en"),
        (-1.3, 5, ("la", 0.4), UNKNOWN),
        (-1.3, 5, ("en", 0.4), "en"),
        (-1.3, 1, ("th", 0.9), "en"),  # short speech needs more proof
        (-1.3, 1, ("ja", 0.99), "ja"),
        (-1.3, 5, None, "en"),  # cancelled
    ],
)
def test_whisper_decides_when_the_recogniser_doubts(confidence, seconds, found, code):
    detector = Detector(found)
    samples = np.zeros(16_000 * seconds, np.float32)
    assert language_of_speech(samples, Transcript("x", confidence, 9), detector, None) == code
    assert detector.asked == (confidence < -0.5)


@pytest.mark.parametrize(
    ("confidence", "seconds", "code"), [(-0.8, 5, "en"), (-1.3, 5, UNKNOWN), (-1.3, 1, "en")]
)
def test_without_whisper_only_great_doubt_is_another_language(confidence, seconds, code):
    samples = np.zeros(16_000 * seconds, np.float32)
    assert language_of_speech(samples, Transcript("x", confidence, 9), None, None) == code


def test_a_recogniser_that_tells_the_language_is_believed():
    samples = np.zeros(16_000 * 5, np.float32)
    sure = Transcript("Press one.", -0.2, 4, ("it", 0.98))
    assert language_of_speech(samples, sure, None, None) == "it"
