"""The options by which a conversation's engine is chosen, for the commands that hold one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import UserError

if TYPE_CHECKING:
    from app.settings import Settings

OMNI_SETTINGS = {"model": "omni.model", "device": "omni.device", "dtype": "omni.dtype"}
"""Options of their own for what is often changed with the omni engine."""


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command."""
    parser.add_argument("--engine", metavar="NAME", help="starter or omni (a setting)")
    for option, setting in OMNI_SETTINGS.items():
        parser.add_argument(f"--{option}", metavar=option.upper(), help=f"the setting {setting}")


def with_engine_options(args: argparse.Namespace, *also_omni: str) -> Settings:
    """The settings with what this command line says of the omni engine.

    also_omni: further options that were given and belong to the omni engine alone.

    Raises: UserError if one of its options is given without it, or has no such value.
    """
    from app.setting import find_setting

    engine = args.engine or args.settings.conversation.engine
    said = {option: value for option in OMNI_SETTINGS if (value := getattr(args, option))}
    if engine != "omni" and (said or also_omni):
        option = next(iter(said), *also_omni[:1])
        raise UserError(f"--{option} belongs to the omni engine; add --engine omni.")
    keys = {OMNI_SETTINGS[option]: (option, text) for option, text in said.items()}
    values = {
        key: find_setting(key).from_text(text, where=f"--{option}")
        for key, (option, text) in keys.items()
    }
    return args.settings.replace(values)
