import itertools

import pytest

from app.turns.commands import (
    BeginReply,
    BeginTurn,
    CheckMicrophone,
    Confirm,
    Cut,
    DropTurn,
    Execute,
    Judge,
    ReadTurn,
    Recognise,
    Resume,
    Rewind,
    Say,
    Sleep,
)
from app.turns.events import (
    ActionAsked,
    EndJudged,
    Mute,
    Notice,
    Recognised,
    ReplyComplete,
    ReplyFailed,
    ReplyPlayed,
    ReplyProgress,
    ReplyStarted,
    SleepKey,
    StopKey,
    TalkKey,
    Tick,
    TurnWords,
    Typed,
    WakeKey,
)
from tests.app.turns.room import TIMER, Room, kinds

REPLYING = ["waiting", "thinking", "speaking", "ducked", "paused"]


def room_in(state: str, **rules) -> Room:
    room = Room(awake=state != "standby", **rules)
    if state == "hearing":
        room.silence(0.5)
        room.voice(1.0)
    elif state == "pressed":
        room.tell(TalkKey(down=True))
    elif state not in ("standby", "listening"):
        getattr(room, state)()
    assert room.state.lower() == state
    return room


# -- a turn and its reply ---------------------------------------------------------------------


def test_a_turn_from_the_first_word_to_the_end_of_the_reply():
    room = Room()
    room.silence(1.0)
    onset = room.now
    assert kinds(room.voice(1.5)) == ["BeginTurn"]
    begun = room.the(BeginTurn)
    assert begun.since == pytest.approx(onset - 0.5)
    assert kinds(room.silence(0.10)) == []
    assert kinds(room.silence(0.03)) == ["BeginReply"]
    assert room.the(BeginReply).until == pytest.approx(room.now, abs=0.04)
    assert kinds(room.silence(0.06)) == []
    assert kinds(room.silence(0.03)) == ["Judge"]
    assert room.the(BeginReply).turn == room.the(Judge).turn == begun.turn
    assert kinds(room.judged(0.8)) == []
    assert kinds(room.words("What time is it?")) == ["Confirm"]
    assert room.tell(ActionAsked(room.epoch, TIMER)) == []
    assert room.tell(ReplyStarted(room.epoch)) == [Execute(room.epoch, TIMER)]
    assert room.state == "SPEAKING"
    room.silence(1.0)
    room.played()
    assert room.state == "LISTENING"


def test_the_sound_of_a_turn_never_reaches_back_into_the_turn_before():
    room = Room(pre_roll=2.0)
    room.speaking()
    until = room.the(BeginReply).until
    room.played()
    room.voice(0.3)
    assert room.count(BeginTurn) == 2
    assert room.the(BeginTurn).since >= until


def test_a_trial_begins_no_later_than_the_model_is_asked():
    room = Room(trial_silence=0.5, silence=0.2)
    room.voice(1.0)
    assert kinds(room.silence(0.18)) == []
    assert kinds(room.silence(0.07)) == ["BeginReply", "Judge"]


def test_a_stop_within_a_word_takes_the_trial_back_before_the_model_is_asked():
    room = Room()
    room.voice(1.0)
    assert kinds(room.silence(0.15)) == ["BeginReply"]
    assert kinds(room.voice(0.2)) == ["Rewind"]
    assert room.count(Judge) == 0
    assert kinds(room.silence(0.25)) == ["BeginReply", "Judge"]


def test_what_was_dropped_as_the_voice_fell_silent_begins_no_turn_anew():
    room = Room()
    room.voice(1.0)
    room.silence(0.15)
    assert room.state == "WAITING"
    assert kinds(room.tell(StopKey())) == ["DropTurn"]
    room.silence(1.0)
    assert room.state == "LISTENING"
    assert room.count(BeginTurn) == 1


def test_a_click_begins_no_reply():
    room = Room()
    room.voice(0.1)
    assert room.state == "HEARING"
    room.silence(0.4)
    assert room.state == "LISTENING"
    assert kinds(room.commands) == ["BeginTurn", "DropTurn"]


