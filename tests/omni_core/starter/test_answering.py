import pytest

from omni_core.starter.answering import (
    LANGUAGE_NAMES,
    NOTHING_TO_SAY,
    never_empty,
    other_language,
    written,
)


def text_of(pieces, reason="end"):
    yield from pieces
    return reason


@pytest.mark.parametrize(("code", "name"), [*LANGUAGE_NAMES.items(), ("xx", "another language")])
def test_another_language_gets_one_sentence_naming_the_engine_that_speaks_it(code, name):
    sentence = other_language(code).text or ""
    assert name in sentence
    assert "Qwen Omni" in sentence
    assert sentence.count(".") == 1


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["Hi", " there."], "Hi there."),
        ([" ", "  Hi", "!"], "Hi!"),
        ([], NOTHING_TO_SAY),
        ([" ", ""], NOTHING_TO_SAY),
    ],
)
def test_a_reply_is_never_empty(pieces, expected):
    assert "".join(never_empty(text_of(pieces))) == expected


def test_a_cancelled_reply_may_be_empty():
    assert not list(never_empty(text_of([], "cancelled")))


def test_nothing_is_written_for_an_empty_sentence():
    assert not list(written(""))
    assert list(written("Yes.")) == ["Yes."]
