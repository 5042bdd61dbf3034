"""The theme as Qt takes it: palette, style sheet and fonts of the whole program."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme import tokens
from ui.theme.tokens import DARK, LIGHT, Palette, TypeSize

FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
OWN_FAMILY = "Inter"

AnyWidget = TypeVar("AnyWidget", bound=QWidget)

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The appearance in use.  Views read `palette` when they paint, and repaint on `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str) -> None:
        """choice: `system`, `light` or `dark`."""
        super().__init__(app)
        self._app = app
        load_fonts()
        app.setStyle("Fusion")  # the one style that follows a palette on every system
        app.setFont(font(tokens.BODY))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        self._choice = ""
        self.choose(choice)

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        scheme = QGuiApplication.styleHints().colorScheme()
        if self._choice != "system":
            scheme = SCHEMES[self._choice]
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    def choose(self, choice: str) -> None:
        """Take `system`, `light` or `dark`."""
        if choice == self._choice:
            return
        self._choice = choice
        QGuiApplication.styleHints().setColorScheme(SCHEMES[choice])
        self._apply()

    def _apply(self) -> None:
        self._app.setPalette(qt_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()


def load_fonts() -> None:
    """Bring our font along where the system has no good one of its own."""
    if sys.platform in ("darwin", "win32") or OWN_FAMILY in QFontDatabase.families():
        return
    for name in FONT_FILES:
        with as_file(files("resources") / "fonts" / name) as path:
            QFontDatabase.addApplicationFont(str(path))


def font(step: TypeSize, scale: float = 1.0) -> QFont:
    """The font of a step of the type scale, `scale` times as large."""
    made = QFont(QGuiApplication.font())
    if sys.platform not in ("darwin", "win32"):
        made.setFamilies([OWN_FAMILY])
    made.setPixelSize(round(step.size * scale))
    made.setWeight(QFont.Weight(step.weight))
    return made


def named(widget: AnyWidget, name: str) -> AnyWidget:
    """The widget, under the name that the style sheet knows its kind by."""
    widget.setObjectName(name)
    return widget


def separator() -> QFrame:
    """A thin line between two things that stand above one another."""
    line = named(QFrame(), "separator")
    line.setFixedHeight(1)
    return line


def colour(value: str, opacity: float = 1.0) -> QColor:
    """A colour of the theme; opacity 0..1."""
    made = QColor(value)
    made.setAlphaF(opacity)
    return made


def qt_palette(palette: Palette) -> QPalette:
    """What Qt's own controls paint with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.raised,
        QPalette.ColorRole.Button: palette.raised,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.ToolTipBase: palette.raised,
        QPalette.ColorRole.Link: palette.accent_text,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.PlaceholderText: palette.muted,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.ToolTipText,
    ):
        made.setColor(role, QColor(palette.text))
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made


