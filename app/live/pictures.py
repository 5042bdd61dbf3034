"""Pictures that the person shows: each waits until a turn that has it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omni_core.media import Image


@dataclass(frozen=True, slots=True, eq=False)
class PictureShown:
    """The person shows a picture, with their next words; `number` is its name from then on."""

    number: int
    image: Image


@dataclass(frozen=True, slots=True)
class PictureWithdrawn:
    """The person takes it away again."""

    number: int


class WaitingPictures:
    """Given to the engine once a turn; a turn that is dropped leaves them waiting."""

    def __init__(self, give: Callable[[Image], None]) -> None:
        """give: hands a picture to the engine, as part of the open turn."""
        self._give = give
        self._waiting: dict[int, Image] = {}
        self._given: set[int] = set()

    def add(self, picture: PictureShown) -> None:
        """One more waits."""
        self._waiting[picture.number] = picture.image

    def withdraw(self, number: int) -> None:
        """It waits no longer; a turn that has it keeps it."""
        self._waiting.pop(number, None)
        self._given.discard(number)

    def give(self) -> None:
        """Give the open turn what it has not got yet, in the order in which it was shown."""
        for number, image in self._waiting.items():
            if number not in self._given:
                self._given.add(number)
                self._give(image)

    def take_back(self) -> None:
        """The turn is forgotten, or it is another one: nothing was given yet."""
        self._given.clear()

    def answered(self) -> tuple[int, ...]:
        """The turn has its answer: the numbers of what it had, which waits no longer."""
        numbers = tuple(number for number in self._waiting if number in self._given)
        for number in numbers:
            self.withdraw(number)
        return numbers
