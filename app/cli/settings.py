"""`visavis settings`: list, show, set and reset."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.setting import Setting
    from app.settings import SettingValue
    from app.settings_file import SettingsFile
    from app.settings_layers import Resolved

DONE = 0


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        "settings",
        help="list the settings, show one or change one",
        description=(
            "List all settings, show one (KEY) or keep a new value (KEY VALUE).  A value comes "
            "from the command line (--set), else from the environment (VISAVIS_GROUP_NAME), "
            "else from the settings file, else it is the default."
        ),
    )
    parser.add_argument("key", nargs="?", metavar="KEY", help="for example speech.speed")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="the value to keep")
    parser.add_argument("--reset", metavar="KEY", help="go back to a setting's default")
    parser.add_argument("--path", action="store_true", help="print where the file is")
    parser.set_defaults(refuse=parser.error)


def run(args: argparse.Namespace) -> int:
    """Do what `args` ask; results on stdout.

    Raises: UserError for an unknown key, a wrong value or a file that cannot be changed.
    """
    from app.setting import (
        find_setting,
        in_text,
    )  # here because it takes pydantic: help stays quick
    from app.settings_file import SettingsFile

    if sum([args.path, args.reset is not None, args.key is not None]) > 1:
        args.refuse("KEY, --reset and --path do not go together")
    file = SettingsFile(args.folders.config)
    if args.path:
        _show(str(file.path))
    elif args.reset is not None:
        setting = find_setting(args.reset)
        file.reset(setting)
        _warn_if_hidden(setting, setting.default, file)
    elif args.value is not None:
        setting = find_setting(args.key)
        value = setting.from_text(args.value)
        file.set(setting, value)
        _warn_if_hidden(setting, value, file)
    elif args.key is not None:
        _show(in_text(args.settings.value(find_setting(args.key).key)))
    else:
        _show(_listing(args.resolved))
    return DONE


def _listing(resolved: Resolved) -> str:
    """Every setting by group, in the form of the settings file."""
    from app.setting import all_settings
    from app.settings import groups

    lines: list[str] = []
    for group, model in groups():
        title = (model.__doc__ or "").partition("\n")[0]
        lines += ["", f"[{group}]  # {title}"]
        for setting in all_settings():
            if setting.group == group:
                shown = _shown(resolved.settings.value(setting.key))
                lines += [
                    f"{setting.name} = {shown}  # {resolved.origins[setting.key]}",
                    f"    # {setting.help}",
                    f"    # {setting.range}; by default {_shown(setting.default)}",
                ]
    return "\n".join(lines[1:])


def _shown(value: SettingValue) -> str:
    """As TOML writes it; JSON writes numbers, truth values and strings the same way."""
    return json.dumps(value, ensure_ascii=False)


def _warn_if_hidden(setting: Setting, value: SettingValue, file: SettingsFile) -> None:
    """Say so if the value just kept will not be used, because the environment sets another."""
    from app.settings_layers import Origin, resolve

    after = resolve(file)
    if after.origins[setting.key] is Origin.ENVIRONMENT:
        used = after.settings.value(setting.key)
        sys.stderr.write(
            f"{setting.key} is kept as {_shown(value)}, but {setting.variable} is set and "
            f"{_shown(used)} is used.\n"
        )


def _show(result: str) -> None:
    sys.stdout.write(f"{result}\n")
