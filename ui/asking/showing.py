"""Shows pictures to the conversation: read, given with the next words, taken away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.live.pictures import PictureShown, PictureWithdrawn
from ui.asking.offered import Source
from ui.asking.picture_reader import Answer, ManyPages, PictureReader, ReadPicture
from ui.models.pictures import MOST_WAITING, Pictures, WaitingPicture

translate = QCoreApplication.translate


class Showing(QObject):
    """Belongs to the window's thread; `changed` after every change of the model."""

    changed = Signal()
    page_wanted = Signal(object)
    """A PDF of several pages came (`ManyPages`): take the `PdfPage` that the person means."""

    def __init__(
        self,
        model: Pictures,
        give: Callable[[PictureShown | PictureWithdrawn], None],
        parent: QObject | None = None,
    ) -> None:
        """give: hands it to the session, and drops it while there is none."""
        super().__init__(parent)
        self._model = model
        self._give = give
        self._reader = PictureReader(self)
        self._reader.done.connect(self._done)

    def take(self, sources: Sequence[Source]) -> None:
        """Show what was dropped, pasted or chosen."""
        if not sources:
            self._model.refuse(translate("Showing", "There is no picture in it; copy one first."))
        for source in sources:
            if not self._model.room:
                sentence = translate("Showing", "At most {0} pictures can be shown at once.")
                self._model.refuse(sentence.format(MOST_WAITING))
                break
            self._model.begin()
            self._reader.read(source)
        self.changed.emit()

    def withdraw(self, number: int) -> None:
        """Take a picture away that was not used yet."""
        if self._model.withdraw(number):
            self._give(PictureWithdrawn(number))
            self.changed.emit()

    def forget_refusal(self) -> None:
        """The person has read why something was not taken."""
        self._model.refuse("")
        self.changed.emit()

    def give_all(self) -> None:
        """Another session is there, and knows of none."""
        for picture in self._model.waiting:
            self._show(picture)

    def close(self, patience: float) -> None:
        """End the reader's thread, waiting up to `patience` seconds."""
        self._reader.close(patience)

    def _done(self, read: Answer) -> None:
        match read:
            case ReadPicture(image, small):
                self._show(self._model.came(image, small))
            case ManyPages():
                self._model.failed("")
                self.page_wanted.emit(read)
            case _:
                self._model.failed(read.sentence)
        self.changed.emit()

    def _show(self, picture: WaitingPicture) -> None:
        self._give(PictureShown(picture.number, picture.image))
