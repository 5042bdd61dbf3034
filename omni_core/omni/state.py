"""What a conversation of the omni engine knows besides its context.

It is immutable, so that marks cost nothing and a call that fails leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from torch import Tensor

from omni_core.omni.context import Place
from omni_core.omni.reply import Reply
from omni_core.omni.span import Span
from omni_core.perception.frames import FrameSize
from omni_core.perception.positions import Positions
from omni_core.timeline import SoundTimeline


@dataclass(frozen=True, slots=True)
class Text:
    """Token ids that belong to the prompt but are not read yet: they go with whatever is next."""

    place: Place
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One moment of a conversation.

    length: tokens of the context that belong to it; what lies behind them is forgotten.
    positions: where the next token stands.  pending: text to be read.
    turn: the number of the person's turn, and begun whether it has.  typed: whether the last
        thing in it is typed text.  spans: media spans so far.
    span: the one being perceived.  frame_size: of the camera, once there was one.
    random: the generator's state.
    """

    length: int
    positions: Positions
    random: Tensor
    pending: tuple[Text, ...] = ()
    turn: int = 0
    begun: bool = False
    typed: bool = False
    spans: int = 0
    span: Span | None = None
    frame_size: FrameSize | None = None
    timeline: SoundTimeline = field(default_factory=SoundTimeline)

    @property
    def tokens(self) -> int:
        """Of the context, those that wait to be read included."""
        return self.length + sum(len(text.ids) for text in self.pending)

    def answered(
        self, ids: Sequence[int], read: int, closing: Sequence[int], random: Tensor
    ) -> State:
        """After a reply of these ids, the first `read` of which the context holds.

        closing: the ids behind a reply.  random: the generator's state now.
        """
        positions, _ = self.positions.reply().text(read)
        return replace(
            self,
            length=self.length + read,
            positions=positions,
            pending=(
                Text(Place("reply", self.turn), tuple(ids[read:])),
                Text(Place("text", self.turn), tuple(closing)),
            ),
            random=random,
            turn=self.turn + 1,
            begun=False,
            typed=False,
            timeline=self.timeline.after_turn(),
        )


@dataclass(frozen=True, slots=True, eq=False)
class LastReply:
    """What `keep_heard` and a dump need.

    before: the moment before the reply.  asked: the same with the turn closed and read.
    reply: what was written and spoken.  marks: how many were alive when it ended.
    """

    before: State
    asked: State
    reply: Reply
    marks: int
