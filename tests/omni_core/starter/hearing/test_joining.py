import pytest

from omni_core.starter.hearing.joining import join


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        ([], ""),
        (["", "What time is it?", ""], "What time is it?"),
        (["Set a timer.", "For five minutes."], "Set a timer for five minutes."),
        (["My name is.", "Anna."], "My name is Anna."),
        (["What is the capital.", "Of France?"], "What is the capital of France?"),
        (["Good morning.", "What time is it?"], "Good morning. What time is it?"),
        (["It was the age of wisdom,", "It was dark."], "It was the age of wisdom, it was dark."),
        (["I live in Paris,", "France."], "I live in Paris, France."),
        (["Stop it. we are done,,", "And so on."], "Stop it. We are done, and so on."),
        (["Really?", "And then?"], "Really? And then?"),
    ],
)
def test_segments_become_sentences(texts, whole):
    assert join(texts) == whole


def test_no_word_is_lost_or_invented():
    texts = ["One two. three", "four five.", "And. six", "the.", "Seven"]
    plain = " ".join(texts).lower().replace(".", "")
    assert join(texts).lower().replace(".", "") == plain
