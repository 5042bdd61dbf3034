"""`visavis history`: list, read, search, export and delete the conversations that were kept."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.command import command
from app.errors import UserError

if TYPE_CHECKING:
    from app.history.kinds import Kept, Summary
    from app.history.store import HistoryStore

SubParsers = argparse._SubParsersAction  # pyright: ignore[reportPrivateUsage] - argparse names no other

DONE, NOTHING_FOUND = 0, 1

LISTED = 20
FOUND = 50
"""How many conversations, and turns that were found, are shown unless more are asked for."""

EVERYTHING = 10**9
"""More conversations than anybody holds."""

_FORMATS = ("markdown", "json", "srt")


def add_parser(subparsers: SubParsers[argparse.ArgumentParser]) -> None:
    """Declare the sub-command and its own commands."""
    parser = subparsers.add_parser("history", help="read, search, export, delete what was kept")
    commands = parser.add_subparsers(dest="history_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="the last conversations, newest first")
    listing.add_argument("--limit", type=_count, default=LISTED, metavar="N", help="how many")
    show = commands.add_parser("show", help="all that was said in one")
    show.add_argument("number", type=int, metavar="NUMBER", help="as `list` shows it")
    search = commands.add_parser("search", help="turns with all these words or their beginnings")
    search.add_argument("words", nargs="+", metavar="WORD")
    search.add_argument("--limit", type=_count, default=FOUND, metavar="N", help="how many")
    export = commands.add_parser("export", help="write conversations for other programs")
    export.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="default: all")
    export.add_argument("--format", choices=_FORMATS, default="markdown", help="markdown if unsaid")
    export.add_argument("--out", type=Path, metavar="FILE", help="write there, not to stdout")
    delete = commands.add_parser("delete", help="delete conversations for good")
    delete.add_argument("numbers", nargs="*", type=int, metavar="NUMBER")
    delete.add_argument("--all", action="store_true", help="delete everything")
    delete.add_argument("--yes", action="store_true", help="do not ask, with --all")


def run(args: argparse.Namespace) -> int:
    """Run one command.

    Returns: the exit code; 1 if nothing was found.
    Raises: UserError with a sentence for the person.
    """
    commands: dict[str, Callable[[HistoryStore, argparse.Namespace], int]] = {
        "list": _list,
        "show": _show,
        "search": _search,
        "export": _export,
        "delete": _delete,
    }
    # Imported here: `visavis --help` need not wait for what only these commands use.
    from app.history.store import HistoryStore

    if args.history_command == "delete" and bool(args.numbers) == args.all:
        raise UserError("Say which conversations to delete, by their numbers, or --all of them.")
    store = HistoryStore.if_any(args.folders.data)
    if store is None:
        on = args.settings.history.keep
        how = "" if on else f"; `{command()} settings history.keep true` keeps the next ones"
        _tell(f"No conversation is kept{how}.")
        return DONE if args.history_command in ("list", "delete") else NOTHING_FOUND
    with closing(store):
        store.settle(time.time())
        return commands[args.history_command](store, args)


def _list(store: HistoryStore, args: argparse.Namespace) -> int:
    conversations = store.conversations(args.limit)
    for each in conversations:
        turns = "1 turn" if each.turns == 1 else f"{each.turns} turns"
        _say(f"{each.id:5}  {_time(each.began)}  {turns:>10}  {_line(each.first_words)}")
    if not conversations:
        _tell("No conversation is kept.")
    return DONE


def _show(store: HistoryStore, args: argparse.Namespace) -> int:
    (chosen,) = _chosen(store, [args.number])
    _say(f"{_time(chosen.began)}, answered by {chosen.engine}")
    for kept in store.turns(chosen.id):
        for line in _lines(kept):
            _say(line)
    return DONE


def _search(store: HistoryStore, args: argparse.Namespace) -> int:
    found = store.search(" ".join(args.words), args.limit)
    for kept in found:
        _say(f"{kept.conversation:5}  {_time(kept.turn.began)}")
        for line in _lines(kept):
            _say(f"       {line}")
    if not found:
        _tell("Nothing of what is kept has all these words.")
        return NOTHING_FOUND
    if len(found) == args.limit:
        _tell(f"These are the newest {args.limit}; --limit shows more.")
    return DONE


def _export(store: HistoryStore, args: argparse.Namespace) -> int:
    from app.history.export import FORMATS, Exported

    chosen = _chosen(store, args.numbers)
    if args.format == "srt" and len(chosen) != 1:
        raise UserError("Subtitles have one time line: name one conversation by its number.")
    text = FORMATS[args.format]([Exported(each, store.turns(each.id)) for each in chosen])
    if args.out is None:
        sys.stdout.write(text)
        return DONE
    from app.shared_folder import disk_words

    with disk_words(f"{args.out} could not be written"):
        args.out.write_text(text, encoding="utf-8")
    return DONE


def _delete(store: HistoryStore, args: argparse.Namespace) -> int:
    from app.history.forgetting import forget, forget_all

    if not args.all:
        chosen = _chosen(store, args.numbers)
        forget(store, [each.id for each in chosen])
        _tell("It is deleted." if len(chosen) == 1 else f"{len(chosen)} are deleted.")
        return DONE
    if not args.yes and not _agreed("Delete every conversation for good? Type yes: "):
        raise UserError(f"Nothing is deleted; `{command()} history delete --all --yes` does it.")
    forget_all(store)
    _tell("Every conversation is deleted.")
    return DONE


def _chosen(store: HistoryStore, numbers: list[int]) -> list[Summary]:
    """The conversations of these numbers in the order they were held; of none: all."""
    there = {each.id: each for each in store.conversations(EVERYTHING)}
    for number in numbers:
        if number not in there:
            raise UserError(
                f"There is no conversation {number}; `{command()} history list` shows them."
            )
    return [there[number] for number in sorted(set(numbers) or there)]


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"


def _lines(kept: Kept) -> list[str]:
    turn = kept.turn
    lines = [f"you: {_line(turn.person)}"] if turn.person else []
    if turn.reply:
        unheard = f" [not heard: {_line(turn.unheard_text)}]" if turn.unheard_text.strip() else ""
        lines.append(f"visavis: {_line(turn.heard_text)}{unheard}")
    return lines


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _time(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment).astimezone():%Y-%m-%d %H:%M}"


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
