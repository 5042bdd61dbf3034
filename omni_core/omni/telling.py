"""Telling a reply from its first token to the end of its sound, as the contract's events."""

from __future__ import annotations

from collections.abc import Iterator

from torch import Tensor

from omni_core.conversation import Cancel, SpeechDelta, TextDelta
from omni_core.omni.real_time import real_time_factors
from omni_core.omni.reply import Decoding, Reply
from omni_core.omni.state import State
from omni_core.omni.voice import Voice


class Teller:
    """Writes the replies of one conversation, and speaks them where it has a voice."""

    def __init__(self, decoding: Decoding, voice: Voice | None, keeps: bool) -> None:
        """keeps: whether replies are to keep their sounds."""
        self._decoding = decoding
        self._voice = voice
        self._keeps = keeps

    def tell(
        self, reply: Reply, asked: State, state: Tensor, cancel: Cancel
    ) -> Iterator[TextDelta | SpeechDelta]:
        """Text and sound of one reply; `reply` says afterwards how it went.

        asked: the conversation with the person's turn closed and read.  state: of its last token,
        [hidden].  cancel: of this reply alone; it is set when a spoken one ends, whichever way.
        Raises: whatever goes wrong inside; nothing is left running then.
        """
        first, voice = asked.positions.reply(), self._voice
        if voice is None:
            for event in reply.write(self._decoding, state, first, None, cancel):
                if isinstance(event, TextDelta):
                    yield event
            return
        utterance = voice.utterance(asked.turn, asked.positions)
        sounding = voice.sounding(reply.sounded, self._keeps, cancel)
        try:
            yield from sounding.of(reply.write(self._decoding, state, first, utterance, cancel))
            if cancel.is_set:
                reply.reason = "cancelled"  # perhaps all was written by then, but not all was heard
        finally:
            cancel.set()  # the speech thread has nothing more to do
            sounding.stop()
            voice.track.end()
            voice.learn(sounding)
            reply.sounds = sounding.sounds()
            reply.stats |= sounding.stats()
            reply.stats |= real_time_factors(reply.stats)
