"""`visavis voices`: list the voices, hear one, measure how fast they are here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.command import command

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.settings import Settings
    from omni_core.starter.voice.speaker import Speaker

SubParsers = argparse._SubParsersAction  # pyright: ignore[reportPrivateUsage] - argparse names no other

SENTENCE = "Hello, this is {name}. It is half past nine, and the kettle holds 1.5 liters."
"""Shows a greeting, a pause, and how numbers are said."""


def add_parser(subparsers: SubParsers[argparse.ArgumentParser]) -> None:
    """Declare the sub-command and its own commands."""
    parser = subparsers.add_parser("voices", help="list the voices, hear one")
    commands = parser.add_subparsers(dest="voices_command", metavar="COMMAND")
    commands.add_parser("list", help="all voices, and which are here (the default)")
    preview = commands.add_parser("preview", help="hear a voice say a sentence")
    preview.add_argument("name", metavar="NAME", help="of a voice, as `list` shows it")
    preview.add_argument("--text", default=SENTENCE, help="what it says; default: a sentence")
    preview.add_argument("--out", type=Path, metavar="FILE", help="write the sound, do not play it")
    preview.add_argument("--play", action="store_true", help="play it even if --out is given")
    commands.add_parser("measure", help="measure again how fast the voices here are")


def run(args: argparse.Namespace) -> int:
    """Run one command.

    Returns: the exit code.
    Raises: UserError with a sentence for the person; EngineError if a voice can't be used.
    """
    commands: dict[str | None, Callable[[Speaker, argparse.Namespace], int]] = {
        None: _list,
        "list": _list,
        "preview": _preview,
        "measure": _measure,
    }
    from app.models.manifest import Manifest
    from app.models.store import ModelStore
    from app.voices import speaker_of

    with closing(speaker_of(ModelStore(args.folders.models, Manifest.of_program()))) as speaker:
        return commands[args.voices_command](speaker, args)


def _list(speaker: Speaker, args: argparse.Namespace) -> int:
    from omni_core.starter.voice.catalogue import VOICES

    for voice in VOICES:
        if voice.name in speaker.voices:
            state = _pace(speaker, voice.name, args)
        else:
            state = f"not here; `{command()} models pull {voice.pack}` fetches it"
        _say(f"{voice.name:8} {voice.engine:7} {voice.about}")
        _say(f"{'':16} {state}")
        _say(f"{'':16} licence: {voice.licence}")
    return 0


def _pace(speaker: Speaker, name: str, args: argparse.Namespace) -> str:
    from omni_core.starter.voice.choice import remembered

    factor = remembered(speaker, name, _memory(args))
    if factor is None:
        return "ready"
    return f"ready; {factor:.2f} s of work for a second of speech on this machine"


def _preview(speaker: Speaker, args: argparse.Namespace) -> int:
    from omni_core.media import SPEECH_RATE

    _check_name(speaker, args.name)
    samples = speech(speaker, args.name, args.text.replace("{name}", args.name), args.settings)
    if args.out is not None:
        _write(args.out, samples)
        _say(f"{samples.size / SPEECH_RATE:.1f} s written to {args.out}")
    if args.play or args.out is None:
        from app.playback.speaker import play

        play(samples, SPEECH_RATE)
    return 0


def _check_name(speaker: Speaker, name: str) -> None:
    from app.errors import UserError
    from omni_core.starter.voice.catalogue import VOICES

    if name in speaker.voices:
        return
    known = {voice.name: voice for voice in VOICES}
    if name in known:
        raise UserError(
            f"The voice {name} is not here yet; `{command()} models pull {known[name].pack}`"
            " fetches it."
        )
    raise UserError(f"There is no voice {name}; choose from {', '.join(known)}.")


def speech(speaker: Speaker, voice: str, text: str, settings: Settings) -> NDArray[np.float32]:
    """`text` as a reply would be spoken, clause by clause: float32 [n], 24 kHz."""
    import numpy as np

    from omni_core.conversation import Cancel
    from omni_core.starter.voice.clauses import ClauseSplitter

    cancel = Cancel()
    splitter = ClauseSplitter()
    pieces = [
        speaker.speak(
            clause.text,
            voice=voice,
            speed=settings.speech.speed,
            volume=settings.speech.volume,
            cancel=cancel,
        )
        for clause in [*splitter.push(text), *splitter.finish()]
    ]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _write(path: Path, samples: NDArray[np.float32]) -> None:
    import soundfile

    from app.errors import UserError
    from omni_core.media import SPEECH_RATE

    try:
        soundfile.write(path, samples, SPEECH_RATE)
    except (OSError, ValueError, TypeError, soundfile.SoundFileError) as error:
        raise UserError(
            f"The sound can't be written to {path}; give a folder that exists and a name that"
            " ends in .wav, .flac or .ogg."
        ) from error


def _measure(speaker: Speaker, args: argparse.Namespace) -> int:
    from omni_core.starter.voice.choice import choose_voice, measure, remember

    measured: set[str] = set()
    for info in speaker.infos:
        if info.engine in measured:  # the styles of one network are equally fast
            continue
        measured.add(info.engine)
        factor = measure(speaker, info.name)
        remember(speaker, info.name, factor, _memory(args))
        _say(f"{info.engine:7} {factor:.2f} s of work for a second of speech")
    _say(f"Of their own accord, replies are spoken by {choose_voice(speaker, _memory(args))}.")
    return 0


def _memory(args: argparse.Namespace) -> Path:
    from app.voices import VOICE_MEMORY

    return args.folders.cache / VOICE_MEMORY


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
