"""The starter engine: its weights, loaded once, and what it can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from omni_core.conversation import (
    Capabilities,
    EngineError,
    Options,
    PastTurn,
    StateError,
)
from omni_core.starter import NAME
from omni_core.starter.chat.llama import LlamaChat
from omni_core.starter.conversation import StarterConversation
from omni_core.starter.hearing.listener import Ears
from omni_core.starter.sight.eyes import Eyes
from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.voice.speaker import Speaker

LANGUAGES = ("en",)


class StarterEngine:
    """Ears, eyes, skills, a chat model and a voice, shared by any number of conversations.

    The engine owns its parts: `close` closes them.  Whoever knows where the files are loads
    the parts (`app.starter`).
    """

    def __init__(
        self,
        *,
        ears: Ears,
        eyes: Eyes,
        skills: Callable[[str, Context], Answer | None],
        chat: LlamaChat,
        speaker: Speaker,
        voice: str,
    ) -> None:
        """Join the parts; `voice` is spoken with where a conversation names none."""
        self.ears = ears
        self.eyes = eyes
        self.skills = skills
        self.chat = chat
        self.speaker = speaker
        self.voice = voice
        self._closed = False

    @property
    def capabilities(self) -> Capabilities:
        """English, hearing, sight and speech; the voices are those that are installed."""
        return Capabilities(
            name=NAME,
            voices=(self.voice, *(name for name in self.speaker.voices if name != self.voice)),
            languages=LANGUAGES,
            sees=True,
            speaks=True,
            transcribes=True,
        )

    def open(self, options: Options, history: Sequence[PastTurn] = ()) -> StarterConversation:
        """Begin a conversation.

        Raises: StateError after `close`; EngineError("input") for a voice it does not have.
        """
        if self._closed:
            raise StateError("The starter engine is closed.")
        voices = self.capabilities.voices
        if options.voice is not None and options.voice not in voices:
            raise EngineError(
                "input", f"There is no voice {options.voice!r}; choose from {', '.join(voices)}."
            )
        return StarterConversation(self, options, history)

    def close(self) -> None:
        """Free the weights and end the voice's process; may be called twice."""
        if not self._closed:
            self._closed = True
            self.speaker.close()
            self.chat.close()
            self.ears.close()
