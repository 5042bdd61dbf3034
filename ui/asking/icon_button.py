"""A small button that is only an icon."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named


class IconButton(QPushButton):
    """Drawn in the theme's colours; its words are for the tooltip and the screen reader."""

    def __init__(self, theme: Theme, icon_name: str, name: str, *, primary: bool = False) -> None:
        """name: what it does, in a word or two.  primary: in the accent's colour."""
        super().__init__()
        named(self, "iconPrimary" if primary else "icon")
        self._theme, self._icon_name, self._primary = theme, icon_name, primary
        self.setFixedSize(tokens.FIELD, tokens.FIELD)
        self.setIconSize(QSize(tokens.ICON_SMALL, tokens.ICON_SMALL))
        self.setToolTip(name)
        self.setAccessibleName(name)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        palette = self._theme.palette
        ratio = self.devicePixelRatioF()
        made = QIcon()
        ink = palette.on_accent if self._primary else palette.text
        size = tokens.ICON_SMALL
        made.addPixmap(icon(self._icon_name, ink, size, ratio))
        made.addPixmap(icon(self._icon_name, palette.muted, size, ratio), QIcon.Mode.Disabled)
        self.setIcon(made)
