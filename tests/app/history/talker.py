"""A program that holds conversations into a history until it is killed, and says how far it is.

    python -m tests.app.history.talker FOLDER SECONDS_A_WORD

Before each sentence begins to be spoken a line of JSON goes to stdout: who, and the sentence.  A
witness, a thread that has nothing to do, says of each text that was given to the history that it
got its turn: what is lost without a witness was lost by a computer that let no thread run.
"""

from __future__ import annotations

import itertools
import json
import os
import queue
import sys
import threading
import time
from pathlib import Path

from app.history.recording import recorded
from app.live.events import (
    Caption,
    PersonSaid,
    ReplyOver,
    ReplyText,
    StateChanged,
    TurnTimings,
)
from app.settings import HistoryGroup
from app.turns.states import State, Trigger

SENTENCES = 3
"""Of a reply."""

WORDS = 5
"""Of a sentence."""


def sentence(turn: int, number: int) -> str:
    return " ".join(f"t{turn}s{number}w{word}" for word in range(WORDS)) + "."


def main() -> None:
    folder, word_seconds = Path(sys.argv[1]), float(sys.argv[2])
    never = threading.Event()

    def begins(who: str, text: str) -> None:
        os.write(1, (json.dumps([who, text], ensure_ascii=False) + "\n").encode())

    given: queue.SimpleQueue[str] = queue.SimpleQueue()

    def witness() -> None:
        while True:
            begins("witness", given.get())

    threading.Thread(target=witness, daemon=True).start()

    def state(state: State) -> StateChanged:
        return StateChanged(state, Trigger.ONSET, time.monotonic())

    settings = HistoryGroup(keep=True)
    with recorded(settings, folder, "scripted", lambda _: None, print) as show:
        for turn in itertools.count():
            question = f"question {turn}?"
            begins("person", question)
            show(state(State.HEARING))
            never.wait(2 * word_seconds)
            show(state(State.WAITING))
            show(PersonSaid(turn, question, by_engine=True))
            show(state(State.THINKING))
            given.put(question)
            never.wait(word_seconds)
            text, heard = "", 0
            for number in range(SENTENCES):
                # A reply's text is there before its sound, as with every engine.
                text += (" " if text else "") + sentence(turn, number)
                show(ReplyText(turn, text))
                given.put(sentence(turn, number))
                if number == 0:
                    show(TurnTimings(turn, 0.2, 0.3, 0.5, 0))
                    show(state(State.SPEAKING))
                begins("reply", sentence(turn, number))
                while heard < len(text):
                    never.wait(word_seconds)
                    heard = min(text.find(" ", heard + 1) % (len(text) + 1), len(text))
                    show(Caption(turn, heard))
            show(ReplyOver(turn, text, len(text)))
            show(state(State.LISTENING))


if __name__ == "__main__":
    main()
