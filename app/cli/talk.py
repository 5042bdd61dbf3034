"""`visavis talk`: a conversation from sound files, photos, films and typed text."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from app.cli.engine_options import add_engine_options, with_engine_options
from app.errors import UserError

if TYPE_CHECKING:
    from app.playback.speaker import SpeakerStream
    from app.talk.dump import DumpFile
    from app.talk.given_turns import Given
    from app.talk.report import TalkReport
    from app.talk.turn import Turn
    from omni_core.conversation import Engine, Options

DONE = 0

HIGHEST_SEED = 2**32 - 1
"""Seeds are 32 bits wide in the libraries below."""


class _Give(argparse.Action):
    """Appends (option, value) to one list, for the order of turns and photos counts."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse's own signature
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        given: list[tuple[str, Any]] = [*namespace.given, (str(option_string).lstrip("-"), values)]
        namespace.given = given


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        "talk",
        help="hold a conversation from sound files, photos, films and typed text",
        description=(
            "Each --audio, --text or --video is one turn of the same conversation, in order, with "
            "the --image files that stand before it; words right after a film belong to its turn.  "
            "docs/talk.md describes --json."
        ),
    )
    parser.set_defaults(given=[])
    for option, metavar, words in (
        ("--audio", "FILE", "say what is recorded here (WAV, FLAC, OGG, MP3)"),
        ("--text", "TEXT", "type this"),
        ("--image", "FILE", "show this photo before the next turn"),
        ("--video", "FILE", "play this film with its sound (MP4, MOV, MKV, WebM, AVI)"),
    ):
        parser.add_argument(option, action=_Give, metavar=metavar, help=words)
    parser.add_argument("--sample", action="store_true", help="hold the sample conversation aloud")
    add_engine_options(parser)
    parser.add_argument("--dump", metavar="FILE.npz", help="omni: keep the last turn as arrays")
    parser.add_argument("--out", metavar="FILE", help="keep all replies in this WAV file")
    parser.add_argument("--play", action="store_true", help="play the replies")
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    parser.add_argument("--realtime", action="store_true", help="feed sound at the speed of speech")
    parser.add_argument("--greedy", action="store_true", help="always take the likeliest word")
    parser.add_argument("--seed", type=_seed, metavar="N", help="make the replies repeatable")


def run(args: argparse.Namespace) -> int:
    """Hold the conversation; the transcript or the JSON object goes to stdout.

    Raises: UserError, before an engine is loaded wherever that can be; EngineError.
    """
    # Here because these take numpy and the sound libraries: help stays quick.
    from app.talk.given_turns import turns_from
    from app.talk.report import as_json
    from app.talk.standard_output import reserved_output

    args.settings = with_engine_options(args, *(["dump"] if args.dump else []))
    given = _given(args)
    turns = turns_from(given)
    with reserved_output() as output, _dump_file(args, given) as dump:
        report = _talk(args, given, turns, output, dump)
        if args.json:
            output.write(json.dumps(as_json(report), allow_nan=False) + "\n")
    return DONE


def _given(args: argparse.Namespace) -> list[Given]:
    if not args.sample:
        return args.given
    if args.given:
        raise UserError(
            "--sample brings its own turns; leave out --audio, --text, --image and --video."
        )
    from app.talk.sample import sample_turns

    return sample_turns()


def _talk(
    args: argparse.Namespace,
    given: Sequence[Given],
    turns: Sequence[Turn],
    output: TextIO,
    dump: DumpFile | None,
) -> TalkReport:
    from app.talk.reply_file import ReplyFile
    from app.talk.talk import Outlets, hold
    from app.talk.timers import kept_timers
    from app.talk.transcript import Transcript

    transcript = None if args.json else Transcript(output)
    with ExitStack() as open_things:
        file = None
        if args.out is not None:
            _check_not_given("--out", args.out, given)
            file = open_things.enter_context(ReplyFile(Path(args.out)))
        speaker = _speaker(args)
        if speaker:
            open_things.enter_context(speaker)
        outlets = Outlets(
            act=open_things.enter_context(kept_timers(args.folders.data, _tell)),
            show=transcript.add if transcript else None,
            file=file,
            speaker=speaker,
            keep=dump.keep if dump else None,
        )
        return hold(turns, lambda: _load(args), _options(args), outlets, realtime=args.realtime)


def _dump_file(
    args: argparse.Namespace, given: Sequence[Given]
) -> AbstractContextManager[DumpFile | None]:
    """Where the last turn's arrays go, if that is asked for."""
    if args.dump is None:
        return nullcontext()
    _check_not_given("--dump", args.dump, given)
    from app.talk.dump import DumpFile

    return DumpFile(Path(args.dump))


def _check_not_given(option: str, path: str, given: Sequence[Given]) -> None:
    """Refuse to write over a file that is sent."""
    for kind, value in given:
        if kind != "text" and Path(path).resolve() == Path(value).resolve():
            raise UserError(
                f"{option} {path} would replace a file that is sent; give another name."
            )


def _speaker(args: argparse.Namespace) -> SpeakerStream | None:
    """The open speaker if sound is to be heard; the sample goes on without one."""
    if not (args.play or args.sample):
        return None
    from app.playback.speaker import open_speaker
    from app.settings import AUTO
    from omni_core.media import SPEECH_RATE

    device = args.settings.playback.device
    try:
        return open_speaker(SPEECH_RATE, None if device == AUTO else device)
    except UserError as error:
        if args.play:
            raise
        _tell(f"{error}  The sample conversation is only printed.")
        return None


def _load(args: argparse.Namespace) -> Engine:
    from app.engines import load_engine

    name: str = args.engine or args.settings.conversation.engine
    keeps_inputs = args.dump is not None
    engine = load_engine(name, args.settings, args.folders, keeps_inputs=keeps_inputs)
    if not engine.capabilities.speaks and (args.out or args.play):
        engine.close()
        raise UserError(
            f"The {name} engine answers in text alone here: omni.speaks is false, or the "
            "checkpoint has no voice; leave out --out and --play."
        )
    return engine


def _options(args: argparse.Namespace) -> Options:
    """How the conversation is held, from the settings and this command's own options."""
    from app.engines import options_of

    name: str = args.engine or args.settings.conversation.engine
    options = options_of(args.settings, name)
    return dataclasses.replace(options, greedy=args.greedy, seed=args.seed)


def _seed(text: str) -> int:
    seed = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= seed <= HIGHEST_SEED:
        raise argparse.ArgumentTypeError(f"it must be a whole number from 0 to {HIGHEST_SEED}")
    return seed


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")
