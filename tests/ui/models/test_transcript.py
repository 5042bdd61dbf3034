from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.live.events import Caption, PersonSaid, ReplyOver, ReplyTakenBack, ReplyText, Told
from ui.models.pictures import Thumbnail
from ui.models.transcript import (
    MOST_MESSAGES,
    Change,
    Delivery,
    Speaker,
    Transcript,
    word_end,
)

NOW = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)


def told(*events: object) -> Transcript:
    transcript = Transcript()
    for event in events:
        transcript.apply(event, NOW)  # type: ignore[arg-type]
    return transcript


def test_a_reply_under_way_shows_whole_words_that_sound_and_no_later_one() -> None:
    transcript = told(ReplyText(1, "It is seven o'clock."))
    reply = transcript.messages[0]
    assert (reply.said, reply.delivery) == ("", Delivery.COMING)
    transcript.apply(Caption(1, 7), NOW)
    assert transcript.messages[0].said == "It is seven"
    assert transcript.messages[0].unheard == ""


def test_a_cut_reply_keeps_apart_what_was_heard() -> None:
    cut = told(ReplyText(1, "One two three"), ReplyOver(1, "One two three", 7)).messages[0]
    assert (cut.said, cut.unheard, cut.delivery) == ("One two", " three", Delivery.CUT)


def test_a_reply_heard_to_its_end_is_whole() -> None:
    whole = told(ReplyOver(1, "One two", 7)).messages[0]
    assert (whole.said, whole.unheard, whole.delivery) == ("One two", "", Delivery.WHOLE)


def test_a_reply_without_sound_was_written_and_not_spoken() -> None:
    transcript = told(ReplyText(1, "Done."))
    assert transcript.nothing_to_say() == Change(0)
    assert transcript.messages[0].delivery is Delivery.SILENT
    assert transcript.messages[0].said == "Done."
    assert transcript.nothing_to_say() is None


def test_what_was_taken_back_never_happened() -> None:
    transcript = told(PersonSaid(1, "Hello", True), PersonSaid(2, "And", True), ReplyText(2, "I"))
    assert transcript.apply(ReplyTakenBack(2), NOW) == Change(1)
    assert [m.text for m in transcript.messages] == ["Hello"]
    assert transcript.apply(ReplyTakenBack(2), NOW) is None


def test_words_that_are_written_down_late_stand_before_their_answer() -> None:
    transcript = told(ReplyText(1, "At nine."), PersonSaid(1, " When? ", False))
    assert [m.text for m in transcript.messages] == ["When?", "At nine."]


def test_words_written_down_again_replace_the_first_ones() -> None:
    transcript = told(PersonSaid(1, "What tie", True), PersonSaid(1, "What time", True))
    assert [m.text for m in transcript.messages] == ["What time"]


SMALL = Thumbnail("photo.jpg", np.zeros((2, 2, 3), np.uint8))


def test_a_picture_shown_alone_is_the_persons_message_before_the_answer() -> None:
    transcript = told(ReplyText(1, "A photo."))
    assert transcript.shown(1, (SMALL,), NOW) == Change(0)
    person, reply = transcript.messages
    assert (person.who, person.text, person.pictures) == (Speaker.PERSON, "", (SMALL,))
    assert reply.text == "A photo."
    transcript.apply(PersonSaid(1, "What is this?", False), NOW)
    assert transcript.messages[0].pictures == (SMALL,), "words that come late join it"
    assert transcript.messages[0].text == "What is this?"


def test_what_is_said_of_a_picture_stays_one_message() -> None:
    transcript = told(PersonSaid(1, "What is this?", True))
    transcript.shown(1, (SMALL,), NOW)
    transcript.shown(1, (SMALL,), NOW)
    (message,) = transcript.messages
    assert (message.text, message.pictures) == ("What is this?", (SMALL, SMALL))
    assert transcript.shown(1, (), NOW) is None


def test_nothing_is_shown_of_nothing() -> None:
    assert told(PersonSaid(1, "  ", True), ReplyText(1, " "), ReplyOver(1, "", 0)).messages == []


def test_a_notice_is_the_programs() -> None:
    assert told(Told("The tea.")).messages[0].who is Speaker.PROGRAM


def test_the_list_does_not_grow_for_ever() -> None:
    transcript = told(*(Told(str(n)) for n in range(MOST_MESSAGES + 5)))
    assert len(transcript.messages) == MOST_MESSAGES
    assert transcript.messages[-1].text == str(MOST_MESSAGES + 4)


def test_a_change_that_changes_nothing_is_none() -> None:
    transcript = told(ReplyText(1, "Yes"))
    assert transcript.apply(ReplyText(1, "Yes"), NOW) is None
    assert transcript.apply(Caption(9, 3), NOW) is None


@given(st.text(), st.integers(-5, 200))
def test_a_word_is_said_whole_or_not_at_all(text: str, offset: int) -> None:
    end = word_end(text, offset)
    assert 0 <= end <= len(text)
    assert end >= min(max(offset, 0), len(text))
    assert end in (0, len(text)) or text[end].isspace()


def test_another_conversation_counts_its_replies_from_the_first_one_again() -> None:
    transcript = told(PersonSaid(1, "Hello", True), ReplyText(1, "Good morning"), Caption(1, 4))
    transcript.begin_anew()
    transcript.apply(PersonSaid(1, "And again", True), NOW)
    assert [message.text for message in transcript.messages] == [
        "Hello",
        "Good morning",
        "And again",
    ]
    assert transcript.messages[1].delivery is Delivery.CUT
    assert transcript.messages[1].unheard == " morning"


def test_a_conversation_that_goes_on_shows_its_last_messages() -> None:
    before = told(*(ReplyOver(n, f"Reply {n}", 7) for n in range(MOST_MESSAGES))).messages
    transcript = told(PersonSaid(1, "Hello", True))
    transcript.begin_anew([*before, *before])
    assert len(transcript.messages) == MOST_MESSAGES
    assert transcript.messages[-1].text == f"Reply {MOST_MESSAGES - 1}"
    transcript.apply(ReplyText(3, "New"), NOW)
    assert [message.text for message in transcript.messages].count("Reply 3") == 1