def test_one_window_is_no_onset():
    room = Room()
    for _ in range(20):
        room.voice(0.032)
        room.silence(0.3)
    assert room.commands == []


def test_going_on_after_a_pause_rewinds_unheard_and_keeps_the_turn():
    room = Room().waiting()
    turn, epoch = room.the(BeginTurn).turn, room.epoch
    room.tell(ActionAsked(epoch, TIMER))
    assert room.voice(0.13) == [Rewind(epoch)]
    assert room.state == "HEARING"
    room.voice(0.5)
    room.silence(0.25)
    assert room.the(BeginReply).turn == turn
    assert room.the(BeginReply).epoch != epoch
    room.judged(0.9)
    room.tell(ReplyStarted(room.epoch))
    assert room.count(Execute) == 0, "the action was the rewound reply's"


def test_a_click_in_the_wait_takes_nothing_back_and_clicks_do_not_add_up():
    room = Room(hold_limit=10.0).waiting()
    for _ in range(8):
        room.voice(0.064)
        room.silence(0.5)
    assert room.state == "WAITING"


def test_late_verdicts_and_events_of_a_rewound_reply_are_ignored():
    room = Room().waiting()
    epoch, request = room.epoch, room.the(Judge).request
    room.voice(0.13)
    assert room.state == "HEARING"
    for late in (
        EndJudged(request, 0.99),
        ReplyStarted(epoch),
        ActionAsked(epoch, TIMER),
        ReplyPlayed(epoch),
        ReplyFailed(epoch),
        TurnWords(epoch, "not now"),
        ReplyComplete(epoch, speaks=False),
    ):
        assert room.tell(late) == []
    assert room.state == "HEARING"


def test_the_model_is_asked_again_and_silence_decides_in_the_end():
    room = Room().waiting()
    spoken = room.now - 0.224
    room.judged(0.1)
    assert room.state == "WAITING"
    assert kinds(room.silence(0.32)) == ["Judge"]
    room.silence(2.3)
    assert room.state == "WAITING"
    room.silence(0.3)
    assert room.state == "THINKING"
    assert room.now - spoken == pytest.approx(3.1, abs=0.15)
    assert room.count(Confirm) == 1


def test_words_that_end_no_sentence_outweigh_how_it_sounded():
    room = Room().waiting()
    room.judged(0.9)
    assert room.words("Set a timer for.") == []
    assert room.state == "WAITING"
    assert room.judged(0.9) == []
    room.silence(2.9)
    assert room.state == "THINKING", "but not for ever"


def test_a_verdict_waits_for_words_no_longer_than_their_patience():
    room = Room().waiting()
    assert room.judged(0.9) == []
    waited = room.rules.words_patience - room.rules.silence
    assert Confirm.__name__ not in kinds(room.silence(waited - 0.1))
    assert kinds(room.silence(0.2)) == ["Confirm"]


def silence_needed(room: Room, first: float, words: str, later: float = 0.99) -> float:
    """Seconds from the last voice to the confirmation; the model says `first`, then `later`."""
    last = room.now - 0.224
    room.judged(first)
    room.words(words)
    while room.state == "WAITING":
        if "Judge" in kinds(room.voice(0.032, 0.02, -70.0)) and room.state == "WAITING":
            room.judged(later)
    assert room.count(Confirm) == 1
    return room.now - last


def test_the_less_the_model_believes_the_first_silence_the_longer_it_waits():
    waits = [silence_needed(Room().waiting(), first, "I see.") for first in (0.9, 0.6, 0.3, 0.0)]
    assert waits[0] < 0.3
    assert waits == sorted(waits)
    assert waits[1] == pytest.approx(0.2 + 0.25 * 1.3, abs=0.1)
    assert waits[-1] == pytest.approx(1.5, abs=0.1)


