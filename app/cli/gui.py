"""`visavis gui`: the window."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from typing import Any

from app.cli.engine_options import add_engine_options, with_engine_options
from app.errors import UserError


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        "gui",
        help="open the window",
        description="Talk face to face: the window shows what is heard and said, and what is on.",
    )
    add_engine_options(parser)
    parser.add_argument(
        "--or-sample",
        action="store_true",
        help="where no window can be opened, hold the sample conversation",
    )
    parser.add_argument(
        "--minimised",
        action="store_true",
        help="start out of sight: in the tray, or where there is none, minimised",
    )


def run(args: argparse.Namespace) -> int:
    """Show the window until it is closed.

    Raises: UserError if there is no display, or nothing to draw with.
    """
    settings = with_engine_options(args)
    try:
        _check()
        from ui.start import run as run_window

        return run_window(
            args.engine, settings, args.resolved, args.folders, minimised=args.minimised
        )
    except UserError as error:
        if not args.or_sample:
            raise
        sys.stderr.write(f"{error}  The sample conversation is held without a window.\n")
    from app.cli.main import run_line

    return run_line(["talk", "--sample"], args.folders)


def _check() -> None:
    """Refuse where a window cannot be: Qt itself would end the process.

    Raises: UserError.
    """
    from app.talk.sample import display_found

    if importlib.util.find_spec("PySide6") is None:
        raise UserError(
            "The window needs PySide6, which has no ready-made file for this computer in our "
            "lock; `pip install PySide6-Essentials` may find one."
        )
    if not display_found():
        raise UserError("No display was found; start Visavis from a desktop.")
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise UserError(
            f"A library that the window needs is missing on this system ({error}); "
            "start run.py without --no-system, or install it."
        ) from None
