"""What an event triggers in the present state, by the strategy that the state follows."""

from __future__ import annotations

from dataclasses import replace

from app.turns import barge_in, speculation, standby
from app.turns.barge_in import Meaning
from app.turns.events import (
    ActionAsked,
    EndJudged,
    Event,
    Mute,
    Recognised,
    ReplyFailed,
    ReplyStarted,
    SleepKey,
    StopKey,
    TalkKey,
    TurnWords,
    Typed,
    Voice,
    WakeKey,
)
from app.turns.known import Known
from app.turns.states import TRANSITIONS, State, Trigger
from app.turns.watchdog import bites


def triggered(known: Known, event: Event, now: float) -> Trigger | None:
    """What `event`, which was taken note of, triggers; None for nothing."""
    match event:
        case Voice():
            return _by_voice(known)
        case Recognised():
            return _by_words(known, event)
        case EndJudged() if known.state is State.WAITING:
            return _by_verdict(known)
        case ReplyStarted(epoch) | ActionAsked(epoch) | TurnWords(epoch) | ReplyFailed(epoch):
            return _by_reply(known, event) if known.is_open(epoch) else None
        case Mute(on=True) if known.state is State.WAITING:
            return finished(known)  # no more can come: what was said is answered
        case _:
            trigger = _by_hand(known, event, now)
            return trigger if (known.state, trigger) in TRANSITIONS else None


def due(known: Known, now: float) -> Trigger | None:
    """What is due without an event: a notice, the end of a reply, the watchdog."""
    reply = known.reply
    match known.state:
        case State.LISTENING | State.STANDBY:
            if known.floor.may_take(known.activity, now, known.rules):
                return Trigger.NOTICE_DUE
        case State.THINKING if reply is not None and reply.silent:
            return _by_turn_words(known) or Trigger.NOTHING_TO_SAY
        case State.SPEAKING if reply is not None and reply.played:
            return Trigger.PLAYED_ASLEEP if reply.asleep else Trigger.PLAYED
        case State.DUCKED if reply is not None and reply.played:
            return Trigger.PLAYED
        case _:
            pass
    limit, trigger = bites(known.state, known.moments, known.rules)
    if now < limit:
        return None
    return finished(known) if trigger is Trigger.FINISHED else trigger


def _by_verdict(known: Known) -> Trigger | None:
    """What the end-of-turn model has said by now ends the turn, if the words do not object."""
    trial, reply = known.trial, known.reply
    if trial is None:
        return None
    words, whole = (None, None) if reply is None else (reply.words, reply.whole)
    words_may_come = reply is not None and words is None
    if words_may_come and not trial.words_are_late(known.activity, known.rules):
        return None
    over = trial.over(known.activity, words, whole, known.rules)
    return finished(known) if over else None


def finished(known: Known) -> Trigger:
    """The person has finished: whether that is to be answered, or was begun to be."""
    if known.reply is None:
        return Trigger.FINISHED_ALONE
    return _by_turn_words(known) or Trigger.FINISHED


def _by_hand(known: Known, event: Event, now: float) -> Trigger | None:
    match event:
        case TalkKey(down=True):
            return Trigger.TALK_DOWN
        case TalkKey():
            tapped = now - known.moments.entered < known.rules.shortest_press
            return Trigger.TAPPED if tapped else Trigger.TALK_UP
        case Typed():
            return Trigger.TYPED_OVER_NOISE if _is_noise(known) else Trigger.TYPED
        case StopKey():
            return Trigger.STOP
        case WakeKey():
            return Trigger.WAKE
        case SleepKey():
            return Trigger.SLEEP
        case Mute(on=True):
            return Trigger.MUTED
        case _:
            return None


def _by_reply(known: Known, event: Event) -> Trigger | None:
    match event, known.state:
        case ReplyFailed(replaced=True), State.THINKING:
            return Trigger.REPLACED
        case ReplyFailed(), _:
            return Trigger.FAILED
        case ReplyStarted(), State.THINKING:
            return Trigger.SOUNDS
        case ActionAsked(), State.SPEAKING:
            return Trigger.ASKED
        case TurnWords(), State.WAITING:
            return _by_verdict(known)
        case TurnWords(), State.THINKING:
            return _by_turn_words(known)
        case TurnWords(text=words), State.SPEAKING if standby.puts_off(words, known.rules):
            return Trigger.PUT_OFF
        case _:
            return None


