"""One declared setting, seen from outside: what a listing, a screen or a parser needs of it."""

from __future__ import annotations

import difflib
import types
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeGuard, Union, get_args, get_origin

import annotated_types
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from app.command import command
from app.errors import UserError
from app.settings import Group, SettingValue, groups
from app.settings_group import FineTuning, Labels, Unit

VARIABLE_PREFIX = "VISAVIS"

LONGEST_SHOWN = 60
"""Characters of a wrong value that a sentence repeats; enough to know it again."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's declaration.

    group, name: `speech`, `speed`.  title: its name for people.  help: one sentence.
    range: its values in words.  choices: all values, or () if they cannot be listed.
    labels: values that a screen calls something else, with what it calls them.
    minimum, maximum: of a number, else None.  whole: a number without decimals.
    unit: of a number, if it has one.  longest: characters of a text, else None.
    fine: a measured number, that hardly anybody needs to change.
    """

    group: str
    name: str
    title: str
    default: SettingValue
    help: str
    range: str
    choices: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    minimum: float | None
    maximum: float | None
    whole: bool
    unit: Unit | None
    longest: int | None
    fine: bool
    model: type[Group]

    @property
    def key(self) -> str:
        """How people name it: `speech.speed`."""
        return f"{self.group}.{self.name}"

    def label(self, value: str) -> str:
        """What a screen calls a value; itself where it is called nothing else."""
        return dict(self.labels).get(value, value)

    @property
    def variable(self) -> str:
        """The environment variable that sets it: `VISAVIS_SPEECH_SPEED`."""
        return f"{VARIABLE_PREFIX}_{self.group}_{self.name}".upper()

    def from_text(self, text: str, where: str | None = None) -> SettingValue:
        """The value that a person typed; `where` names the place in the refusal.

        Raises: UserError if it is none of this setting's.
        """
        try:
            group = self.model.model_validate_strings({self.name: text})
        except ValidationError:
            raise UserError(self._refusal(where or self.key, text)) from None
        return getattr(group, self.name)

    def from_file(self, value: object) -> SettingValue:
        """The value of a TOML file, whose type must fit.

        Raises: UserError if it is none of this setting's.
        """
        try:
            group = self.model.model_validate({self.name: value}, strict=True)
        except ValidationError:
            raise UserError(self._refusal(self.key, value)) from None
        return getattr(group, self.name)

    def _refusal(self, where: str, value: object) -> str:
        return f"{where} must be {self.range}, not {shortened(value)}."


def group_title(group: str) -> str:
    """What a screen calls a group."""
    return dict(groups())[group].title or _as_words(group)


def declared_words() -> tuple[str, ...]:
    """Everything that the settings screen takes from declarations, for translators; each once."""
    words: dict[str, None] = {}
    for group, _ in groups():
        words[group_title(group)] = None
        for setting in all_settings():
            if setting.group == group:
                said = [setting.title, setting.help, *(label for _, label in setting.labels)]
                if setting.unit is not None:
                    said += [setting.unit.pattern, setting.unit.one or setting.unit.pattern]
                words.update(dict.fromkeys(said))
    return tuple(words)


@cache
def all_settings() -> tuple[Setting, ...]:
    """Every setting, in the order of declaration."""
    return tuple(
        _setting(group, name, field, model)
        for group, model in groups()
        for name, field in model.model_fields.items()
    )


def find_setting(key: str) -> Setting:
    """The setting named `key`.

    Raises: UserError if there is none, with the nearest name if one is near.
    """
    for setting in all_settings():
        if setting.key == key:
            return setting
    raise UserError(unknown(key, [setting.key for setting in all_settings()]))


def unknown(name: str, known: Sequence[str]) -> str:
    """The sentence for a name that no setting has."""
    near = difflib.get_close_matches(name[:LONGEST_SHOWN], known, n=1)
    advice = f"did you mean {near[0]}?" if near else f"`{command()} settings` lists them all."
    return f"There is no setting {shortened(name)}; {advice}"


def shortened(value: object) -> str:
    """A wrong value as a sentence shows it: quoted, its control characters escaped, not long."""
    shown = repr(value)
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 3] + "..."


def _setting(group: str, name: str, field: FieldInfo, model: type[Group]) -> Setting:
    kinds = _alternatives(field)
    bounds = [_bounds(metadata) for _, metadata in kinds if _bounds(metadata) != (None, None)]
    minimum, maximum = bounds[0] if bounds else (None, None)
    listed = all(_choices(kind) for kind, _ in kinds)
    said = field.metadata
    lengths = [limits.max_length for _, data in kinds for limits in data if _is_longest(limits)]
    return Setting(
        group=group,
        name=name,
        title=field.title or _as_words(name),
        default=field.get_default(),
        help=field.description or "",
        range=" or ".join(_in_words(kind, metadata) for kind, metadata in kinds),
        choices=tuple(choice for kind, _ in kinds for choice in _choices(kind)) if listed else (),
        labels=next((each.pairs for each in said if isinstance(each, Labels)), ()),
        minimum=minimum,
        maximum=maximum,
        whole=any(kind is int for kind, _ in kinds),
        unit=next((each for each in said if isinstance(each, Unit)), None),
        longest=lengths[0] if lengths else None,
        fine=any(isinstance(each, FineTuning) for each in said),
        model=model,
    )


def _as_words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _is_longest(limit: object) -> TypeGuard[annotated_types.MaxLen]:
    return isinstance(limit, annotated_types.MaxLen)


def _alternatives(field: FieldInfo) -> list[tuple[Any, Sequence[Any]]]:
    """The types a field may have, each with what limits it."""
    if get_origin(field.annotation) not in (Union, types.UnionType):
        return [(field.annotation, field.metadata)]
    alternatives: list[tuple[Any, Sequence[Any]]] = []
    for member in get_args(field.annotation):
        info = FieldInfo.from_annotation(member)
        alternatives.append((info.annotation, info.metadata))
    return alternatives


def _choices(kind: object) -> tuple[str, ...]:
    """All values of a type as people type them, or () if they cannot be listed."""
    if kind is bool:
        return ("true", "false")
    return get_args(kind) if get_origin(kind) is Literal else ()


def in_text(value: SettingValue) -> str:
    """A value as people type it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _bounds(metadata: Sequence[Any]) -> tuple[float | None, float | None]:
    minimum = next((m.ge for m in metadata if isinstance(m, annotated_types.Ge)), None)
    maximum = next((m.le for m in metadata if isinstance(m, annotated_types.Le)), None)
    return minimum, maximum  # type: ignore[return-value]  # annotated_types knows only "comparable"


def _in_words(kind: object, metadata: Sequence[Any]) -> str:
    """The values of one type: `a number from 0.5 to 2`."""
    if choices := _choices(kind):
        return " or ".join(choices)
    minimum, maximum = _bounds(metadata)
    if kind is int:
        return f"a whole number from {minimum} to {maximum}"
    if kind is float:
        return f"a number from {minimum:g} to {maximum:g}"
    shortest = next((m.min_length for m in metadata if isinstance(m, annotated_types.MinLen)), 0)
    longest = next(m.max_length for m in metadata if isinstance(m, annotated_types.MaxLen))
    return f"a text of {shortest} to {longest} characters"
