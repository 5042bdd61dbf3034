"""A list of devices to choose from, by name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy

from app.capture.source_name import SCREEN
from app.settings import AUTO
from ui.models.device_choice import Offer, Offers
from ui.settings_screen.editors import CalmComboBox
from ui.theme.style import Theme

translate = QCoreApplication.translate

FEWEST_LETTERS = 12
"""A long name is cut in the closed list, and whole in the open one and the tooltip."""


class DeviceBox(CalmComboBox):
    """`picked` with the setting's value, when the person has chosen."""

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        """name: what is chosen here, for a screen reader."""
        super().__init__(theme)
        self._offers: Offers | None = None
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._picked)

    def show_offers(self, offers: Offers) -> None:
        """What there is, and which is chosen; leaves an open list alone while nothing changes."""
        if offers == self._offers:
            return
        self._offers = offers
        self.clear()
        self.addItems([named(offer) for offer in offers.offers])
        self.setCurrentIndex(offers.chosen)
        self.setToolTip(self.currentText())

    def _picked(self, row: int) -> None:
        if self._offers is not None and row != self._offers.chosen:
            offers = self._offers.offers
            self._offers = Offers(offers, row)
            self.setToolTip(self.currentText())
            self.picked.emit(offers[row].value)


def named(offer: Offer) -> str:
    """An offer as the list shows it."""
    if offer.value == AUTO:
        if not offer.name:
            return translate("FirstSteps", "System default")
        return translate("FirstSteps", "System default: {0}").format(offer.name)
    name = offer.name
    if offer.value == SCREEN:
        name = translate("FirstSteps", "What is on the screen")
    elif not name:
        name = translate("FirstSteps", "Camera {0}").format(int(offer.value) + 1)
    return translate("FirstSteps", "{0} (not found)").format(name) if offer.gone else name
