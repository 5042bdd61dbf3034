"""An earlier conversation, as the new one reads it."""

from __future__ import annotations

from collections.abc import Sequence

from omni_core.conversation import PastTurn
from omni_core.omni.context import Place
from omni_core.omni.state import Text
from omni_core.thinker.prompt import Template


def past_texts(
    template: Template, persona: str, history: Sequence[PastTurn], most: int
) -> tuple[Text, ...]:
    """The system turn with the persona, and as many of the newest past turns as fit with them.

    most: tokens of all together.
    """
    system = Text(Place("system", 0), tuple(template.system(persona)))
    turns: list[tuple[list[int], list[int]]] = []
    left = most - len(system.ids)
    for past in reversed(history):
        turn = template.user_turn(past.user), template.reply(past.reply)
        left -= len(turn[0]) + len(turn[1])
        if left < 0:
            break
        turns.insert(0, turn)
    texts = [system]
    for number, (words, reply) in enumerate(turns, start=1):
        texts.append(Text(Place("text", number), tuple(words)))
        texts.append(Text(Place("reply", number), tuple(reply)))
    return tuple(texts)