def test_words_that_may_be_all_end_a_turn_that_the_model_never_believes():
    assert silence_needed(Room().waiting(), 0.1, "I see.", later=0.1) == pytest.approx(1.5, abs=0.1)


def test_words_that_must_go_on_are_waited_for_longer_than_a_doubt():
    sure = silence_needed(Room().waiting(), 0.99, "Tell me.")
    unsure = silence_needed(Room().waiting(), 0.1, "Tell me.", later=0.1)
    assert sure == pytest.approx(2.0, abs=0.1)
    assert unsure == pytest.approx(3.0, abs=0.1)


def test_words_that_a_language_model_expects_to_go_on_are_waited_for_like_a_doubt():
    def needed(whole: float | None) -> float:
        room = Room().waiting()
        room.judged(0.99)
        room.words("Spell the word.", whole)
        start = room.now
        while room.state == "WAITING":
            if "Judge" in kinds(room.silence(0.032)):
                room.judged(0.99)
        return room.now - start

    least = Room().rules.least_whole
    assert needed(None) == needed(2 * least) == 0.0
    assert needed(least / 2) == pytest.approx(1.5 - 0.224, abs=0.1)


def test_who_begins_again_in_that_moment_is_not_answered():
    room = Room().waiting()
    room.words("I see.")
    room.judged(0.0)
    room.silence(1.15)
    assert room.state == "WAITING"
    room.voice(0.064)
    room.judged(0.99)
    room.silence(0.1)
    assert room.state == "WAITING", "the patience is over, but somebody speaks"
    room.voice(0.064)
    assert room.state == "HEARING"


def test_a_verdict_about_an_earlier_silence_is_late():
    room = Room().waiting()
    late = room.the(Judge).request
    room.voice(0.3)
    room.silence(0.25)
    room.words("I see.")
    assert room.tell(EndJudged(late, 0.99)) == []
    assert room.state == "WAITING"


def test_without_speculation_the_reply_begins_when_the_turn_is_over():
    room = Room(speculate=False)
    room.voice(1.0)
    assert kinds(room.silence(0.25)) == ["Judge"]
    assert kinds(room.tell(EndJudged(room.the(Judge).request, 0.9))) == ["BeginReply", "Confirm"]
    assert room.state == "THINKING"


def test_without_speculation_going_on_rewinds_nothing():
    room = Room(speculate=False)
    room.voice(1.0)
    room.silence(0.25)
    assert room.voice(0.2) == []
    assert room.state == "HEARING"


def test_going_on_before_the_confirmed_reply_sounds_takes_it_back_too():
    room = Room().thinking()
    room.tell(ActionAsked(room.epoch, TIMER))
    assert room.voice(0.13) == [Rewind(room.epoch)]
    assert room.state == "HEARING"
    assert room.count(Execute) == 0


def test_a_reply_without_sound_is_done_at_once():
    room = Room().thinking()
    room.words("Set a timer for five minutes.")
    room.tell(ActionAsked(room.epoch, TIMER))
    assert room.tell(ReplyComplete(room.epoch, speaks=False)) == [Execute(room.epoch, TIMER)]
    assert room.state == "LISTENING"


def test_a_silent_reply_on_trial_waits_for_the_verdict():
    room = Room().waiting()
    room.words("Stop.")
    assert room.tell(ReplyComplete(room.epoch, speaks=False)) == []
    assert kinds(room.judged(0.9)) == ["Confirm"]
    assert room.state == "LISTENING"


def test_an_action_asked_for_late_is_done_at_once_and_only_once():
    room = Room().speaking(action=TIMER)
    assert room.count(Execute) == 1
    assert room.tell(ActionAsked(room.epoch, TIMER)) == [Execute(room.epoch, TIMER)]
    room.played()
    assert room.count(Execute) == 2


# -- failures ---------------------------------------------------------------------------------


def test_a_trial_that_fails_is_begun_anew_when_the_turn_is_over():
    room = Room().waiting()
    assert room.tell(ReplyFailed(room.epoch)) == []
    assert room.state == "WAITING"
    assert kinds(room.judged(0.9)) == ["BeginReply", "Confirm"]
    assert kinds(room.tell(ReplyFailed(room.epoch))) == ["DropTurn"]
    assert room.state == "LISTENING"


