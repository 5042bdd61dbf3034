from __future__ import annotations

from app.computer import Computer
from app.starter_packs import PackLine
from ui.models.engine_step import EngineFacts

CHAT, VOICE = PackLine("Chat", 491, "MIT", True), PackLine("Voice", 92, "MIT", False)


def test_models_add_up_and_one_that_is_missing_is_noticed() -> None:
    computer = Computer(16, 4, None)
    assert EngineFacts(computer, [CHAT], []).complete
    both = EngineFacts(computer, [CHAT, VOICE], [])
    assert (both.size, both.complete) == (583, False)
