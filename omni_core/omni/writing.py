"""Laying out a prompt: which ids stand for what was perceived, and at which positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from torch import Tensor

from omni_core.checkpoint.config import ThinkerConfig
from omni_core.media import HEARING_RATE
from omni_core.omni.context import Context, Piece, Place, Stretch
from omni_core.omni.recording import Entry, Recording
from omni_core.omni.senses import EncodedGrid, EncodedSound
from omni_core.omni.span import Begin, End, Laid, SpanKind
from omni_core.omni.state import State, Text
from omni_core.omni.ticks import GRID
from omni_core.perception.positions import Positions


class Writer:
    """Reads text and media into one conversation's context, and says what state that makes.

    A span stands between its markers; sound and camera together between both pairs of them, the
    camera's outside.
    """

    def __init__(
        self, config: ThinkerConfig, context: Context, recording: Recording | None
    ) -> None:
        self._tokens = tokens = config.tokens
        self._opening: dict[SpanKind, list[int]] = {
            "audio": [tokens.audio_bos],
            "video": [tokens.vision_bos],
            "audio-video": [tokens.vision_bos, tokens.audio_bos],
            "image": [tokens.vision_bos],
        }
        self._closing: dict[SpanKind, list[int]] = {
            "audio": [tokens.audio_eos],
            "video": [tokens.vision_eos],
            "audio-video": [tokens.audio_eos, tokens.vision_eos],
            "image": [tokens.vision_eos],
        }
        self._merge = config.vision.spatial_merge_size
        self._context = context
        self._recording = recording
        self.first_position = Positions(config.positions_per_second * GRID // HEARING_RATE)

    def read(self, state: State) -> tuple[State, Tensor]:
        """Read what is pending; there must be something.

        Returns: the state after, and the Thinker's states of the tokens read, [n, hidden].
        """
        return self._extend(state, [])

    def lay(self, state: State, laid: Sequence[Laid]) -> State:
        """Read what a camera's or a microphone's span laid, after what is pending."""
        return self._extend(state, laid)[0] if laid else state

    def show(self, state: State, still: EncodedGrid) -> State:
        """Read a still, after what is pending; typed text before it stands apart from more."""
        state = replace(state, typed=False)
        return self._extend(state, [Begin("image"), still, End("image")], still=True)[0]

    def keep(self, state: State, stretches: Sequence[Stretch]) -> State:
        """Drop everything but these stretches from the context; what stays is not read again."""
        self._context.keep(stretches)
        if self._recording is not None:
            self._recording.keep(stretches)
        return replace(state, length=len(self._context))

    def reread(self, state: State, stretches: Sequence[Stretch]) -> State:
        """Drop all but the words of these stretches; they are read anew, from position 0 on."""
        ids = self._context.ids
        texts = tuple(
            Text(stretch.place, tuple(ids[stretch.start : stretch.end].tolist()))
            for stretch in stretches
            if stretch.place.kind != "media"
        )
        self.cut(0)
        pending = (*texts, *state.pending)
        return replace(state, length=0, positions=self.first_position, pending=pending)

    def cut(self, length: int) -> None:
        """Forget everything from token `length` on."""
        self._context.cut(length)
        if self._recording is not None:
            self._recording.cut(length)

    def _extend(
        self, state: State, laid: Sequence[Laid], still: bool = False
    ) -> tuple[State, Tensor]:
        self.cut(state.length)
        positions, spans, length = state.positions, state.spans, state.length
        pieces: list[Piece] = []
        entries: list[Entry] = []
        for text in state.pending:
            positions, at = positions.text(len(text.ids))
            pieces.append(Piece(text.place, text.ids, at))
            length += len(text.ids)
        for item in laid:
            embeds, after = None, spans
            match item:
                case Begin(kind=kind):
                    ids = self._opening[kind]
                    positions, at = positions.opened(len(ids))
                case End(kind=kind):
                    ids = self._closing[kind]
                    positions, at = positions.closed(len(ids))
                    after += 1
                case EncodedSound(embeds=embeds):
                    ids = [self._tokens.audio] * embeds.shape[0]
                    positions, at = positions.sound(len(ids))
                    entries.append(Entry(length, spans, still, item))
                case EncodedGrid(embeds=embeds, size=size):
                    picture = self._tokens.image if still else self._tokens.video
                    ids = [picture] * embeds.shape[0]
                    rows, columns = size.rows // self._merge, size.columns // self._merge
                    positions, at = positions.grid(rows, columns)
                    entries.append(Entry(length, spans, still, item))
            pieces.append(Piece(Place("media", state.turn, spans), ids, at, embeds))
            length += len(ids)
            spans = after
        states = self._context.extend(pieces)
        if self._recording is not None:
            self._recording.add(entries)
        state = replace(state, length=length, positions=positions, pending=(), spans=spans)
        return state, states
