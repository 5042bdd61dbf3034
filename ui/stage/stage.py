"""The stage: places picture, presence, captions and notices by what there is to see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui import words
from ui.announce import announce
from ui.models.conversation import ConversationModel
from ui.models.mood import Mood
from ui.models.transcript import Speaker
from ui.sentences import in_your_language
from ui.stage import camera_picture, ground, presence
from ui.stage.captions import Captions
from ui.stage.ground import Ground
from ui.stage.notice_card import NoticeCard
from ui.stage.presence_view import PresenceView
from ui.theme import tokens
from ui.theme.focus import KeyboardFocus
from ui.theme.style import Theme, colour, font

MARGIN = 4 * tokens.GRID
LABEL_HEIGHT = 3 * tokens.GRID

TOP_SHARE = 0.08
ALONE_SHARE = 0.33
"""Of the stage's height: where the presence begins, and its diameter at rest, of what is left."""

SMALL_DIAMETER = 9 * tokens.GRID
"""The presence's beside the captions, over a picture."""

CAPTION_SHARE = 0.36
"""Of the stage's height, over a picture; the shade reaches as far."""


LASTING = frozenset({Mood.ASLEEP, Mood.IDLE})
"""What screen readers are told.  Whoever speaks is heard as it is; a reader that spoke of it would
talk into the microphone in the middle of a turn."""


class Stage(QFrame):
    """Follows the model; the picture comes from `show_picture`."""

    def __init__(
        self,
        theme: Theme,
        model: ConversationModel,
        loudness: Callable[[float], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._picture: QImage | None = None
        self._ground = Ground()
        self.presence = PresenceView(theme, loudness, self)
        self.captions = Captions(theme, self)
        self.card = NoticeCard(theme, self)
        self._label = QLabel(self)
        self._label.setFont(font(tokens.TITLE))
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._caption_scale = 1.0
        self._told = ""
        self._focus = KeyboardFocus(self)
        # What lies behind it need not be drawn before each of its frames.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.follow)

    @property
    def has_picture(self) -> bool:
        """Whether there is a camera's picture to show."""
        return self._picture is not None

    def show_picture(self, picture: QImage | None) -> None:
        """What the camera sees, mirrored already; None: nothing."""
        had = self.has_picture
        self._picture = picture
        if had != self.has_picture:
            self._place()
            self._colour()
        self.update()

    def set_taste(self, *, caption_scale: float, reduce_motion: bool) -> None:
        """The person's own size of captions, and whether things may move."""
        self._caption_scale = caption_scale
        self.presence.set_still(reduce_motion)
        self._place()
        self._colour()

    def follow(self) -> None:
        """Show what the model says."""
        model = self._model
        self.presence.show_mood(model.mood)
        self.follow_captions()
        trouble = model.trouble
        if model.failure is not None:
            self.card.show_notice(
                words.mood(Mood.FAILED), in_your_language(model.failure), can_retry=True
            )
        elif trouble is not None:
            heading = words.trouble(trouble.kind, screen=model.screen_shared)
            self.card.show_notice(heading, in_your_language(trouble.sentence), can_retry=False)
        else:
            self.card.show_notice("", "", can_retry=False)
        self._place()
        self._colour()

    def follow_captions(self) -> None:
        """Show the newest words."""
        model = self._model
        word = words.mood(model.mood, hears=model.hears)
        self._label.setText("" if model.failure is not None else word)
        hint = words.hint(model.mood, muted=model.muted, hears=model.hears)
        self.captions.show_messages(
            model.caption(Speaker.PERSON), model.caption(Speaker.VISAVIS), hint
        )
        self.setAccessibleName(word)
        self.setAccessibleDescription(hint)
        if model.mood in LASTING and word != self._told:
            self._told = word
            announce(self, word)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place everything anew."""
        super().resizeEvent(event)
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is here."""
        self._focus.comes(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is elsewhere."""
        self._focus.goes(event.reason())
        super().focusOutEvent(event)

    def _colour(self) -> None:
        palette = self._theme.palette
        ink = palette.on_scrim if self.has_picture else palette.text
        self._label.setStyleSheet(f"color: {ink}; background: transparent;")
        self.captions.set_look(over_picture=self.has_picture, scale=self._caption_scale)

    def _place(self) -> None:
        width, height = self.width(), self.height()
        card_width = min(width - 2 * MARGIN, self.card.maximumWidth())
        card_height = self.card.height_for(card_width)
        self.card.setGeometry((width - card_width) // 2, 2 * tokens.GRID, card_width, card_height)
        if self.has_picture:
            side = round(SMALL_DIAMETER * presence.WIDEST)
            top = round(height * (1 - CAPTION_SHARE)) + tokens.GRID
            self.presence.setGeometry(MARGIN - tokens.GRID, top - tokens.GRID, side, side)
            self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._label.setGeometry(
                MARGIN - tokens.GRID, top + side - 2 * tokens.GRID, side, LABEL_HEIGHT
            )
            left = MARGIN + side + tokens.GRID
            self.captions.setGeometry(
                left, top, width - left - MARGIN, height - top - 2 * tokens.GRID
            )
        else:
            top = round(height * TOP_SHARE)
            if not self.card.isHidden():
                top = max(top, 2 * tokens.GRID + card_height)
            side = round((height - top) * ALONE_SHARE * presence.WIDEST)
            self.presence.setGeometry((width - side) // 2, top, side, side)
            label = top + side - 2 * tokens.GRID
            self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._label.setGeometry(0, label, width, LABEL_HEIGHT)
            below = label + LABEL_HEIGHT + 2 * tokens.GRID
            self.captions.setGeometry(
                MARGIN, below, width - 2 * MARGIN, height - below - 2 * tokens.GRID
            )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground or the picture."""
        palette = self._theme.palette
        focused = self._focus.shown and self.hasFocus()
        painter = QPainter(self)
        if self._picture is None:
            self._ground.paint(painter, palette, self.rect(), event.rect(), focused=focused)
        else:
            place = QRectF(self.rect())
            painter.fillRect(place, colour(palette.window))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(camera_picture.rounded(place, tokens.RADIUS_LARGE))
            camera_picture.paint(painter, palette, place, self._picture, CAPTION_SHARE)
            painter.setClipping(False)
            ground.paint_edge(painter, palette, place, focused)
        painter.end()