def test_failing_while_it_speaks_silences_it():
    room = Room().speaking()
    assert room.tell(ReplyFailed(room.epoch)) == [Cut(room.epoch)]
    assert room.state == "LISTENING"


@pytest.mark.parametrize("state", ["ducked", "paused"])
def test_failing_while_somebody_speaks_gives_them_the_floor(state):
    room = room_in(state)
    assert kinds(room.tell(ReplyFailed(room.epoch))) == ["Cut", "BeginTurn"]
    assert room.state == "HEARING"


# -- speech over a reply ----------------------------------------------------------------------


def test_ducks_pauses_and_cuts_as_speech_goes_on():
    room = Room().speaking()
    onset = room.now
    assert kinds(room.voice(0.1)) == ["Duck"]
    assert room.now - onset <= 0.15
    given = room.voice(0.25)
    assert kinds(given) == ["Pause", "Recognise"]
    assert room.now - onset <= 0.4
    given = room.voice(0.5)
    assert kinds(given) == ["Cut", "BeginTurn"]
    assert room.state == "HEARING"
    assert room.the(BeginTurn).since == pytest.approx(onset - 0.5)


def test_speech_thinned_by_the_echo_canceller_still_cuts():
    room = Room().speaking()
    for _ in range(20):
        room.voice(0.032, 0.9)
        room.voice(0.032, 0.1)
    assert room.state == "HEARING"
    assert room.count(Cut) == 1


def test_scattered_windows_of_leftover_echo_do_not_duck():
    room = Room().speaking()
    for _ in range(30):
        room.voice(0.032, 0.8)
        room.voice(0.3, 0.1)
    assert room.state == "SPEAKING"
    assert kinds(room.commands).count("Duck") == 0


def test_a_click_only_ducks():
    room = Room().speaking()
    room.voice(0.096)
    assert room.state == "DUCKED"
    assert kinds(room.silence(0.35)) == ["Unduck"]
    assert room.state == "SPEAKING"


@pytest.mark.parametrize("text", ["Mm-hmm.", "Yes.", "Oh, really?", "Okay, right.", "You", ""])
def test_a_listener_who_agrees_or_coughs_does_not_stop_it(text):
    room = Room().paused()
    given = room.silence(0.4)
    assert kinds(given) == ["Recognise"]
    assert room.recognised(text) == [Resume(room.epoch)]
    assert room.state == "SPEAKING"


def test_a_cough_written_as_some_word_does_not_stop_it():
    room = Room().paused()
    room.silence(0.4)
    assert kinds(room.recognised("Coffee.", -1.6)) == ["Resume"]


def test_words_stop_it_before_the_time_is_up():
    room = Room().paused()
    assert kinds(room.recognised("Wait")) == ["Cut", "BeginTurn"]
    assert room.state == "HEARING"


def test_the_beginning_of_a_word_does_not_stop_it_but_the_whole_one_does():
    room = Room().paused()
    assert room.recognised("Tell") == []
    room.silence(0.4)
    assert kinds(room.recognised("Telephone.")) == ["Cut", "BeginTurn"]


def test_words_are_looked_at_again_while_they_go_on():
    room = Room(cut_after=2.0).paused()
    room.recognised("Mm")
    assert kinds(room.voice(0.3)) == ["Recognise"]
    assert room.voice(0.3) == [], "one at a time"
    assert kinds(room.recognised("Mm, but what")) == ["Cut", "BeginTurn"]


def test_a_short_no_stops_it_although_it_was_not_paused():
    room = Room().speaking()
    room.voice(0.2)
    assert kinds(room.silence(0.4)) == ["Unduck", "Recognise"]
    assert kinds(room.recognised("No.")) == ["Cut", "BeginTurn"]
    room.silence(0.3)
    assert room.state == "WAITING"


