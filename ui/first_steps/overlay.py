"""The first steps over the window: a card, a way through it, and nothing that blocks what is below.

The conversation behind is opened and held as ever.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.desk import Desk
from ui.first_steps.devices import DevicesStep
from ui.first_steps.engine import EngineStep
from ui.first_steps.welcome import WelcomeStep
from ui.models.device_test import DeviceTest
from ui.models.engine_step import EngineFacts
from ui.models.first_steps import ORDER, FirstSteps, Step
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.scrolled import scrolled
from ui.theme.style import Theme, colour, named

translate = QCoreApplication.translate

LARGEST = 96 * tokens.GRID, 82 * tokens.GRID
MARGIN = 3 * tokens.GRID
VEIL = 0.86
"""How dense what is behind the card is covered: its life can still be seen."""

SHADOW = 3 * tokens.GRID
SHADE = 1
"""Of 255, how dark each pixel of its depth is: they lie over one another."""


class Overlay(QWidget):
    """`over` when the last step is done or any is skipped; `settings` to go on there."""

    over = Signal()
    settings = Signal()

    def __init__(self, theme: Theme, desk: Desk, page: SettingsPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._desk = theme, desk
        self.steps = FirstSteps()
        self.test = DeviceTest()
        self.card = named(QFrame(self), "card")
        self.count = named(QLabel(), "small")
        self.mood = named(QLabel(), "small")
        self.skip = named(QPushButton(translate("FirstSteps", "Skip (Esc)")), "flat")
        self.skip.setToolTip(translate("FirstSteps", "The settings can show these steps again"))
        self.back = QPushButton(translate("FirstSteps", "Back"))
        self.next = named(QPushButton(), "primary")
        self.welcome = WelcomeStep(theme, desk.loudness, keeps=page.settings.history.keep)
        self.devices = DevicesStep(theme, desk, page, self.test)
        self.engine = EngineStep(theme)
        self.pages: dict[Step, QWidget] = {
            Step.WELCOME: self.welcome,
            Step.DEVICES: self.devices,
            Step.ENGINE: self.engine,
        }
        self._stack = QStackedWidget()
        for step in ORDER:
            self._stack.addWidget(scrolled(self.pages[step]))
        self._lay_out()
        self.skip.clicked.connect(self._skip)
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._forward)
        self.engine.settings.connect(self.settings)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(True)  # the Enter key presses what has the focus
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._skip)
        desk.happened.connect(self._happened)
        desk.changed.connect(self._follow)
        theme.changed.connect(self.update)
        self.hide()

    def begin(self) -> None:
        """Show them from the first one on."""
        self.steps.begin()
        self.show()
        self.raise_()
        self._show_step()

    def show_engine(self, facts: EngineFacts) -> None:
        """What was found about computer and models."""
        self.engine.show_facts(facts)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.mood)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.GRID)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self.card)
        pad = 4 * tokens.GRID
        column.setContentsMargins(pad, 3 * tokens.GRID, pad, 3 * tokens.GRID)
        column.setSpacing(2 * tokens.GRID)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _show_step(self) -> None:
        steps = self.steps
        self._stack.setCurrentIndex(ORDER.index(steps.step))
        self.count.setText(
            translate("FirstSteps", "Step {0} of {1}").format(steps.number, len(ORDER))
        )
        self.back.setVisible(not steps.first)
        self.next.setText(
            translate("FirstSteps", "Done") if steps.last else translate("FirstSteps", "Next")
        )
        self.setAccessibleName(self.count.text())
        self._follow()
        self.next.setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self) -> None:
        """Show how the conversation behind stands."""
        if not self.isVisible():
            return
        model = self._desk.model
        self.mood.setText(words.mood(model.mood, hears=model.hears))
        self.welcome.show_mood(model.mood)
        if self.steps.step is Step.DEVICES:
            self.devices.follow()

    def _happened(self, event: object) -> None:
        if self.test.apply(event, time.monotonic()):
            self._follow()

    # -- what the person does -------------------------------------------------------------------

    def _forward(self) -> None:
        self.steps.forward()
        self._after()

    def _back(self) -> None:
        self.steps.back()
        self._after()

    def _skip(self) -> None:
        self.steps.skip()
        self._after()

    def _after(self) -> None:
        if self.steps.over:
            self.over.emit()
        else:
            self._show_step()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes round within the card: what lies behind it is not in use."""
        start: QWidget = self.window().focusWidget() or self.next
        widget = start
        while True:
            following = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
            if following is None or following is start:
                return False
            widget = following
            tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tabs and widget.isVisible() and widget.isEnabled() and self.isAncestorOf(widget):
                reason = Qt.FocusReason
                widget.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
                return True

    # -- how it looks ---------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say how the conversation stands by now."""
        super().showEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The card stays in the middle."""
        super().resizeEvent(event)
        width = min(LARGEST[0], self.width() - 2 * MARGIN)
        height = min(LARGEST[1], self.height() - 2 * MARGIN)
        self.card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )

    def event(self, event: QEvent) -> bool:
        """What is behind is neither clicked nor scrolled."""
        mouse = (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.Wheel,
        )
        return True if event.type() in mouse else super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the veil, and the card's shadow."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(palette.window, VEIL))
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(self.card.geometry())
        painter.setBrush(QColor(0, 0, 0, SHADE))
        for step in range(SHADOW, 0, -1):
            around = place.adjusted(-step, -step / 2, step, step)
            radius = tokens.RADIUS_LARGE + step
            painter.drawRoundedRect(around, radius, radius)
        painter.end()
