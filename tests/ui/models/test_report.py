"""The report tells versions, kinds and numbers, and nothing that is anybody's."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.capture.audio_check import AudioCheck
from app.capture.devices import Device
from app.diagnosis.log_tail import log_tail
from app.diagnosis.sound_figures import sound_figures
from app.diagnosis.versions import versions
from app.live.events import (
    Level,
    PersonSaid,
    ReplyOver,
    ReplyTakenBack,
    ReplyText,
    StateChanged,
    Told,
    TurnTimings,
)
from app.live.trace import Trace
from app.logs import written_logs
from app.playback.events import ReplyUnderrun
from app.setting import all_settings
from app.settings import Settings
from app.sound.events import DeviceEvent
from app.turns.events import Notice
from app.turns.states import State, Trigger
from ui.bridge.events import CouldNotOpen
from ui.models.diagnosis import Diagnosis
from ui.models.mood import Mood
from ui.models.report import HIDDEN, Background, Facts, report, told_settings

AT = datetime(2026, 5, 4, 9, 49, tzinfo=UTC)
SECRET = "Rumpelstilzchen"
HOME = f"/home/{SECRET}"


def secret_settings() -> Settings:
    """Every setting that takes a text of the person's own holds the secret."""
    free = [
        setting
        for setting in all_settings()
        if isinstance(setting.default, str) and not setting.choices and "text" in setting.range
    ]
    assert len(free) >= 8
    return Settings().replace({setting.key: f"{HOME}/{setting.name}" for setting in free})


def planted(folder: Path) -> Facts:
    """A diagnosis with the secret in everything that could hold one."""
    headset = Device("microphone", SECRET, "sound server", f"{SECRET}'s headset", 1, 48_000)
    sound: Any = SimpleNamespace(
        keeper=SimpleNamespace(device=lambda kind: headset),
        microphone=SimpleNamespace(dropped=3), reference=SimpleNamespace(jumps=2),
        check=AudioCheck(0.012, 34.0, -62.0, "good"),
    )  # fmt: skip
    diagnosis, trace = Diagnosis(), Trace()
    said = f"My name is {SECRET}"
    for event in (
        Level(-30.0, 0.9), StateChanged(State.HEARING, Trigger.ONSET, 1.0),
        PersonSaid(1, said, by_engine=True), ReplyText(1, said), ReplyOver(1, said, len(said)),
        ReplyTakenBack(2), Told(said), CouldNotOpen(f"{HOME}/model is missing."),
        DeviceEvent("microphone", "changed", headset), Notice(said),
    ):  # fmt: skip
        diagnosis.apply(event, 1.0, AT, lambda _: -20.0)
        trace.note(1.0, "HEARING", event)
    trace.note(2.0, "SPEAKING", ReplyUnderrun(1, 400))
    with written_logs(folder):
        log = logging.getLogger("app.live")
        log.warning("It could not be read: %s", f"{HOME}/notes.txt")
        try:
            raise OSError(f"{HOME} is full of {SECRET}")
        except OSError as error:
            log.error("The disk failed", exc_info=error)
    (folder / "visavis.log").open("a").write(f"{SECRET} was here\n")
    return Facts(
        engine="starter", mood=Mood.SPEAKING, screen="xcb, 2 to a pixel",
        settings=secret_settings(), diagnosis=diagnosis,
        timings=(TurnTimings(1, 0.21, 0.34, 0.62, 0), TurnTimings(2, 0.22, 0.36, 0.82, 1)),
        now=10.0, background=Background(versions(), 1_690_000_000, log_tail(folder)),
        sound=sound_figures(sound), trace=trace.entries, dropped=7,
    )  # fmt: skip


def test_a_planted_secret_never_gets_into_it(tmp_path: Path) -> None:
    text = report(planted(tmp_path))
    assert SECRET.lower() not in text.lower()
    assert "/home" not in text
    assert str(Path.home()) not in text
    assert str(tmp_path) not in text


def test_what_helps_is_in_it(tmp_path: Path) -> None:
    text = report(planted(tmp_path))
    for expected in (
        "visavis 0", "Python", "numpy", "engine starter", "state speaking", "memory 1690 MB",
        "microphone: sound server, 1 channels, 48000 Hz", "audio check: good",
        "events lost by the window: 7", "blocks of the microphone lost: 3",
        "breaks of the speaker's reference: 2", "ReplyUnderrun: 1", "replies taken back: 1",
        "conversations not opened or broken off: 1", "microphone changed: 1",
        "first sound: median 0.72, worst 0.82", "SPEAKING", "The disk failed", "OSError",
        "It could not be read: <private>",
    ):  # fmt: skip
        assert expected in text, expected


def test_settings_are_told_where_they_are_numbers_or_choices_and_differ() -> None:
    settings = Settings().replace(
        {"speech.speed": 1.5, "window.theme": "dark", "history.keep": True, "chat.threads": 4,
         "conversation.persona": "You are Anna."}
    )  # fmt: skip
    assert told_settings(settings) == [
        f"conversation.persona = {HIDDEN}",
        "chat.threads = 4",
        "speech.speed = 1.5",
        "history.keep = true",
        "window.theme = dark",
    ]
    assert told_settings(Settings()) == []


def test_a_report_of_nothing_says_so() -> None:
    facts = Facts("starter", Mood.OPENING, "xcb", Settings(), Diagnosis(), (), 0.0)
    assert report(facts).count("none") >= 4
