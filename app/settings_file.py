"""The settings file: TOML that a person may edit, and that is never lost.

Reading takes the standard library's parser.  Writing changes one value and leaves comments,
order and unknown keys as they are; the new text is read back and compared before it replaces
the old file in one step.  A file that is no TOML, or in which a group is no table, is broken:
it is renamed with the date, a sentence says so, and the defaults hold.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.folders import ensure_folder
from app.sentences import say
from app.setting import Setting
from app.settings import SettingValue, groups

FILE_NAME = "settings.toml"

MAX_BYTES = 1 << 20
"""No settings file is this long; something else has been put in its place."""

Table = dict[str, Any]


class BrokenFileError(Exception):
    """The file is no settings file; the message is half a sentence saying why."""


@dataclass(frozen=True, slots=True)
class FileContents:
    """What the file holds: its tables as read, and a sentence if it had to be set aside."""

    tables: Mapping[str, Any]
    word: str | None = None


class SettingsFile:
    """The settings file of one config folder; it need not exist."""

    def __init__(self, config: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self.path = config / FILE_NAME
        self._now = now

    def read(self) -> FileContents:
        """Everything in the file; a broken one is set aside.

        Raises: UserError if the file is there but may not be read.
        """
        try:
            return FileContents(_tables(self._text()))
        except BrokenFileError as error:
            return FileContents({}, self._set_aside(str(error)))

    def set(self, setting: Setting, value: SettingValue) -> FileContents:
        """Write one value, making the file if need be; returns what was there before.

        Raises: UserError if the file cannot be written.
        """

        def change(tables: Table) -> None:
            tables.setdefault(setting.group, {})[setting.name] = value

        before = self.read()
        self._change(change)
        return before

    def reset(self, setting: Setting) -> FileContents:
        """Take one value out, so that the default holds; returns what was there before.

        Raises: UserError if the file cannot be written.
        """

        def change(tables: Table) -> None:
            del tables[setting.group][setting.name]

        before = self.read()
        if setting.name in before.tables.get(setting.group, {}):
            self._change(change)
        return before

    def _text(self) -> str:
        try:
            status = self.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise BrokenFileError("is not a file")
            if status.st_size > MAX_BYTES:
                raise BrokenFileError("is far too long")
            return self.path.read_bytes().decode("utf-8-sig")  # some editors write a BOM
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise UserError(
                say(
                    "The settings file {path} cannot be read ({reason}); see that it may be read, "
                    "or move it away.",
                    path=self.path,
                    reason=error.strerror,
                )
            ) from error
        except UnicodeDecodeError as error:
            raise BrokenFileError("is not text in UTF-8") from error

    def _set_aside(self, why: str) -> str:
        date = self._now().strftime("%Y-%m-%d-%H%M%S")
        aside = self.path.with_name(f"settings.broken-{date}.toml")
        count = 1
        while aside.exists():
            count += 1
            aside = self.path.with_name(f"settings.broken-{date}-{count}.toml")
        try:
            self.path.rename(aside)
        except OSError as error:
            raise UserError(
                f"The settings file {self.path} {why}, and it cannot be renamed "
                f"({error.strerror}); repair it or move it away."
            ) from error
        return f"The settings file {why}; it was set aside as {aside}, and the defaults are used."

    def _change(self, change: Callable[[Table], None]) -> None:
        try:
            changed = _changed(self._text(), change)
        except BrokenFileError as error:
            raise UserError(
                say(
                    "The settings file {path} is written in a way that only a person can change; "
                    "edit it by hand.",
                    path=self.path,
                )
            ) from error
        self._replace(changed)

    def _replace(self, text: str) -> None:
        """Put `text` in place of the file in one step: at any moment one of the two is whole."""
        target = self.path.resolve()  # a link to a file kept elsewhere stays a link
        ensure_folder(target.parent)
        try:
            handle, name = tempfile.mkstemp(prefix=".settings-", dir=target.parent)
            draft = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(text.encode("utf-8"))
                    file.flush()
                    os.fsync(file.fileno())
                if target.exists():
                    shutil.copymode(target, draft)
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(
                say(
                    "The settings file {path} cannot be written ({reason}); see that its folder "
                    "may be written to and has room.",
                    path=self.path,
                    reason=error.strerror,
                )
            ) from error


def _tables(text: str) -> Table:
    """The file's tables.

    Raises: BrokenFileError if it is no TOML or one of our groups is no table.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits, 1000 brackets
        raise BrokenFileError("is not valid TOML") from error
    for group, _ in groups():
        if not isinstance(tables.get(group, {}), dict):
            raise BrokenFileError(f"holds a value where the table [{group}] belongs")
    return tables


def _changed(text: str, change: Callable[[Table], None]) -> str:
    """`text` with one change, its comments and all else kept.

    Raises: BrokenFileError if the library that keeps comments does not manage that.
    """
    import tomlkit  # here because only writing needs it: reading stays quick
    from tomlkit.exceptions import TOMLKitError

    wanted = _tables(text)
    change(wanted)
    try:
        document = tomlkit.parse(text)
        change(document)
        changed = tomlkit.dumps(document)
        kept = _comparable(_tables(changed)) == _comparable(wanted)
    except (TOMLKitError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise BrokenFileError("cannot be changed") from error
    if not kept:
        raise BrokenFileError("would not be what it was")
    return changed


def _comparable(tables: Table) -> str:
    """Equal for equal tables: the order of keys does not count, and nan equals itself."""
    return json.dumps(tables, sort_keys=True, default=repr)
