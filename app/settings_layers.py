"""Where each setting's value comes from: default < file < environment < command line.

A wrong value that was given for this very run (environment, command line) stops the program
with a sentence.  A wrong value in the file is named in a sentence and its default is used, for
one old mistake must not keep the program from starting; the file itself stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.errors import UserError
from app.setting import VARIABLE_PREFIX, all_settings, find_setting, shortened, unknown
from app.settings import Settings, SettingValue, groups
from app.settings_file import SettingsFile


class Origin(StrEnum):
    """What set a value, weakest first."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings of this run.

    origins: of every setting, by key.  words: sentences for the person about what was wrong.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    words: tuple[str, ...]


def resolve(
    file: SettingsFile,
    environ: Mapping[str, str] = os.environ,
    overrides: Sequence[str] = (),
) -> Resolved:
    """Lay the sources over one another; `overrides` are `key=value`, the last one winning.

    Raises: UserError for a wrong value in `environ` or `overrides`, or an unreadable file.
    """
    values: dict[str, SettingValue] = {}
    origins = {setting.key: Origin.DEFAULT for setting in all_settings()}
    words: list[str] = []

    def lay(layer: Mapping[str, SettingValue], origin: Origin) -> None:
        values.update(layer)
        origins.update(dict.fromkeys(layer, origin))

    in_environment = _from_environment(environ, words)
    on_command_line = _from_overrides(overrides)
    lay(_from_file(file, words), Origin.FILE)
    lay(in_environment, Origin.ENVIRONMENT)
    lay(on_command_line, Origin.COMMAND_LINE)
    return Resolved(Settings().replace(values), origins, tuple(words))


def _from_file(file: SettingsFile, words: list[str]) -> dict[str, SettingValue]:
    contents = file.read()
    if contents.word:
        words.append(contents.word)
    values: dict[str, SettingValue] = {}
    for setting in all_settings():
        table = contents.tables.get(setting.group, {})
        if setting.name not in table:
            continue
        try:
            values[setting.key] = setting.from_file(table[setting.name])
        except UserError as error:
            words.append(f"In {file.path} {error} The default is used.")
    known = {setting.key for setting in all_settings()}
    for group, _ in groups():
        strangers = (f"{group}.{name}" for name in contents.tables.get(group, {}))
        words.extend(
            f"In {file.path}: {unknown(key, sorted(known))}"
            for key in strangers
            if key not in known
        )
    return values


def _from_environment(environ: Mapping[str, str], words: list[str]) -> dict[str, SettingValue]:
    """Values of VISAVIS_<GROUP>_<NAME>; an empty variable counts as unset."""
    settings = {setting.variable: setting for setting in all_settings()}
    values: dict[str, SettingValue] = {}
    for variable, setting in settings.items():
        text = environ.get(variable, "")
        if text:
            values[setting.key] = setting.from_text(text, where=variable)
    prefixes = tuple(f"{VARIABLE_PREFIX}_{group}_".upper() for group, _ in groups())
    words.extend(
        unknown(variable, sorted(settings))
        for variable in sorted(environ)
        if variable.startswith(prefixes) and variable not in settings
    )
    return values


def _from_overrides(overrides: Sequence[str]) -> dict[str, SettingValue]:
    values: dict[str, SettingValue] = {}
    for override in overrides:
        key, equals, text = override.partition("=")
        if not equals:
            raise UserError(
                f"--set takes key=value, for example speech.speed=1.2, not {shortened(override)}."
            )
        values[key] = find_setting(key).from_text(text)
    return values
