"""What the button "Show" offers: a file, a page of it, what was copied, the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QWidget

from ui.asking.offered import PdfPage
from ui.asking.picture_reader import ManyPages
from ui.theme import tokens

translate = QCoreApplication.translate

_ENDINGS = ("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "ppm", "avif", "pdf")


def open_menu(
    button: QWidget,
    *,
    choose: Callable[[], object],
    paste: Callable[[], object],
    share: Callable[[], object],
    shared: bool,
) -> QMenu:
    """Show the menu above `button`; `shared`: whether the screen is shown now."""
    menu = QMenu(button)
    menu.addAction(translate("Showing", "Open a picture…"), "Ctrl+O", choose)
    menu.addAction(translate("Showing", "Paste a picture"), "Ctrl+V", paste)
    menu.addSeparator()
    screen = menu.addAction(translate("Showing", "Share the screen as the camera"), share)
    screen.setCheckable(True)
    screen.setChecked(shared)
    menu.aboutToHide.connect(menu.deleteLater)
    above = button.mapToGlobal(QPoint(0, 0))
    menu.popup(above - QPoint(0, menu.sizeHint().height() + tokens.GRID))
    return menu


def choose_files(window: QWidget, take: Callable[[list[Path]], object]) -> QFileDialog:
    """Open the system's dialog; `take` is called with the files, if any are chosen."""
    dialog = QFileDialog(window, translate("Showing", "Show a picture"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setDirectory(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    )
    pattern = " ".join(f"*.{ending}" for ending in _ENDINGS)
    pictures, everything = (
        translate("Showing", "Pictures and PDF"),
        translate("Showing", "All files"),
    )
    dialog.setNameFilters([f"{pictures} ({pattern})", f"{everything} (*)"])
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def choose_page(
    window: QWidget, pages: ManyPages, take: Callable[[list[PdfPage]], object]
) -> QInputDialog:
    """Ask which page is to be shown; `take` is called with it."""
    dialog = QInputDialog(window)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setWindowTitle(translate("Showing", "Show a page"))
    question = translate("Showing", "{0} has {1} pages. Which one is to be shown?")
    dialog.setLabelText(question.format(pages.path.name, pages.count))
    dialog.setOkButtonText(translate("Showing", "Show"))
    dialog.setCancelButtonText(translate("Showing", "Cancel"))
    dialog.setIntRange(1, pages.count)
    dialog.intValueSelected.connect(lambda number: take([PdfPage(pages.path, number)]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
