"""The settings screen: every declared setting with its value, found by words, changed and reset.

Nothing of a setting is known here: name, range, help and default come from its declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.errors import UserError
from app.sentences import say
from app.setting import Setting, all_settings, group_title, in_text
from app.settings import Settings, SettingValue
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved

NOT_THE_CONVERSATIONS = frozenset({"window"})
"""Groups that a conversation knows nothing of; the others count from the next one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A setting with its value; fixed: this run was started with it, so it can't be changed."""

    setting: Setting
    value: SettingValue
    fixed: bool

    @property
    def changed(self) -> bool:
        """Whether it is another value than the default, so that a reset does something."""
        return self.value != self.setting.default and not self.fixed

    @property
    def text(self) -> str:
        """The value as people type it."""
        return in_text(self.value)


class SettingsPage:
    """Reads and writes the settings file; the window is told by what the calls return."""

    def __init__(self, file: SettingsFile, resolved: Resolved) -> None:
        self._file = file
        self.settings: Settings = resolved.settings
        self._fixed = frozenset(
            key
            for key, origin in resolved.origins.items()
            if origin in (Origin.ENVIRONMENT, Origin.COMMAND_LINE)
        )
        self.waiting: set[str] = set()
        """Keys whose new value counts from the next conversation on."""

    def groups(self) -> list[str]:
        """The groups' names, in the order of declaration."""
        return list(dict.fromkeys(setting.group for setting in all_settings()))

    def rows(self, group: str) -> list[Row]:
        """The settings of a group."""
        return [self.row(setting.key) for setting in all_settings() if setting.group == group]

    def row(self, key: str) -> Row:
        """One setting as it is now."""
        setting = next(setting for setting in all_settings() if setting.key == key)
        return Row(setting, self.settings.value(key), key in self._fixed)

    def found(self, words: str, shown: Callable[[str], str] = str) -> Iterator[Row]:
        """The settings that hold every one of `words` in what is said of them, key or value.

        shown: what of a declaration in the person's own language; the declaration's own words
        are found, too.
        """
        wanted = words.lower().split()
        for setting in all_settings():
            row = self.row(setting.key)
            said = [group_title(setting.group), setting.title, setting.help]
            said += [label for _, label in setting.labels]
            name = setting.key.replace("_", " ").replace(".", " ")
            held = " ".join([setting.key, name, row.text, *said, *map(shown, said)]).lower()
            if all(word in held for word in wanted):
                yield row

    def set(self, key: str, text: str) -> str | None:
        """Keep what the person typed; a sentence if it is none of the setting's values."""
        row = self.row(key)
        longest = row.setting.longest
        try:
            value = row.setting.from_text(text)
        except UserError as error:
            if longest is None:  # a list or a number, whose controls give right values alone
                return str(error)
            return say("This must be a text of 1 to {longest} characters.", longest=longest)
        if value == row.value:
            return None
        try:
            self._file.set(row.setting, value)
        except UserError as error:
            return str(error)
        self._take(key, value)
        return None

    def reset(self, key: str) -> str | None:
        """Go back to the default; a sentence if that can't be written."""
        row = self.row(key)
        try:
            self._file.reset(row.setting)
        except UserError as error:
            return str(error)
        self._take(key, row.setting.default)
        return None

    def _take(self, key: str, value: SettingValue) -> None:
        self.settings = self.settings.replace({key: value})
        if key.partition(".")[0] not in NOT_THE_CONVERSATIONS:
            self.waiting.add(key)
