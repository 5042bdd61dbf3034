"""The window's language, and with it how numbers and times are written."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

SYSTEM = "system"
PLAIN = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
"""Where nothing is set: the bare C locale writes the time with seconds."""


def speak(app: QApplication, language: str) -> None:
    """Take `language` (`en`, `de`, `zh_CN`) or the system's; what is not translated is English.

    To be called before anything is shown.
    """
    locale = QLocale() if language == SYSTEM else QLocale(language)
    if language == "en" and QLocale().language() == QLocale.Language.English:
        locale = QLocale()  # the country's own way with numbers
    if locale.language() == QLocale.Language.C:
        locale = PLAIN
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    qt_own = QTranslator(app)
    if qt_own.load(locale, "qtbase", "_", QLibraryInfo.path(_QT_FOLDER)):
        app.installTranslator(qt_own)
    ours = QTranslator(app)
    with as_file(files("resources") / "translations") as folder:
        if ours.load(locale, "visavis", "_", str(folder)):
            app.installTranslator(ours)


_QT_FOLDER = QLibraryInfo.LibraryPath.TranslationsPath
