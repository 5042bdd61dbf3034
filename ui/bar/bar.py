"""The bar: microphone, camera, talk, stop, type, show, sleep and settings, as the model says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.bar.round_button import RING, RoundButton
from ui.bar.talk_button import TalkButton
from ui.models.conversation import ConversationModel
from ui.models.devices import Standing
from ui.theme import tokens
from ui.theme.style import Theme

translate = QCoreApplication.translate

GONE = (Standing.MISSING, Standing.REFUSED)


class Bar(QWidget):
    """Tells what is wanted by signals; shows what is so by `follow`."""

    microphone = Signal()
    camera = Signal()
    talk = Signal(bool)
    stop = Signal()
    type = Signal()
    show_something = Signal()
    sleep = Signal()
    settings = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.microphone_button = RoundButton(theme, "M")
        self.camera_button = RoundButton(theme, "C")
        self.talk_button = TalkButton(theme, translate("Bar", "Space"))
        self.stop_button = RoundButton(theme, translate("Bar", "Esc"))
        self.type_button = RoundButton(theme, "Ctrl+L")
        self.show_button = RoundButton(theme, "Ctrl+O")
        self.sleep_button = RoundButton(theme, "Z")
        self.settings_button = RoundButton(theme, "Ctrl+,")
        self.microphone_button.clicked.connect(self.microphone)
        self.camera_button.clicked.connect(self.camera)
        self.talk_button.talk.connect(self.talk)
        self.stop_button.clicked.connect(self.stop)
        self.type_button.clicked.connect(self.type)
        self.show_button.clicked.connect(self.show_something)
        self.sleep_button.clicked.connect(self.sleep)
        self.settings_button.clicked.connect(self.settings)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    @property
    def buttons(self) -> tuple[RoundButton, ...]:
        """All of them, in the order of the keyboard."""
        return (
            self.microphone_button,
            self.camera_button,
            self.talk_button,
            self.stop_button,
            self.type_button,
            self.show_button,
            self.sleep_button,
            self.settings_button,
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the circles: the words go first."""
        circle, count = tokens.BUTTON + 2 * RING, len(self.buttons)
        return QSize(count * circle + (count - 1) * tokens.GRID, circle)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There may be room for the words now, or none any more."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        gaps = (len(self.buttons) - 1) * tokens.GRID
        bare = sum(button.full_width for button in self.buttons) + gaps > self.width()
        for button in self.buttons:
            button.set_bare(bare)

    def follow(self, model: ConversationModel) -> None:
        """Show what is so."""
        self._faces(model)
        self._make_room()

    def _faces(self, model: ConversationModel) -> None:
        self._microphone(model)
        self._camera(model)
        held = model.talk_held
        self.talk_button.show_held(held)
        self.talk_button.show_as(
            "talk",
            translate("Bar", "Talking") if held else translate("Bar", "Hold to talk"),
            translate("Bar", "Be heard while this is held; a short press begins, another ends it"),
            "on" if held else "plain",
        )
        self.talk_button.setEnabled(model.can_talk)
        self.stop_button.show_as(
            "stop",
            translate("Bar", "Stop"),
            translate("Bar", "Be silent, and forget what I was saying"),
        )
        self.stop_button.setEnabled(model.can_stop)
        self._asking(model)
        if model.asleep:
            self.sleep_button.show_as(
                "wake", translate("Bar", "Wake"), translate("Bar", "Listen to me again"), "on"
            )
        else:
            self.sleep_button.show_as(
                "sleep",
                translate("Bar", "Sleep"),
                translate("Bar", "Listen for nothing but its name"),
            )
        self.sleep_button.setEnabled(model.opened)
        self.settings_button.show_as(
            "settings", translate("Bar", "Settings"), translate("Bar", "Open the settings")
        )

    def _asking(self, model: ConversationModel) -> None:
        self.type_button.show_as(
            "type",
            translate("Bar", "Type"),
            translate("Bar", "Close the line")
            if model.typing
            else translate("Bar", "Type instead of talking"),
            "on" if model.typing else "plain",
        )
        self.type_button.setEnabled(model.opened or model.typing)
        self.show_button.show_as(
            "picture",
            translate("Bar", "Show"),
            translate("Bar", "Show a picture or the screen; or drop or paste a picture"),
        )
        self.show_button.setEnabled(model.opened)

    def _microphone(self, model: ConversationModel) -> None:
        if model.devices.standing("microphone") in GONE:
            face = (
                "microphone-off",
                translate("Bar", "No mic"),
                translate("Bar", "There is no microphone that can be used"),
                "off",
            )
        elif model.muted:
            face = (
                "microphone-off",
                translate("Bar", "Mic off"),
                translate("Bar", "Turn the microphone on"),
                "off",
            )
        else:
            face = (
                "microphone",
                translate("Bar", "Mic on"),
                translate("Bar", "Turn the microphone off"),
                "plain",
            )
        self.microphone_button.show_as(*face)
        self.microphone_button.setEnabled(model.opened)

    def _camera(self, model: ConversationModel) -> None:
        if not model.camera_on:
            face = (
                "camera-off",
                translate("Bar", "Camera off"),
                translate("Bar", "Turn the camera on"),
                "plain",
            )
        elif model.devices.standing("camera") in GONE:
            face = (
                "camera-off",
                translate("Bar", "No camera"),
                translate("Bar", "There is no picture; turn the camera off"),
                "off",
            )
        elif model.screen_shared:
            face = (
                "screen",
                translate("Bar", "Screen on"),
                translate("Bar", "Stop sharing the screen"),
                "on",
            )
        else:
            face = (
                "camera",
                translate("Bar", "Camera on"),
                translate("Bar", "Turn the camera off"),
                "on",
            )
        self.camera_button.show_as(*face)
        self.camera_button.setEnabled(model.opened)
