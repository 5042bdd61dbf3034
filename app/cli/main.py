"""The frame of the command line: options for all commands, exit codes, words on stderr.

Results go to stdout and words for the person to stderr.  Exit codes: 0 done, 1 a fault of the
program, 2 something the person can put right, 130 interrupted, 141 the reader of stdout left.

A command is a module of this package with `add_parser(subparsers)`, which adds the parser named
like the module, and `run(args) -> int`.  `run` finds in `args` its own options and
`folders: Folders`, `settings: Settings` and `resolved: Resolved`.  Both must be quick to import:
what a command needs beyond the standard library it imports when it runs.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import NoReturn

from app import VERSION
from app.command import command
from app.errors import UserError
from app.folders import Folders
from app.logs import LogFile, set_log_level, written_logs
from app.matrix_threads import keep_to_one_thread
from app.result_stream import STDOUT, ResultError, is_descriptor, result_stream

DONE, FAULT, REFUSED, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141

COMMANDS = ("gui", "talk", "live", "history", "models", "voices", "settings")

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own) and return its exit code."""
    _print_any_character()
    keep_to_one_thread()
    try:
        folders = Folders.from_environment()
    except UserError as error:
        return _refuse(error)
    with _marked_stdout(), written_logs(folders.logs) as log_file:
        return _answer(sys.argv[1:] if argv is None else argv, folders, log_file)


def _answer(argv: Sequence[str], folders: Folders, log_file: LogFile) -> int:
    try:
        code = _exit_code(argv, folders)
        sys.stdout.flush()  # a reader that has left shows here, not at exit
    except KeyboardInterrupt:
        _say("")
        return INTERRUPTED
    except ResultError as error:
        return _give_up_stdout(error)
    except (UserError, *_runtime_errors()) as error:
        return _refuse(error)
    except Exception as error:  # noqa: BLE001 - the outermost border: no traceback for a person
        return _fault(error, log_file)
    return code


def _exit_code(argv: Sequence[str], folders: Folders) -> int:
    try:
        return run_line(argv, folders)
    except SystemExit as stop:  # argparse, after --help and after a wrong option
        return stop.code if isinstance(stop.code, int) else DONE


def run_line(argv: Sequence[str], folders: Folders) -> int:
    """Run one command line, errors and all, and return its exit code."""
    parser, commands = _parser(_needed_commands(argv))
    args = parser.parse_args(argv)
    if args.command in (None, "help"):
        asked = getattr(args, "about", None)
        parser.parse_args([asked, "--help"]) if asked else parser.print_help()
        return DONE
    # Here because these take pydantic, which help does not need.
    from app.settings_file import SettingsFile
    from app.settings_layers import resolve

    overrides = args.set + args.set_after
    level = args.log_level_after or args.log_level
    if level:
        overrides.append(f"logs.level={level}")
    args.folders = folders
    args.resolved = resolve(SettingsFile(folders.config), overrides=overrides)
    args.settings = args.resolved.settings
    set_log_level(args.settings.logs.level)
    for word in args.resolved.words:
        _say(word)
    return commands[args.command].run(args)


class Parser(argparse.ArgumentParser):
    """argparse, with one sentence in place of the usage when an option is wrong."""

    def error(self, message: str) -> NoReturn:
        """Exit with the sentence."""
        self.exit(REFUSED, f"{self.prog}: {message}; see `{self.prog} --help`.\n")


def _needed_commands(argv: Sequence[str]) -> list[str]:
    """The one command that is named, so that the others need not be imported; else all."""
    return next(([word] for word in argv if word in COMMANDS), list(COMMANDS))


def _parser(names: Sequence[str]) -> tuple[Parser, dict[str, ModuleType]]:
    parser = Parser(
        prog=command(),
        description="A desktop assistant you talk to face to face.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"visavis {VERSION}")
    _add_common(parser, suffix="")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands = {name: importlib.import_module(f"app.cli.{name}") for name in names}
    for module in commands.values():
        module.add_parser(subparsers)
    for subparser in subparsers.choices.values():
        _add_common(subparser, suffix="_after")
    help_parser = subparsers.add_parser("help", help="show this help, or that of one command")
    help_parser.add_argument("about", nargs="?", metavar="COMMAND", choices=names)
    return parser, commands


def _add_common(parser: argparse.ArgumentParser, suffix: str) -> None:
    """The options that may stand before or after the command, under two names.

    One name would not do: argparse lets the command's default overwrite what stood before it.
    """
    parser.add_argument(
        "--set",
        dest=f"set{suffix}",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="use this value of a setting now (again for more settings)",
    )
    parser.add_argument(
        "--log-level", dest=f"log_level{suffix}", metavar="LEVEL", help="what to note: info, debug"
    )


def _runtime_errors() -> tuple[type[Exception], ...]:
    """The runtime's errors for people, without importing it: unloaded, it raised nothing."""
    if "omni_core.conversation" not in sys.modules:
        return ()
    from omni_core.conversation import ConversationError
    from omni_core.media import MediaError

    return ConversationError, MediaError


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _refuse(error: Exception) -> int:
    _say(str(error))
    return REFUSED


def _fault(error: Exception, log_file: LogFile) -> int:
    _log.error("A command ended with a fault", exc_info=error)
    if _log.isEnabledFor(logging.DEBUG):
        traceback.print_exception(error)  # on the person's own screen, where nothing is kept
    where = "could not be written to" if log_file.failed else "tells more"
    _say(
        f"Something went wrong inside Visavis ({type(error).__name__}); "
        f"the log {log_file.path} {where}."
    )
    return FAULT


def _print_any_character() -> None:
    """Show what the terminal has no letter for as an escape, in place of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextlib.contextmanager
def _marked_stdout() -> Iterator[None]:
    """Within this block a failure of stdout is a ResultError; a terminal's own stream is kept."""
    if sys.stdout.isatty() or not is_descriptor(sys.stdout, STDOUT):
        yield
        return
    sys.stdout.flush()
    with contextlib.redirect_stdout(result_stream(STDOUT, like=sys.stdout)):
        yield


def _give_up_stdout(error: ResultError) -> int:
    """The exit code; stdout is pointed nowhere, for what is left in its buffer goes there yet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDOUT)
    os.close(nowhere)
    if error.errno in (errno.EPIPE, errno.EINVAL):  # EINVAL is how Windows names it
        return READER_GONE
    _say(f"The result cannot be written ({error.strerror}); send the output somewhere else.")
    return REFUSED
