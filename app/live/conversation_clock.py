"""The time of a conversation, in which nothing but the person's turns passes.

A reply that is cut before anything of it was heard leaves the person's turn open, and the next
words belong to it; a conversation refuses the gap between the two.  So whatever lies between is
left out, of the camera's pictures too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.live.turn_content import Item
from omni_core.conversation import MAX_FILLED_GAP
from omni_core.media import HEARING_RATE, AudioBlock, VideoFrame


@dataclass(slots=True)
class ConversationClock:
    """heard: the conversation's sample (16 kHz) behind the last one given; a mark keeps it.

    left_out: samples of the session that did not pass in the conversation.
    """

    heard: int = 0
    left_out: int = 0

    def leave_out_until(self, seconds: float) -> None:
        """A turn begins with the sound of this moment of the session, its pictures behind that."""
        gap = round(seconds * HEARING_RATE) - self.left_out - self.heard
        if self.heard and gap > MAX_FILLED_GAP * HEARING_RATE:
            self.left_out += gap

    def place(self, item: Item) -> Item:
        """The same with the conversation's time."""
        match item:
            case AudioBlock():
                self.leave_out_until(item.start)
                start = self._moment(item.start)
                self.heard = start + item.samples.size
                return replace(item, start=start / HEARING_RATE)
            case VideoFrame():
                return replace(item, time=self._moment(item.time) / HEARING_RATE)
            case _:
                return item

    def _moment(self, seconds: float) -> int:
        return max(0, round(seconds * HEARING_RATE) - self.left_out)
