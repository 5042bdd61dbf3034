"""`visavis models`: list, fetch, verify and remove the model packs.

What concerns checkpoints of the official model is in `checkpoints` and `prepare`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.cli import checkpoints, prepare
from app.command import command

if TYPE_CHECKING:
    from app.models.store import ModelStore

_MEGABYTE = 1_000_000
_DAMAGED = 1
"""Exit code of `verify` when a file is not right."""

SubParsers = argparse._SubParsersAction  # pyright: ignore[reportPrivateUsage] - argparse names no other


def add_parser(subparsers: SubParsers[argparse.ArgumentParser]) -> None:
    """Declare the sub-command and its own commands."""
    parser = subparsers.add_parser("models", help="list, fetch, verify and remove model packs")
    commands = parser.add_subparsers(dest="models_command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="all packs and sets, and which are here")
    pull = commands.add_parser("pull", help="fetch packs; goes on where it was stopped")
    pull.add_argument("packs", nargs="+", metavar="PACK", help="a pack, or a set such as starter")
    verify = commands.add_parser("verify", help="hash every file again")
    verify.add_argument("packs", nargs="*", metavar="PACK", help="default: every pack that is here")
    remove = commands.add_parser("remove", help="delete a pack")
    remove.add_argument("packs", nargs="+", metavar="PACK", help="a pack or a set")
    checkpoints.add_parsers(commands)
    prepare.add_parser(commands)
    path = commands.add_parser("path", help="print where the packs, or one of them, are")
    path.add_argument("pack", nargs="?", metavar="PACK", help="default: the models folder")


def run(args: argparse.Namespace) -> int:
    """Run one command.

    Returns: the exit code.
    Raises: UserError with a sentence for the person.
    """
    commands: dict[str, Callable[[ModelStore, argparse.Namespace], int]] = {
        "list": _list,
        "pull": _pull,
        "verify": _verify,
        "remove": _remove,
        "path": _path,
        "random": checkpoints.make_up,
        "plan": checkpoints.show_plan,
        "prepare": prepare.prepare_speech,
    }
    # Imported here: `visavis --help` need not wait for what only these commands use.
    from app.models.manifest import Manifest
    from app.models.store import ModelStore

    store = ModelStore(args.folders.models, Manifest.of_program())
    return commands[args.models_command](store, args)


def _list(store: ModelStore, _args: argparse.Namespace) -> int:
    packs = store.manifest.packs
    width = max(len(name) for name in packs)
    for name, pack in packs.items():
        state = store.state(name).value
        _say(f"{name:{width}}  {state:11}  {pack.size / _MEGABYTE:6.1f} MB  {pack.title}")
        bundle = "" if pack.bundle else "; never part of an installer"
        _say(f"{'':{width}}  licence {pack.licence}{bundle}")
        if pack.licence_note:
            _say(f"{'':{width}}  {pack.licence_note}")
    for name, members in store.manifest.sets.items():
        _say(f"set {name}: {', '.join(members)}")
    return 0


def _pull(store: ModelStore, args: argparse.Namespace) -> int:
    from app.models.bars import TerminalBars
    from app.models.progress import PlainLines

    if sys.stdout.isatty():
        with TerminalBars(sys.stdout) as bars:
            packs = store.pull(args.packs, bars)
    else:
        packs = store.pull(args.packs, PlainLines(sys.stdout))
    for name in packs:
        _say(f"{name} is ready in {store.path(name)}")
        if note := store.manifest.pack(name).licence_note:
            _say(f"  licence {store.manifest.pack(name).licence}: {note}")
    return 0


def _verify(store: ModelStore, args: argparse.Namespace) -> int:
    from app.models.store import PackState

    names = store.manifest.expand(args.packs)
    if not args.packs:
        names = [n for n in store.manifest.packs if store.state(n) is not PackState.MISSING]
    damaged = False
    for name in names:
        wrong = store.verify(name)
        damaged = damaged or bool(wrong)
        if wrong:
            _say(
                f"{name}: not right: {', '.join(wrong)}; `{command()} models pull {name}` mends it"
            )
        else:
            _say(f"{name}: all files are right")
    if not names:
        _say(f"No pack is here; `{command()} models pull starter` fetches the first ones.")
    return _DAMAGED if damaged else 0


def _remove(store: ModelStore, args: argparse.Namespace) -> int:
    for name in store.manifest.expand(args.packs):
        freed = store.remove(name)
        _say(f"{name}: {freed / _MEGABYTE:.1f} MB freed" if freed else f"{name}: was not here")
    return 0


def _path(store: ModelStore, args: argparse.Namespace) -> int:
    _say(str(store.path(args.pack) if args.pack else store.folder))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