def test_other_short_words_do_not():
    room = Room().speaking()
    room.voice(0.2)
    room.silence(0.4)
    assert room.recognised("But") == []
    assert room.state == "SPEAKING"


def test_a_reply_that_ends_under_speech_leaves_the_floor():
    room = Room().ducked()
    assert kinds(room.played()) == ["BeginTurn"]
    assert room.state == "HEARING"


def test_a_reply_that_had_ended_when_it_was_paused_is_over_after_it():
    room = Room().paused()
    room.played()
    assert room.state == "PAUSED"
    room.silence(0.4)
    room.recognised("Mhm.")
    assert room.state == "LISTENING"


def test_actions_asked_for_while_somebody_speaks_wait_for_the_reply_to_go_on():
    room = Room().paused()
    assert room.tell(ActionAsked(room.epoch, TIMER)) == []
    room.silence(0.4)
    assert kinds(room.recognised("Mhm.")) == ["Resume", "Execute"]


def test_actions_of_a_cut_reply_that_were_not_done_are_never_done():
    room = Room().paused()
    room.tell(ActionAsked(room.epoch, TIMER))
    room.voice(0.6)
    assert room.count(Cut) == 1
    assert room.count(Execute) == 0


# -- whom it is meant for ---------------------------------------------------------------------


def test_words_not_meant_for_it_are_dropped_unanswered():
    room = Room().thinking()
    assert kinds(room.words("Hmm.")) == ["DropTurn"]
    assert room.state == "LISTENING"
    room.waiting()
    room.words("Mhm")
    assert room.state == "WAITING", "more may come"
    assert kinds(room.judged(0.9)) == ["DropTurn"]


def test_a_room_that_talks_to_somebody_else_puts_it_to_sleep():
    room = Room()
    for state in ("LISTENING", "LISTENING", "STANDBY"):
        room.thinking()
        room.words("")
        assert room.state == state
    assert kinds(room.commands[-2:]) == ["DropTurn", "Sleep"]


@pytest.mark.parametrize("words", ["Not now.", "No, not right now please", "Go to sleep, Visavis!"])
def test_not_now_puts_it_to_sleep_before_or_while_it_answers(words):
    room = Room().waiting()
    room.words(words)
    assert kinds(room.judged(0.9)) == ["DropTurn", "Sleep"]
    assert room.state == "STANDBY"
    room = Room().thinking()
    assert kinds(room.words(words)) == ["DropTurn", "Sleep"]
    room = Room().thinking()
    room.tell(ReplyStarted(room.epoch))
    assert kinds(room.words(words)) == ["Cut", "Sleep"]


# -- standby ----------------------------------------------------------------------------------


def test_falls_asleep_when_nobody_talks_to_it():
    room = Room()
    room.silence(89.0)
    assert room.state == "LISTENING"
    room.silence(2.0)
    assert (room.state, kinds(room.commands)) == ("STANDBY", ["Sleep"])


def test_the_phrase_wakes_it_and_what_follows_is_answered():
    room = Room(awake=False)
    room.silence(0.3)
    onset = room.now
    room.voice(0.8)
    assert kinds(room.silence(0.25)) == ["Recognise"]
    asked = room.the(Recognise)
    assert asked.since == pytest.approx(onset - 0.1)
    assert kinds(room.recognised("Hey, vis-a-vis.")) == ["Wake"]
    assert room.state == "LISTENING"

    room = Room(awake=False)
    room.voice(2.0)
    room.silence(0.25)
    assert kinds(room.recognised("Hey Visavis, what time is it?")) == ["Wake", "BeginTurn"]
    assert kinds(room.silence(0.1)) == ["BeginReply", "Judge"]


def test_other_words_do_not_wake_it():
    room = Room(awake=False)
    for text in ("Good evening, here is the news.", "Hey, this is it!", "", "visible advice"):
        room.voice(1.0)
        room.silence(0.25)
        assert room.recognised(text) == []
    assert room.state == "STANDBY"


