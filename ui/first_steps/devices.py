"""The second step: microphone, speaker and camera, chosen by name, tried, and measured."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.capture.cameras import CameraName, list_cameras
from app.capture.devices import DeviceList, Kind
from ui import words
from ui.desk import Desk
from ui.first_steps.device_box import DeviceBox
from ui.first_steps.finding import Finding
from ui.first_steps.meter import Meter
from ui.first_steps.preview import Preview
from ui.models.device_choice import camera_offers, sound_offers
from ui.models.device_test import DeviceTest, Phase
from ui.models.devices import Kind as AnyKind
from ui.models.devices import Standing
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

LOOK_MS = 500
"""Between two looks at what has come and gone, while the step is seen."""

KEYS: dict[Kind, str] = {"microphone": "microphone.device", "speaker": "playback.device"}
CAMERA_KEY = "camera.source"


class DevicesStep(QWidget):
    """Opens the camera only while it is asked for here, and gives it back when left."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        page: SettingsPage,
        test: DeviceTest,
        cameras: Callable[[], list[CameraName]] = list_cameras,
    ) -> None:
        super().__init__()
        self._desk, self._page, self._test = desk, page, test
        self.cameras = cameras
        self.listed: Callable[[], DeviceList | None] = self._listed
        """Microphones and speakers; None while they are not known."""
        self._turned_on = False
        self.heading = named(
            QLabel(translate("FirstSteps", "Microphone, speaker and camera")), "heading"
        )
        self.preview = Preview(theme)
        self.camera = DeviceBox(theme, translate("FirstSteps", "Camera"))
        self.try_camera = QPushButton()
        self.microphone = DeviceBox(theme, translate("FirstSteps", "Microphone"))
        self.speaker = DeviceBox(theme, translate("FirstSteps", "Speaker"))
        self.meter = Meter(theme, test.level.at)
        self.hears = named(QLabel(), "small")
        self.microphone_trouble = named(QLabel(), "error")
        self.speaker_trouble = named(QLabel(), "error")
        self.camera_trouble = named(QLabel(), "error")
        self.refusal = named(QLabel(), "error")
        self.check = QPushButton(translate("FirstSteps", "Check the sound"))
        self.finding = Finding(theme)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._lay_out()
        self.microphone.picked.connect(lambda value: self._pick_sound("microphone", value))
        self.speaker.picked.connect(lambda value: self._pick_sound("speaker", value))
        self.camera.picked.connect(self._pick_camera)
        self.try_camera.clicked.connect(lambda: self._turn_camera(not desk.model.camera_on))
        self.check.clicked.connect(self._begin_check)
        desk.pictures.made.connect(self._show_picture)
        self.follow()

    def _lay_out(self) -> None:
        about = named(
            QLabel(translate("FirstSteps", "Say something, and look whether it reaches me.")),
            "muted",
        )
        left = QVBoxLayout()
        left.setSpacing(tokens.GRID)
        left.addWidget(_title(translate("FirstSteps", "Camera")))
        left.addWidget(self.preview)
        line = QHBoxLayout()
        line.setSpacing(tokens.GRID)
        line.addWidget(self.camera, 1)
        line.addWidget(self.try_camera)
        left.addLayout(line)
        left.addWidget(self.camera_trouble)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(tokens.GRID)
        right.addWidget(_title(translate("FirstSteps", "Microphone")))
        right.addWidget(self.microphone)
        right.addWidget(self.meter)
        right.addWidget(self.hears)
        right.addWidget(self.microphone_trouble)
        right.addSpacing(2 * tokens.GRID)
        right.addWidget(_title(translate("FirstSteps", "Speaker")))
        right.addWidget(self.speaker)
        right.addWidget(self.speaker_trouble)
        right.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.finding)
        right.addWidget(self.refusal)
        right.addStretch(1)
        for label in (
            self.hears,
            self.microphone_trouble,
            self.speaker_trouble,
            self.camera_trouble,
            self.refusal,
        ):
            label.setWordWrap(True)
        self.refusal.hide()
        both = QHBoxLayout()
        both.setSpacing(4 * tokens.GRID)
        both.addLayout(left)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID)
        column.addWidget(self.heading)
        column.addWidget(about)
        column.addSpacing(tokens.GRID)
        column.addLayout(both, 1)

    # -- what is shown --------------------------------------------------------------------------

    def look(self) -> None:
        """Show what there is now."""
        sound = self._desk.sound
        if sound is not None:
            self._test.recall(sound.check)
        self._show_devices(self.listed())
        self.camera.show_offers(
            camera_offers(self.cameras(), str(self._page.settings.value(CAMERA_KEY)))
        )
        self.camera.setEnabled(not self._page.row(CAMERA_KEY).fixed)
        self.follow()

    def _show_devices(self, devices: DeviceList | None) -> None:
        """The microphones and speakers there are; None: they are not known yet."""
        value = self._page.settings.value
        boxes: dict[Kind, DeviceBox] = {"microphone": self.microphone, "speaker": self.speaker}
        for kind, box in boxes.items():
            box.show_offers(sound_offers(kind, devices or DeviceList(), str(value(KEYS[kind]))))
            box.setEnabled(devices is not None and not self._page.row(KEYS[kind]).fixed)

    def follow(self) -> None:
        """Show how the devices are, and the check."""
        model, devices = self._desk.model, self._desk.model.devices
        troubles: dict[AnyKind, QLabel] = {
            "microphone": self.microphone_trouble,
            "speaker": self.speaker_trouble,
            "camera": self.camera_trouble,
        }
        for kind, label in troubles.items():
            label.setText(devices.sentence(kind))
            label.setVisible(bool(label.text()))
        self.hears.setText(self._heard_words())
        self.hears.setVisible(bool(self.hears.text()))
        there = all(
            devices.standing(kind) not in (Standing.MISSING, Standing.REFUSED) for kind in KEYS
        )
        running = self._test.phase is Phase.RUNNING
        self.check.setEnabled(model.opened and there and not running)
        self.finding.follow(self._test)
        self.try_camera.setText(
            translate("FirstSteps", "Turn off")
            if model.camera_on
            else translate("FirstSteps", "Turn on")
        )
        self.try_camera.setToolTip(
            translate("FirstSteps", "The camera is open only while it is on here.")
        )
        if not model.camera_on:
            text = translate("FirstSteps", "The camera is off. Turn it on to see its picture.")
        elif devices.sentence("camera"):
            text = words.trouble("camera")
        else:
            text = translate("FirstSteps", "Waiting for the picture")
        self.preview.show_words(text)

    def _listed(self) -> DeviceList | None:
        sound = self._desk.sound
        return None if sound is None else sound.devices

    def _heard_words(self) -> str:
        model = self._desk.model
        if model.failure is not None:
            return model.failure
        if not model.opened:
            return translate("FirstSteps", "The microphone is being opened.")
        if model.devices.sentence("microphone"):
            return ""
        if self._test.hears(time.monotonic()):
            return translate("FirstSteps", "I hear you.")
        return translate("FirstSteps", "Say something: the bar should move.")

    def _show_picture(self, picture: QImage | None) -> None:
        if self.isVisible():
            self.preview.show_picture(picture)

    # -- what the person does -------------------------------------------------------------------

    def _pick_sound(self, kind: Kind, value: str) -> None:
        if self._keep(KEYS[kind], value) and self._desk.choose_sound(kind, value):
            self._page.waiting.discard(KEYS[kind])

    def _pick_camera(self, value: str) -> None:
        if self._keep(CAMERA_KEY, value):
            self._desk.use_camera(value)
            self._page.waiting.discard(CAMERA_KEY)
        self.preview.show_picture(None)

    def _keep(self, key: str, value: str) -> bool:
        refusal = self._page.set(key, value)
        self.refusal.setVisible(refusal is not None)
        self.refusal.setText(refusal or "")
        return refusal is None

    def _turn_camera(self, on: bool) -> None:
        self._turned_on = on
        self._desk.set_camera(on)
        if not on:
            self.preview.show_picture(None)
        self.follow()

    def _begin_check(self) -> None:
        if self._desk.check_sound():
            self._test.begin()
        self.follow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look round."""
        super().showEvent(event)
        self._timer.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give back the camera that was turned on here."""
        super().hideEvent(event)
        self._timer.stop()
        self.preview.show_picture(None)
        if self._turned_on:
            self._turned_on = False
            self._desk.set_camera(False)


def _title(text: str) -> QLabel:
    label = named(QLabel(text), "strong")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return label
