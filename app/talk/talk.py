"""Holds one conversation from its first turn to its last: the work of `visavis talk`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

from app.playback.speaker import SpeakerStream
from app.talk.clock import Clock, SystemClock
from app.talk.driver import TurnDriver
from app.talk.memory import peak_rss_mb
from app.talk.reply_file import ReplyFile
from app.talk.report import TalkReport, TurnReport
from app.talk.turn import Turn
from omni_core.conversation import Action, Conversation, Engine, Options, ReplyEvent, SpeechDelta


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where a conversation goes while it is held.

    act: does what a reply asks for, once that reply is complete.
    show: is told every turn when it is over.
    keep: is given the conversation after the last one.
    """

    act: Callable[[Action], None]
    show: Callable[[Turn, TurnReport], None] | None = None
    file: ReplyFile | None = None
    speaker: SpeakerStream | None = None
    keep: Callable[[Conversation], None] | None = None


def hold(
    turns: Sequence[Turn],
    load: Callable[[], Engine],
    options: Options,
    outlets: Outlets,
    *,
    realtime: bool = False,
    clock: Clock | None = None,
) -> TalkReport:
    """Load the engine, take every turn in order, and free the engine again.

    A turn begins when the reply before it has been played, if it is.

    Raises: what loading and the conversation raise; UserError of the outlets.
    """
    clock = clock or SystemClock()
    begun = clock.now()
    with ExitStack() as held:
        engine = held.enter_context(closing(load()))
        conversation = held.enter_context(closing(engine.open(options)))
        load_seconds = clock.now() - begun
        driver = TurnDriver(
            conversation,
            realtime=realtime,
            clock=clock,
            listener=lambda event: _sound(event, outlets),
        )
        reports: list[TurnReport] = []
        for turn in turns:
            report = driver.take(turn)
            if outlets.file:
                outlets.file.end_reply()
            for action in report.actions:
                outlets.act(action)
            if outlets.show:
                outlets.show(turn, report)
            if outlets.speaker:
                outlets.speaker.finish()
            reports.append(report)
        if outlets.keep:
            outlets.keep(conversation)
        # Before the engine is closed, while its child processes can still be asked.
        return TalkReport(engine.capabilities.name, reports, load_seconds, peak_rss_mb())


def _sound(event: ReplyEvent, outlets: Outlets) -> None:
    if not isinstance(event, SpeechDelta):
        return
    if outlets.file:
        outlets.file.write(event.samples)
    if outlets.speaker:
        outlets.speaker.write(event.samples)
