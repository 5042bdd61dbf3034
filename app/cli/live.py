"""`visavis live`: a hands-free conversation without a window."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from app.cli.engine_options import add_engine_options, with_engine_options
from app.errors import UserError

if TYPE_CHECKING:
    from app.live.events import SessionEvent
    from app.sound.asked_check import AskedCheck

DONE = 0


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        "live",
        help="hold a hands-free conversation with microphone and speaker",
        description=(
            "Speak, and interrupt as you like; Ctrl+C ends it.  docs/live.md tells more, "
            "docs/turns.md how it takes turns."
        ),
    )
    add_engine_options(parser)
    parser.add_argument(
        "--camera",
        nargs="?",
        const="",
        metavar="SOURCE",
        help="see too: by its number, a film, a folder, an address, or screen (a setting)",
    )
    parser.add_argument(
        "--check", action="store_true", help="play a chime, judge microphone and speaker, and end"
    )
    parser.add_argument(
        "--resume", type=int, metavar="NUMBER", help="go on with this one of `history list`"
    )
    parser.add_argument("--seconds", type=float, metavar="N", help="end after so many seconds")
    parser.add_argument(
        "--record", metavar="DIR", help="keep sound, events and words in this new folder"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object an event")


def run(args: argparse.Namespace) -> int:
    """Hold the conversation; what is said, or one JSON object an event, goes to stdout.

    Raises: UserError, EngineError.
    """
    if args.seconds is not None and not args.seconds > 0:
        raise UserError("--seconds must be more than 0.")
    if args.check:
        return _check(args)
    settings = with_engine_options(args)
    camera = settings.camera.source if args.camera == "" else args.camera
    from app.capture.chosen_file import shown
    from app.live.opening import live_session
    from app.talk.standard_output import reserved_output

    with reserved_output() as output:
        show = _Json(output) if args.json else _Captions(output)
        name = args.engine or settings.conversation.engine
        record = None if args.record is None else Path(args.record)
        with live_session(
            name,
            settings,
            args.folders,
            show.event,
            camera=camera,
            record=record,
            resume=args.resume,
        ) as session:
            if record is not None:
                sys.stderr.write(f"All you and I say is recorded in {shown(record)}.\n")
            sys.stderr.write("I am listening; Ctrl+C ends this.\n")
            ends = None if args.seconds is None else time.monotonic() + args.seconds
            while ends is None or time.monotonic() < ends:
                session.step(time.monotonic)
    return DONE


def _check(args: argparse.Namespace) -> int:
    """Make an audio check and tell its verdict."""
    from app.capture.check_store import CheckStore
    from app.sound.asked_check import check_sound
    from app.sound.live_sound import SoundChoice
    from app.talk.standard_output import reserved_output

    with reserved_output() as output:
        sys.stderr.write("You will hear a chime; be quiet for a moment.\n")
        choice = SoundChoice.from_settings(args.settings)
        asked = check_sound(choice, CheckStore(args.folders.data))
        if args.json:
            output.write(json.dumps(dataclasses.asdict(asked)) + "\n")
        else:
            for line in _check_lines(asked):
                output.write(f"{line}\n")
    if not asked.kept and asked.check.verdict != "dead":
        sys.stderr.write("The result could not be kept; is the disk full?\n")
    return DONE


def _check_lines(asked: AskedCheck) -> list[str]:
    check = asked.check
    lines = [f"Microphone: {asked.microphone}", f"Speaker: {asked.speaker}"]
    if check.verdict != "dead":
        lines.append(f"The room's noise is {check.noise_db:.0f} dB.")
    if check.return_loss_db is not None:
        lines.append(
            f"The speaker's sound comes back {check.return_loss_db:.0f} dB fainter, "
            f"{1000 * check.delay:.0f} ms after the devices' own delay."
        )
    return [*lines, check.advice]


class _Captions:
    """Writes what is said, as it is heard."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def event(self, event: SessionEvent) -> None:
        from app.live.events import PersonSaid, ReplyOver, Told

        match event:
            case PersonSaid(_, text, _) if text:
                self._write(f"you: {text}")
            case ReplyOver(_, text, heard) if heard:
                self._write(f"visavis: {text[:heard]}{'' if heard >= len(text) else ' ...'}")
            case Told(sentence):
                self._write(f"visavis: {sentence}")
            case _:
                pass

    def _write(self, line: str) -> None:
        self._output.write(f"{line}\n")
        self._output.flush()


class _Json:
    """Writes every event as one JSON object a line, its kind as `event`."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def event(self, event: SessionEvent) -> None:
        from app.live.event_values import as_line, values_of

        self._output.write(as_line(values_of(event)))
        self._output.flush()