def test_a_radio_is_looked_at_in_pieces_that_overlap():
    room = Room(awake=False)
    room.voice(12.0)
    pieces = [command for command in room.commands if isinstance(command, Recognise)]
    assert len(pieces) == 3
    for one, other in itertools.pairwise(pieces):
        assert one.until - other.since >= 1.0
    assert room.state == "STANDBY"


def test_a_key_or_a_click_wakes_it():
    room = Room(awake=False)
    assert kinds(room.tell(WakeKey())) == ["Wake"]
    assert room.state == "LISTENING"


# -- taking the floor -------------------------------------------------------------------------


def test_a_timer_waits_for_silence():
    room = Room()
    room.voice(1.0)
    room.tell(Notice("Your timer is done."))
    assert room.count(Say) == 0
    room.silence(0.25)
    room.judged(0.9)
    room.words("What time is it?")
    room.tell(ReplyStarted(room.epoch))
    room.silence(2.0)
    assert room.count(Say) == 0
    room.played()
    assert room.the(Say).sentence == "Your timer is done."
    assert room.state == "SPEAKING"
    room.played()
    assert room.state == "LISTENING"


def test_a_timer_in_standby_leaves_it_asleep_and_does_not_wait_for_a_radio_to_end():
    room = Room(awake=False)
    room.voice(5.0)
    room.tell(Notice("Your timer is done."))
    room.voice(19.0)
    assert room.count(Say) == 0
    room.voice(1.5)
    assert room.count(Say) == 1
    room.played()
    assert room.state == "STANDBY"


# -- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["standby", "listening", "hearing", *REPLYING])
def test_the_talk_key_takes_the_floor_in_every_state(state):
    room = room_in(state)
    turn = room.the(BeginTurn).turn if room.count(BeginTurn) else 0
    given = kinds(room.tell(TalkKey(down=True)))
    expected = {
        "standby": ["Wake", "BeginTurn"],
        "listening": ["BeginTurn"],
        "hearing": [],
        "waiting": ["Rewind"],
        "thinking": ["Rewind"],
    }
    assert given == expected.get(state, ["Cut", "BeginTurn"])
    assert room.state == "PRESSED"
    room.voice(0.5)
    room.silence(2.0)
    assert room.state == "PRESSED", "it does not go by the voice"
    assert kinds(room.tell(TalkKey(down=False))) == ["BeginReply", "Confirm"]
    assert (room.the(BeginTurn).turn == turn) == (state in ("hearing", "waiting", "thinking"))
    room.voice(1.0)
    assert room.state == "THINKING"
    assert room.words("Hm") == [], "a pressed turn is meant"


def test_the_talk_key_works_while_muted():
    room = Room()
    room.tell(Mute(on=True))
    room.voice(2.0)
    assert room.commands == []
    room.tell(TalkKey(down=True))
    room.voice(1.0)
    assert kinds(room.tell(TalkKey(down=False))) == ["BeginReply", "Confirm"]
    room.tell(Mute(on=False))


def test_a_tap_only_wakes():
    room = Room(awake=False)
    room.tell(TalkKey(down=True))
    room.now += 0.1
    assert kinds(room.tell(TalkKey(down=False))) == ["DropTurn"]
    assert room.state == "LISTENING"


def test_a_key_let_go_that_was_never_down_does_nothing():
    room = Room()
    assert room.tell(TalkKey(down=False)) == []


# -- typing -----------------------------------------------------------------------------------


def test_what_is_typed_is_a_turn_without_sound_and_confirmed_at_once():
    room = Room()
    room.silence(1.0)
    given = room.tell(Typed("What time is it?"))
    assert kinds(given) == ["BeginTurn", "ReadTurn", "BeginReply", "Confirm"]
    begun = room.the(BeginTurn)
    assert room.the(ReadTurn) == ReadTurn(begun.turn, "What time is it?", begun.since)
    assert room.the(BeginReply).until == begun.since == pytest.approx(room.now)
    room.tell(ReplyStarted(room.epoch))
    room.played()
    assert room.state == "LISTENING"


