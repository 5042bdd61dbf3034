"""Claim: the window is used by voice alone, by keyboard alone, and by a screen reader alone.

The real window as its own program on the rig's screen, with the starter engine and real streams on
virtual devices.  Three conversations: by nothing but sound, with the camera on; with a keyboard;
with AT-SPI, by which screen readers see and act.  What it did is read from the record of the
speaker and from what the window shows.  No caption may show a word before it sounds: the record
is aligned with the reply's text by Whisper.

    python -m benchmarks.window_conversations [--keep FOLDER] [NAME ...]

NAME: `sound`, `keyboard`, `assistive`; all without one.  The results go to
benchmarks/results/window_by_NAME.json.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from app.folders import Folders
from benchmarks import report
from benchmarks.hands_free import Question, percentiles, questions
from benchmarks.window_captions import against_record
from benchmarks.window_use import settings_by_keys, settings_by_reader, stopped, tab_order, unnamed
from benchmarks.word_times import LONGEST_SECONDS, WordTimes
from tests.rig.camera import film_of
from tests.rig.room import Room
from tests.rig.server import RigError
from tests.rig.sound import ROOT, VirtualSound
from tests.rig.window_program import WindowProgram
from tests.rig.window_talk import NAME_CHANGED, Answer, Person

PHOTO = ROOT / "resources" / "sample" / "photo.jpg"
ASKED = (
    {"text": "What is the capital of France?", "answer": r"\bparis\b"},
    {"text": "What is seventeen plus twenty-five?", "answer": r"\b(42|forty[ -]two)\b"},
    {"text": "How many days are in a week?", "answer": r"\b(7|seven)\b"},
    {"text": "What do you see?", "answer": r"\bsee\b.*\bperson\b"},
    {"text": "What time is it?", "answer": r"^it is "},
    {"text": "Tell me a long story about a dragon."},
)
STORY = 5
SKIP = "Skip (Esc)"
"""Leaves the first steps, which lie over a window that is opened for the first time."""
CLOCK_LOOKS = 40
CALM_SECONDS = 1.0
"""After a reply, before the next question."""

UNHEARD_SECONDS = 5.0
"""In which what was said to a deaf microphone would have been answered."""

TOO_SOON = 0.2
"""Seconds that a caption may be sooner than its word begins, which alignments blur by as much."""

CLOSED_SECONDS = 10.0


def by_sound(folder: Path) -> dict[str, Any]:
    """Nothing is touched: the camera is on from the start, and a person talks."""
    asked = questions([dict(entry) for entry in ASKED[:STORY]])
    film = film_of(folder / "film.mp4", np.asarray(Image.open(PHOTO).convert("RGB")))
    settings = {"camera.source": str(film), "camera.on_at_start": "true"}
    with VirtualSound(Room(), coupled=True) as rig:
        with WindowProgram(folder / "program", settings) as window:
            window.await_ready()
            person = Person(rig, window)
            for _ in range(CLOCK_LOOKS):
                person.look_at_clock()
                time.sleep(1 / CLOCK_LOOKS)  # the record comes in pieces
            captions = person.captions().path
            window.reader.await_named("Camera on", "push button")
            answers: list[Answer] = []
            for number, question in enumerate(asked):
                answers.append(_asked(person, window, question, f"sound-{number}"))
                time.sleep(CALM_SECONDS)  # the person's own
            shown = [message.text for message in person.messages()]
        record = rig.recording()
    times = WordTimes(Folders.from_environment().models / "hear-whisper-base")
    rows = []
    for question, answer in zip(asked, answers, strict=True):
        events = window.reader.noticed[answer.since : answer.until]
        texts = [(e.at, e.text) for e in events if e.kind == NAME_CHANGED and e.path == captions]
        rows.append(
            {
                **_row(question, answer),
                **against_record(person, record.speaker, answer, texts, times),
            }
        )
        print(rows[-1], flush=True)
    sooner = [row["most_ahead"] for row in rows if row["captions"]]
    return {
        "questions": len(rows),
        "answered": sum(row["sounded"] > 0 and row["shown"] == row["reply"] for row in rows),
        "right": sum(row["right"] for row in rows),
        "written_on_screen": len(shown),
        "captions": sum(row["captions"] for row in rows),
        "ahead_of_the_sound": sum(ahead > TOO_SOON for ahead in sooner),
        "most_ahead": max(sooner),
        "behind": percentiles([late for row in rows for late in row.pop("behind")]),
        "rows": rows,
    }


def by_keyboard(folder: Path) -> dict[str, Any]:
    """Keys alone: mute, hold to talk, stop, sleep, wake, the settings, and the end."""
    asked = questions([dict(entry) for entry in ASKED])
    result: dict[str, Any] = {}
    with (
        VirtualSound(Room(), coupled=True) as rig,
        WindowProgram(folder / "program") as window,
    ):
        window.await_ready()
        person, keys, reader = Person(rig, window), window.keyboard, window.reader
        keys.tap("Escape")
        reader.await_gone(SKIP)
        result["order"] = tab_order(window)
        keys.tap("Shift_L", "Tab")  # from the first control back to the stage
        keys.tap("c")
        reader.await_named("No camera", "push button")
        keys.tap("c")
        reader.await_named("Camera off", "push button")
        keys.tap("m")
        reader.await_named("Mic off", "push button")
        person.say_all(asked[0].samples)
        time.sleep(UNHEARD_SECONDS)  # an answer would come meanwhile
        result["heard_while_muted"] = len(person.messages())
        window.picture("keyboard-muted")
        since = len(reader.noticed)
        with keys.held("space"):
            reader.await_named("Talking", "push button")
            window.picture("keyboard-talking")
            person.say_all(asked[0].samples)
        answer = person.await_answer(since)
        result["held_to_talk"] = _row(asked[0], answer)
        keys.tap("m")
        reader.await_named("Mic on", "push button")
        result["asked_aloud"] = _row(asked[1], person.answered(asked[1].samples))
        result["stopped"] = stopped(person, window, asked[STORY], lambda: keys.tap("Escape"))
        keys.tap("z")
        reader.await_named("Wake", "push button")
        before = len(person.messages())
        person.say_all(asked[2].samples)
        time.sleep(UNHEARD_SECONDS)  # an answer would come meanwhile
        result["answered_asleep"] = len(person.messages()) - before
        window.picture("keyboard-asleep")
        keys.tap("z")
        reader.await_named("Sleep", "push button")
        result["settings"] = settings_by_keys(window)
        result["asked_at_last"] = _row(asked[2], person.answered(asked[2].samples))
        result["order_at_last"] = tab_order(window)
        keys.tap("Control_L", "q")
        result["closed_in"] = round(window.await_end(CLOSED_SECONDS), 2)
    return result


def by_assistive(folder: Path) -> dict[str, Any]:
    """What screen readers do: controls by name and role, their actions, states, announcements."""
    asked = questions([dict(entry) for entry in ASKED])
    result: dict[str, Any] = {}
    with (
        VirtualSound(Room(), coupled=True) as rig,
        WindowProgram(folder / "program") as window,
    ):
        window.await_ready()
        person, reader = Person(rig, window), window.reader
        result["unnamed"] = unnamed(window)
        reader.press(SKIP)
        reader.await_gone(SKIP)
        reader.press("Mic on")
        reader.await_named("Mic off", "push button")
        since = len(reader.noticed)
        reader.press("Hold to talk")
        reader.await_named("Talking", "push button")
        person.say_all(asked[0].samples)
        reader.press("Talking")
        answer = person.await_answer(since)
        result["pressed_to_talk"] = _row(asked[0], answer)
        result["read_out"] = reader.announced(since)
        reader.press("Mic off")
        reader.await_named("Mic on", "push button")
        result["asked_aloud"] = _row(asked[1], person.answered(asked[1].samples))
        stop = reader.await_named("Stop", "push button")
        result["stopped"] = stopped(person, window, asked[STORY], lambda: reader.act(stop, "Press"))
        since = len(reader.noticed)
        reader.press("Sleep")
        reader.await_named("Wake", "push button")
        reader.press("Wake")
        reader.await_named("Sleep", "push button")
        result["told_of_sleep"] = reader.announced(since)
        result["settings"] = settings_by_reader(window)
        result["asked_at_last"] = _row(asked[2], person.answered(asked[2].samples))
        window.picture("assistive")
        result["unnamed_at_last"] = unnamed(window)
    result["announced"] = reader.announced()
    return result


def _asked(person: Person, window: WindowProgram, question: Question, name: str) -> Answer:
    since = len(window.reader.noticed)
    lasts = person.say(question.samples)
    person.await_state("Speaking", seconds=lasts + LONGEST_SECONDS, since=since)
    window.picture(name)
    return person.await_answer(since)


def _row(question: Question, answer: Answer) -> dict[str, Any]:
    return {
        "question": question.text,
        "written": answer.question,
        "reply": answer.reply.text,
        "delivery": answer.reply.delivery,
        "right": re.search(question.answer or "", answer.reply.text, re.IGNORECASE) is not None,
    }


RUNS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "sound": by_sound,
    "keyboard": by_keyboard,
    "assistive": by_assistive,
}


def run(name: str, folder: Path) -> dict[str, Any]:
    """One conversation; its result, which is written too.  folder: a new one."""
    folder.mkdir(parents=True)
    result = RUNS[name](folder)
    report.write(f"window_by_{name}", result)
    return result


def main() -> None:
    """Hold the conversations that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", choices=[*RUNS, []], metavar="NAME")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for pictures and log")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as temporary:
        for name in args.names or RUNS:
            try:
                print(run(name, (args.keep or Path(temporary)) / name))
            except RigError as error:
                print(f"{name}: {error}")


if __name__ == "__main__":
    main()