def style_sheet(palette: Palette) -> str:
    """The style sheet of the controls that we do not paint ourselves."""
    p, t = palette, tokens
    return f"""
    QWidget {{ color: {p.text}; }}
    QMainWindow, QWidget#screen {{ background: {p.window}; }}
    QFrame#card {{ background: {p.surface}; border: 1px solid {p.line};
        border-radius: {t.RADIUS_LARGE}px; }}
    QFrame#inset {{ background: {p.window}; border: 1px solid {p.line};
        border-radius: {t.RADIUS}px; }}
    QFrame#separator {{ background: {p.line}; border: none; }}
    QLabel#heading {{ font-size: {t.HEADING.size}px; font-weight: {t.HEADING.weight}; }}
    QLabel#title {{ font-size: {t.TITLE.size}px; font-weight: {t.TITLE.weight}; }}
    QLabel#strong {{ font-weight: {t.BODY_STRONG.weight}; }}
    QLabel#error {{ color: {p.danger_text}; font-size: {t.SMALL.size}px; }}
    QLabel#muted {{ color: {p.muted}; }}
    QLabel#small {{ color: {p.muted}; font-size: {t.SMALL.size}px; }}
    QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.line};
        padding: {t.GRID // 2}px {t.GRID}px; font-size: {t.SMALL.size}px; }}
    QAbstractScrollArea, QWidget#plain {{ background: transparent; border: none; }}
    QTableView#rows {{ selection-background-color: transparent; }}
    QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {{
        background: {p.surface}; border: 1px solid {p.outline};
        border-radius: {t.RADIUS_SMALL}px; padding: {t.GRID - 2}px {t.GRID + 2}px;
        selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus,
    QDoubleSpinBox:focus {{ border: {t.FOCUS_WIDTH}px solid {p.accent};
        padding: {t.GRID - 3}px {t.GRID + 1}px; }}
    QPlainTextEdit#log {{ background: transparent; border: none; padding: 0;
        color: {p.muted}; font-size: {t.SMALL.size}px; }}
    QPlainTextEdit#log:focus {{ border: 1px solid {p.accent}; padding: 0; }}
    QComboBox::drop-down {{ border: none; width: {3 * t.GRID}px; }}
    QComboBox QAbstractItemView {{ background: {p.surface}; border: 1px solid {p.line};
        selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
    QPushButton {{ background: {p.raised}; border: 1px solid {p.line};
        border-radius: {t.RADIUS_SMALL}px; padding: {t.GRID - 1}px {2 * t.GRID}px;
        font-weight: {t.BODY_STRONG.weight}; }}
    QPushButton:hover {{ border-color: {p.outline}; }}
    QPushButton:focus {{ border: {t.FOCUS_WIDTH}px solid {p.accent};
        padding: {t.GRID - 2}px {2 * t.GRID - 1}px; }}
    QPushButton:disabled {{ color: {p.muted}; }}
    QPushButton#primary {{ background: {p.accent}; color: {p.on_accent};
        border-color: {p.accent}; }}
    QPushButton#primary:focus {{ border-color: {p.text}; }}
    QPushButton#icon, QPushButton#iconPrimary {{ background: transparent; padding: 0;
        border: {t.FOCUS_WIDTH}px solid transparent; border-radius: {t.RADIUS}px; }}
    QPushButton#icon:hover {{ background: {p.raised}; }}
    QPushButton#icon:focus {{ border-color: {p.accent}; }}
    QPushButton#iconPrimary {{ background: {p.accent}; }}
    QPushButton#iconPrimary:focus {{ border-color: {p.text}; }}
    QPushButton#iconPrimary:disabled {{ background: {p.raised}; }}
    QLineEdit#line {{ border-radius: {t.RADIUS}px; padding: 0 {2 * t.GRID}px; }}
    QLineEdit#line:focus {{ padding: 0 {2 * t.GRID - 1}px; }}
    QPushButton#danger {{ background: {p.danger}; color: {p.on_danger};
        border-color: {p.danger}; }}
    QPushButton#danger:focus {{ border-color: {p.text}; }}
    QPushButton#flat {{ background: transparent; border: 1px solid transparent;
        color: {p.muted}; padding: {t.GRID // 2}px {t.GRID}px; font-weight: 400;
        font-size: {t.SMALL.size}px; }}
    QPushButton#flat:hover {{ color: {p.text}; background: {p.raised}; }}
    QPushButton#flat:focus {{ border: 1px solid {p.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: {t.GRID + 2}px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {p.outline}; border-radius: 3px;
        min-height: {4 * t.GRID}px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
    QScrollBar::sub-page {{ background: none; border: none; height: 0; width: 0; }}
    QMenu {{ background: {p.surface}; border: 1px solid {p.line}; padding: {t.GRID // 2}px; }}
    QMenu::item {{ padding: {t.GRID - 2}px {3 * t.GRID}px; border-radius: {t.GRID // 2}px; }}
    QMenu::item:selected {{ background: {p.accent}; color: {p.on_accent}; }}
    """
