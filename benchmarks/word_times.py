"""When each word of a known text sounds: Whisper's attention, which follows the sound, aligned."""

from __future__ import annotations

import re
from pathlib import Path

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.mel import log_mel

LONGEST_SECONDS = 30.0
"""What the model hears at a time."""

_FRAMES = 3000
_FRAMES_A_SECOND = 100
_STEP_SECONDS = 0.02
"""Of the encoder's output, by which alignments are counted."""

_START = ("<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>")


class WordTimes:
    """Aligns; the model is that of the pack hear-whisper-base."""

    def __init__(self, folder: Path) -> None:
        self._model = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8")
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._start = [self._tokenizer.token_to_id(token) for token in _START]

    def begins(self, text: str, sound: NDArray[np.float32]) -> list[tuple[int, float]]:
        """Offset in `text` and seconds into `sound` at which each of its words begins.

        sound: float32 [n], 16 kHz, up to 30 s.
        """
        frames = min(_FRAMES, sound.size * _FRAMES_A_SECOND // HEARING_RATE)
        silence = round(LONGEST_SECONDS * HEARING_RATE) - sound.size
        heard = log_mel(np.pad(sound, (0, max(0, silence))))[:, :_FRAMES]
        features = ctranslate2.StorageView.from_array(np.ascontiguousarray(heard[np.newaxis]))
        words = list(re.finditer(r"\S+", text))
        pieces = [self._tokenizer.encode(f" {w.group()}", add_special_tokens=False).ids
                  for w in words]  # fmt: skip
        tokens = [token for piece in pieces for token in piece]
        aligned = self._model.align(features, self._start, [tokens], [frames])[0].alignments
        first: dict[int, float] = {}
        for token, step in aligned:
            first.setdefault(token, step * _STEP_SECONDS)
        begins: list[tuple[int, float]] = []
        place = 0
        for word, piece in zip(words, pieces, strict=True):
            if place in first:
                begins.append((word.start(), first[place]))
            place += len(piece)
        return begins