def test_typing_while_a_reply_sounds_cuts_it():
    for state in ("speaking", "ducked", "paused"):
        room = room_in(state)
        epoch = room.epoch
        given = room.tell(Typed("Stop, tell me the time"))
        assert given[0] == Cut(epoch)
        assert kinds(given) == ["Cut", "BeginTurn", "ReadTurn", "BeginReply", "Confirm"]
        room.tell(ReplyStarted(epoch))
        assert room.state == "THINKING", "that was the other reply"
        room.tell(ReplyStarted(room.epoch))
        assert room.state == "SPEAKING"


def test_typing_works_without_any_microphone_and_in_standby():
    room = Room(awake=False)
    given = room.tell(Typed("Are you there?"))
    assert kinds(given) == ["Wake", "BeginTurn", "ReadTurn", "BeginReply", "Confirm"]
    assert room.the(BeginReply).until == 0.0, "no sound is waited for"
    room.tell(ReplyStarted(room.epoch))
    room.played()
    assert room.state == "LISTENING"


def test_what_was_said_before_typing_belongs_to_the_same_turn():
    room = Room().waiting()
    turn, epoch = room.the(BeginTurn).turn, room.epoch
    given = room.tell(Typed("grapefruit"))
    assert kinds(given) == ["Rewind", "ReadTurn", "BeginReply", "Confirm"]
    assert given[0] == Rewind(epoch)
    assert room.the(ReadTurn).turn == room.the(BeginReply).turn == turn
    again = room.tell(Typed("and orange"))
    assert kinds(again) == ["Rewind", "ReadTurn", "BeginReply", "Confirm"]
    assert room.the(BeginReply).turn == turn


def test_the_sound_of_the_keys_is_no_part_of_what_is_typed():
    room = Room()
    room.voice(0.1)
    spoken = room.the(BeginTurn).turn
    given = room.tell(Typed("Hello"))
    assert given[0] == DropTurn(spoken)
    assert room.the(ReadTurn).turn == room.the(BeginTurn).turn != spoken


def test_whoever_speaks_while_a_typed_turn_is_answered_is_not_part_of_it():
    room = Room()
    room.tell(Typed("Hello"))
    epoch = room.epoch
    room.voice(1.0, level=-60.0)
    assert room.state == "THINKING"
    room.tell(ReplyFailed(epoch, replaced=True))
    assert room.the(BeginReply).until == room.the(ReadTurn).until
    room.tell(ReplyStarted(room.epoch))
    assert room.machine._known.company.usual_level is None


def test_each_typed_line_is_given_all_of_the_time_to_think():
    room = Room()
    room.tell(Typed("Hello"))
    room.wait(40.0)
    room.tell(Typed("Are you there?"))
    room.wait(40.0)
    assert room.state == "THINKING"
    room.wait(5.1)
    assert room.state == "LISTENING"


def test_not_now_can_be_typed_too():
    room = Room()
    room.tell(Typed("Not now"))
    assert kinds(room.words("Not now")) == ["DropTurn", "Sleep"]


@pytest.mark.parametrize("state", ["standby", "listening", "hearing", "pressed", *REPLYING])
def test_the_stop_and_standby_keys(state):
    spoken = state in ("speaking", "ducked", "paused")
    ends = [] if state in ("standby", "listening") else ["Cut"] if spoken else ["DropTurn"]
    room = room_in(state)
    assert kinds(room.tell(StopKey())) == ends
    assert room.state == ("STANDBY" if state == "standby" else "LISTENING")
    room = room_in(state)
    sleeps = [] if state == "standby" else ["Sleep"]
    assert kinds(room.tell(SleepKey())) == ends + sleeps
    assert room.state == "STANDBY"