def _by_turn_words(known: Known) -> Trigger | None:
    """What the words of a finished turn say against answering it; None for nothing."""
    said = known.said()
    if said is None:
        return None
    if standby.puts_off(said.text, known.rules):
        return Trigger.PUT_OFF
    if known.open_turn.certain or known.company.meant(said, known.rules):
        return None
    busy = known.company.ignored().busy(known.rules)
    return Trigger.ROOM_BUSY if busy else Trigger.NOT_MEANT


def _by_voice(known: Known) -> Trigger | None:
    activity, rules = known.activity, known.rules
    match known.state:
        case State.STANDBY:
            over = standby.phrase_over(activity, known.phrase_since, rules)
            return Trigger.PHRASE_ENDED if over else None
        case State.LISTENING:
            # Not only when speech begins: a voice that goes on after its turn is heard as well.
            return Trigger.ONSET if activity.goes_on else None
        case State.HEARING:
            return _by_silence(known)
        case State.WAITING:
            return _by_waiting(known)
        case State.THINKING:
            return Trigger.WENT_ON if _goes_on(known) else None
        case State.SPEAKING:
            return Trigger.ONSET if activity.began else None
        case State.DUCKED:
            return _by_speech_over_sound(known)
        case State.PAUSED:
            return _by_speech_over_silence(known)
        case State.PRESSED:
            return None


def _by_silence(known: Known) -> Trigger | None:
    over = speculation.may_be_over(known.activity, known.rules)
    if _is_noise(known):
        return Trigger.TOO_SHORT if over else None
    if speculation.worth_a_trial(known.activity, known.rules):
        return Trigger.SILENCE
    return Trigger.SILENCE_ALONE if over else None


def _is_noise(known: Known) -> bool:
    """Whether what the person is heard with is a click or a cough so far."""
    turn = known.open_turn if known.state is State.HEARING else None
    if turn is None or turn.certain:
        return False
    return turn.speech(known.activity) < known.rules.shortest_speech


def _by_waiting(known: Known) -> Trigger | None:
    if known.trial is None:
        return None
    if _goes_on(known):
        return Trigger.WENT_ON
    if known.trial.expired(known.activity, known.rules):
        return finished(known)
    over = _by_verdict(known)
    if over is not None:
        return over
    return Trigger.UNSURE if known.trial.asks(known.activity, known.rules) else None


def _goes_on(known: Known) -> bool:
    if known.trial is None or known.turn is None or known.turn.ended is not None:
        return False
    return known.trial.went_on(known.activity, known.rules)


def _by_speech_over_sound(known: Known) -> Trigger | None:
    if barge_in.pauses(known.activity, known.rules):
        return Trigger.SPEECH_LASTS
    if not known.activity.ended:
        return None
    word = barge_in.worth_recognising(known.activity, known.rules)
    return Trigger.SPEECH_ENDED if word else Trigger.BLIP_ENDED


def _by_speech_over_silence(known: Known) -> Trigger | None:
    activity, asked = known.activity, known.asked
    if barge_in.cuts(activity, known.rules):
        return Trigger.SPEECH_LASTS
    if activity.ended:
        return Trigger.SPEECH_ENDED
    if asked is None or not (activity.speaking and asked.answered):
        return None
    waited = activity.heard_until - asked.until >= known.rules.recognise_every
    return Trigger.LISTEN_AGAIN if waited else None


def _by_words(known: Known, heard: Recognised) -> Trigger | None:
    asked = known.asked
    if asked is None or not asked.first <= heard.request <= asked.request:
        return None
    newest = heard.request == asked.request
    if newest:
        known.asked = replace(asked, answered=True)
    match known.state:
        case State.STANDBY:
            phrase = standby.wake_phrase(heard.text, known.rules)
            if phrase is None or not newest:
                return None
            return Trigger.CALLED_AND_ASKED if phrase.more else Trigger.CALLED
        case State.SPEAKING:
            stops = barge_in.meaning(heard, known.rules) is Meaning.STOPS
            return Trigger.WORDS if stops and known.over is not None else None
        case State.PAUSED:
            final = newest and asked.final
            if barge_in.interrupts(heard, known.rules, final=final):
                return Trigger.WORDS
            return Trigger.NO_WORDS if final and not known.activity.speaking else None
        case _:
            return None
