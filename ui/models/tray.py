"""What the icon in the tray shows: one face a state, with the same words as the stage."""

from __future__ import annotations

from enum import Enum

from ui.models.conversation import ConversationModel
from ui.models.mood import Mood


class Face(Enum):
    """One picture each; the value is the icon that is drawn, "" for our mark alone."""

    OPENING = "clock"
    LISTENING = ""
    THINKING = "thinking"
    SPEAKING = "speaker"
    HELD = "pause"
    MUTED = "microphone-off"
    ASLEEP = "sleep"
    FAILED = "warning"


_OF_MOOD = {
    Mood.OPENING: Face.OPENING,
    Mood.ASLEEP: Face.ASLEEP,
    Mood.IDLE: Face.LISTENING,
    Mood.HEARING: Face.LISTENING,
    Mood.THINKING: Face.THINKING,
    Mood.SPEAKING: Face.SPEAKING,
    Mood.HELD: Face.HELD,
    Mood.FAILED: Face.FAILED,
}


def face_of(model: ConversationModel) -> Face:
    """How the icon looks; that nothing is heard counts only where it would be listening."""
    face = _OF_MOOD[model.mood]
    return Face.MUTED if face is Face.LISTENING and not model.hears else face
