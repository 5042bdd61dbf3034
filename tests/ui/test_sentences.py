"""The program's own sentences come into the window in its language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.live.events import Told
from app.sentences import said_at, said_together, say
from app.sound.events import DeviceEvent
from tests.ui.test_translations import FOLDER
from ui.bridge.events import CouldNotOpen
from ui.desk import Desk
from ui.sentences import in_your_language
from ui.window import MainWindow

NOW = datetime(2026, 3, 4, 18, 20, tzinfo=UTC)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before, translator = QLocale(), QTranslator()
    assert translator.load(str(FOLDER / "visavis_de.qm"))
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(translator)


def test_without_a_translation_it_is_as_it_was_said(qapp: QApplication) -> None:
    when = said_at("at noon", NOW, NOW)
    for sentence in ("Anything {at all}.", say("your timer ended {when}", when=when)):
        assert in_your_language(sentence) == sentence


def test_parts_are_filled_in_as_they_are(german: None) -> None:
    made = say("I use {name} as the speaker now.", name="Box {1}")
    assert in_your_language(made) == "Ich verwende jetzt Box {1} als Lautsprecher."
    nameless = DeviceEvent("speaker", "busy", None).sentence
    assert in_your_language(nameless).startswith("Ich kann den Lautsprecher nicht verwenden.")


def test_what_was_missed_is_listed_with_its_times(german: None) -> None:
    told = [
        say(
            "your {label} timer ended {when}",
            label="egg",
            when=said_at("at a quarter past six", NOW - timedelta(minutes=5), NOW),
        ),
        say(
            "I should have reminded you {label} {when}",
            label="to call",
            when=said_at("yesterday", NOW - timedelta(days=1), NOW),
        ),
        say("1 more was due"),
    ]
    made = say("While I was off, {things}.", things=said_together("...", told))
    assert in_your_language(made) == (
        "Während ich aus war: Ihr Timer „egg“ ist abgelaufen (18:15), "
        "Ich hätte Sie erinnern sollen: to call (03.03.26 18:20) und 1 weiterer war fällig."
    )


def test_notices_troubles_and_failures_are_shown_so(
    qtbot: QtBot, german: None, window: MainWindow, desk: Desk
) -> None:
    desk.tell(Told(say("Your timer is done.")))
    assert desk.model.transcript.messages[-1].text == "Ihr Timer ist abgelaufen."
    desk.tell(DeviceEvent("microphone", "lost", None))
    card = window.screen_.stage.card
    assert "Ich finde kein Mikrofon." in card.accessibleName()
    desk.tell(
        CouldNotOpen(say("There is no voice {voice}; choose from {known}.", voice="x", known="y"))
    )
    assert "Es gibt keine Stimme x." in card.accessibleName()
