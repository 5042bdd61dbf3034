"""The cuts do not depend on how the text arrives, tear nothing apart, and come early."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from omni_core.starter.voice.clauses import LENGTHS, LONGEST_WORD, ClauseSplitter

WORDS = """Hello Dr. Smith e.g. the 3.5 5:30 p.m. No. 12 U.S. Army etc. and because, over; water:
(yes) - 1. **bold.** don't. I. wait... what?! https://a.b/c,d 1,000 x 🙂 "so." """
REPLY_TEXT = st.lists(
    st.sampled_from([*WORDS.split(), "\n"]) | st.text(max_size=5), max_size=60
).map(" ".join)


def clauses_of(pieces):
    splitter = ClauseSplitter()
    clauses = [clause for piece in pieces for clause in splitter.push(piece)]
    return clauses + splitter.finish()


def texts(text):
    return [clause.text.strip() for clause in clauses_of([text])]


@given(REPLY_TEXT, st.data())
@example("A sentence. " * 3, None)
def test_the_pieces_do_not_matter(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text))))) if data else [1, 2, 11, 12]
    bounds = [0, *cuts, len(text)]
    pieces = [text[a:b] for a, b in itertools.pairwise(bounds)]
    assert clauses_of(pieces) == clauses_of([text]) == clauses_of(list(text))


@given(REPLY_TEXT)
def test_the_clauses_are_the_reply(text):
    clauses = clauses_of([text])
    joined = "".join(clause.text for clause in clauses)
    assert text.startswith(joined)
    assert not text[len(joined) :].strip()
    end = 0
    for clause in clauses:
        end += len(clause.text)
        assert clause.end == end
        assert clause.text.strip()


@given(REPLY_TEXT)
def test_no_clause_is_too_long(text):
    for number, clause in enumerate(clauses_of([text])):
        limit = LENGTHS[min(number, len(LENGTHS) - 1)].longest
        longest_word = max(map(len, clause.text.split()), default=0)
        assert len(clause.text) <= max(limit + 1, LONGEST_WORD, longest_word + limit)


@given(REPLY_TEXT)
def test_no_word_is_torn(text):
    end = 0
    for clause in clauses_of([text]):
        end = clause.end
        if end < len(text) and len(clause.text) < LONGEST_WORD:
            assert text[end - 1].isspace() or text[end].isspace()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 3.5 metres. Really!", ["It is 3.5 metres.", "Really!"]),
        ("Dr. Smith is here. Ask him.", ["Dr. Smith is here.", "Ask him."]),
        ("Take fruit, e.g. Apples. Good.", ["Take fruit,", "e.g. Apples.", "Good."]),
        ("At 5:30 p.m. we eat. Come!", ["At 5:30 p.m. we eat.", "Come!"]),
        ("It is 5 p.m. The sun sets.", ["It is 5 p.m.", "The sun sets."]),
        ("No. I do not.", ["No.", "I do not."]),
        ("Take No. 5 then. Bye.", ["Take No. 5 then.", "Bye."]),
        ("The U.S. Army left. Done.", ["The U.S. Army left.", "Done."]),
        ("J. R. Tolkien wrote. Yes.", ["J. R. Tolkien wrote.", "Yes."]),
        ("So do I. You too.", ["So do I.", "You too."]),
        ("I don't. You do.", ["I don't.", "You do."]),
        ("See https://a.org/x,y.html now. Ok.", ["See https://a.org/x,y.html now.", "Ok."]),
        ('He said "Go." Then he left.', ['He said "Go."', "Then he left."]),
        ("**Yes.** It works.", ["**Yes.**", "It works."]),
        ("1. Apples\n2. Pears\n", ["1. Apples", "2. Pears"]),
        ("Wait... what?! Oh.", ["Wait...", "what?!", "Oh."]),
        ("Hello, you. How are you?", ["Hello, you.", "How are you?"]),
        ("Hello there, my friend.", ["Hello there,", "my friend."]),
        ("", []),
        (" \n ", []),
        ("🙂", ["🙂"]),
    ],
)
def test_where_it_cuts(text, expected):
    assert texts(text) == expected


def test_a_long_run_is_cut_before_a_linking_word():
    first, *_ = texts("The capital of the old kingdom lay on a wide river and it had many bridges")
    assert first == "The capital of the old kingdom lay"


def test_numbers_and_names_stay_together():
    first, *_ = texts("Everybody knows perfectly well it takes 1500 meters today")
    assert first == "Everybody knows perfectly well it"


def test_a_sentence_is_given_as_soon_as_it_is_known():
    splitter = ClauseSplitter()
    assert splitter.push("It is noon.") == []
    (clause,) = splitter.push(" ")
    assert (clause.text, clause.end) == ("It is noon. ", 12)
