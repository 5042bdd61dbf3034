"""What the declarations of the settings say, in the person's language; numbers in its format.

The words themselves stand in the declarations alone, see `app.setting.declared_words`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.setting import Setting

CONTEXT = "Setting"
"""Of Qt's translations."""

MOST_DECIMALS = 2

translate = QCoreApplication.translate


def in_words(text: str) -> str:
    """What a declaration says; as it stands there, if nobody has translated it."""
    return QCoreApplication.translate(CONTEXT, text)


def number(value: float, locale: QLocale | None = None) -> str:
    """A number with no more decimals than it needs: `0.5`, `86 400`."""
    rounded = round(value, MOST_DECIMALS)
    decimals = next(n for n in range(MOST_DECIMALS + 1) if round(rounded, n) == rounded)
    return (locale or QLocale()).toString(float(rounded), "f", decimals)  # type: ignore[call-overload]  # PySide lacks it


def around(setting: Setting, value: float) -> tuple[str, str]:
    """What stands before and after a number, by its unit; value: as it is shown."""
    unit = setting.unit
    if unit is None:
        return "", ""
    before, _, after = in_words(unit.one if unit.one and value == 1 else unit.pattern).partition(
        "{0}"
    )
    return before, after


def scale(setting: Setting) -> int:
    """What a number is multiplied by to be shown: 100 for shares in percent."""
    return 1 if setting.unit is None else setting.unit.scale


def quantity(setting: Setting, value: float) -> str:
    """A value of the setting with its unit: `0.5 s`, `50%`."""
    shown = value * scale(setting)
    before, after = around(setting, shown)
    return f"{before}{number(shown)}{after}"


def range_of(setting: Setting) -> str:
    """Which numbers it may be; empty for anything but a number."""
    if setting.minimum is None or setting.maximum is None:
        return ""
    ends = quantity(setting, setting.minimum), quantity(setting, setting.maximum)
    return translate("Settings", "From {0} to {1}").format(*ends)