@pytest.mark.parametrize(
    ("state", "then", "does"),
    [
        ("standby", "STANDBY", []),
        ("listening", "LISTENING", []),
        ("hearing", "LISTENING", ["DropTurn"]),
        ("waiting", "THINKING", ["Confirm"]),
        ("thinking", "THINKING", []),
        ("speaking", "SPEAKING", []),
        ("ducked", "SPEAKING", ["Unduck"]),
        ("paused", "SPEAKING", ["Resume"]),
        ("pressed", "PRESSED", []),
    ],
)
def test_muting(state, then, does):
    room = room_in(state)
    assert kinds(room.tell(Mute(on=True))) == does
    assert room.state == then
    before = len(room.commands)
    room.voice(1.0)
    assert not {"BeginTurn", "Duck", "Cut"}.intersection(kinds(room.commands[before:]))


# -- the watchdog -----------------------------------------------------------------------------


def test_a_voice_without_end_leaves_nobody_silent_for_ever():
    """A noise is taken for speech, and never ends: it is answered, heard out, and heard again."""
    room = Room(longest_breath=10.0)
    room.voice(11.0)
    assert room.state == "THINKING"
    room.voice(2.0)
    assert room.state == "THINKING", "going on belongs to another turn"
    room.words("Where are you?")
    room.tell(ReplyStarted(room.epoch))
    room.voice(3.0)
    assert room.state == "SPEAKING", "a voice that did not begin here does not stop the reply"
    room.played()
    room.voice(0.1)
    assert room.state == "HEARING", "nor is it deaf afterwards"
    room.voice(11.0)
    room.words("")
    assert room.state == "LISTENING"


def test_a_voice_without_end_over_a_reply_comes_to_a_turn():
    room = Room(longest_breath=10.0).ducked()
    room.voice(12.0)
    assert room.state == "THINKING"


def test_a_microphone_that_dies_ends_the_turn_and_is_looked_after():
    room = room_in("hearing")
    assert kinds(room.wait(1.1)) == ["CheckMicrophone", "BeginReply", "Confirm"]
    assert room.state == "THINKING"


@pytest.mark.parametrize("state", ["standby", "listening"])
def test_a_microphone_that_dies_in_silence_is_looked_after_again_and_again(state):
    room = room_in(state)
    for _ in range(3):
        assert room.wait(1.1) == [CheckMicrophone()]
    assert room.state.lower() == state


@pytest.mark.parametrize(
    ("state", "after", "then"),
    [
        ("waiting", 4.1, "THINKING"),
        ("thinking", 46.0, "LISTENING"),
        ("speaking", 21.0, "LISTENING"),
        ("ducked", 1.1, "SPEAKING"),
        ("paused", 1.1, "SPEAKING"),
        ("pressed", 121.0, "THINKING"),
    ],
)
def test_every_state_ends_though_nothing_happens(state, after, then):
    room = room_in(state)
    assert room.machine.watchdog <= room.now + after
    room.wait(after)
    assert room.state == then


def test_a_recogniser_that_never_answers_leaves_no_reply_paused():
    room = Room().paused()
    room.silence(1.2)
    assert room.state == "SPEAKING"
    assert room.count(Resume) == 1
    assert kinds(room.recognised("Stop at once")) == ["Cut", "BeginTurn"], "better late"


def test_a_long_reply_that_goes_on_is_not_given_up():
    room = Room().speaking()
    for _ in range(10):
        room.silence(10.0)
        room.tell(ReplyProgress(room.epoch))
    assert room.state == "SPEAKING"


def test_time_alone_moves_nothing_that_is_not_due():
    room = Room()
    room.silence(0.1)
    assert room.tell(Tick()) == []
    assert room.count(Sleep) == room.count(DropTurn) == 0


def test_answers_to_old_requests_are_ignored():
    room = Room().paused()
    old = room.the(Recognise).request
    room.recognised("Mhm")
    room.silence(0.4)
    room.recognised("Mhm.")
    room.silence(1.0)
    room.voice(0.4)
    assert room.state == "PAUSED"
    assert room.tell(Recognised(old, "Stop it now", -0.1)) == []
