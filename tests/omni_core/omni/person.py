"""A person who holds a conversation with the omni engine, in pieces of random size."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from omni_core.conversation import Cancel
from omni_core.media import HEARING_RATE, AudioBlock, Image, VideoFrame
from omni_core.omni.conversation import OmniConversation
from tests.oracle.reference import Dump


@dataclass
class Person:
    """Speaks, shows and types into one conversation, in pieces of random size."""

    conversation: OmniConversation
    voice: np.ndarray
    rng: np.random.Generator
    clock: float = 0.0
    kinds: list[str] = field(default_factory=list)

    def speak(self, seconds: float) -> None:
        self._live(seconds, sound=True, camera_from=None)

    def film(self, seconds: float) -> None:
        self._live(seconds, sound=False, camera_from=0.0)

    def face_to_face(self, seconds: float, camera_from: float = 0.0) -> None:
        self._live(seconds, sound=True, camera_from=camera_from)

    def show(self) -> None:
        self.kinds.append("image")
        height, width = self.rng.integers(60, 300, 2)
        self.conversation.show(Image(self._picture(int(height), int(width))))

    def type(self, words: str) -> None:
        self.conversation.read(words)

    def _live(self, seconds: float, sound: bool, camera_from: float | None) -> None:
        self.kinds.append("film" if not sound else "sound" if camera_from is None else "both")
        start = self.clock
        samples = np.resize(self.voice, round(seconds * HEARING_RATE))
        frames = iter(())
        if camera_from is not None:
            frames = iter(np.arange(camera_from, seconds, 0.3))
        frame, at = next(frames, None), 0
        while at < samples.size or (frame is not None and not sound):
            size = int(self.rng.integers(1, 20_000))
            while frame is not None and frame * HEARING_RATE <= at + size:
                self.conversation.see(VideoFrame(self._picture(60, 100), start + frame))
                frame = next(frames, None)
            if sound:
                block = samples[at : at + size]
                self.conversation.hear(AudioBlock(block, start + at / HEARING_RATE))
            at += size
        self.clock = start + seconds

    def _picture(self, height: int, width: int) -> np.ndarray:
        return self.rng.integers(0, 256, (height, width, 3), np.uint8)

    def answered(self) -> Dump:
        for _ in self.conversation.reply(Cancel()):
            pass
        self.clock += 1.0
        return self.conversation.dump()
