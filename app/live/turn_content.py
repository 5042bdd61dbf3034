"""What a person's turn is made of, and how a conversation is given it."""

from __future__ import annotations

from omni_core.conversation import Conversation
from omni_core.media import AudioBlock, Image, VideoFrame

Item = AudioBlock | VideoFrame | Image | str
"""Sound, a picture of the camera, a still, or typed words."""


def give(conversation: Conversation, item: Item) -> None:
    """Let `conversation` take one item of the turn.

    Raises: EngineError.
    """
    match item:
        case AudioBlock():
            conversation.hear(item)
        case VideoFrame():
            conversation.see(item)
        case Image():
            conversation.show(item)
        case str():
            conversation.read(item)


def typed_words(items: list[Item]) -> str:
    """The words of a turn that were typed."""
    return " ".join(item for item in items if isinstance(item, str))
