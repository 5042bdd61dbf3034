"""The reference's own pipeline, from a turn's features to its whole wave, with each part timed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import logging as transformers_logging
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniForConditionalGeneration,
)

from tests.oracle.reference import Dump, media_of

UNSPOKEN = list(range(151643, 151664))
"""Ids that are no text, so that a made-up model does not end its reply."""

POINTS = 10
"""Of the reference's schedule: nine steps of four evaluations."""


class StockPipeline:
    """Thinker to its end, then Talker, then the whole wave: transformers' `generate`, fp32, CPU.

    seconds: what each part of the last reply took.
    """

    def __init__(self, folder: Path) -> None:
        transformers_logging.set_verbosity_error()
        self._model: Any = Qwen2_5OmniForConditionalGeneration.from_pretrained(
            folder, dtype=torch.float32
        ).eval()
        self.seconds: dict[str, float] = {}
        sound = self._model.token2wav
        self._time(self._model.thinker, "generate", "thinker")
        self._time(self._model.talker, "generate", "talker")
        self._time(sound, "forward", "sound")
        self._time(sound.code2wav_bigvgan_model, "forward", "vocoder")

    @torch.inference_mode()
    def answer(
        self, dump: Dump, speaker: str, tokens: int, codes: int, points: int = POINTS
    ) -> NDArray[np.float32]:
        """The wave of a reply of so many tokens and codes, 24 kHz; features are given ready made.

        points: of the ODE's schedule; the method is the reference's, four evaluations a step.
        """
        ids = torch.from_numpy(dump["prompt_ids"])[None]
        _, wave = self._model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            speaker=speaker,
            thinker_max_new_tokens=tokens,
            thinker_do_sample=False,
            thinker_suppress_tokens=UNSPOKEN,
            talker_max_new_tokens=codes,
            talker_min_new_tokens=codes - 1,
            talker_do_sample=False,
            token2wav_num_steps=points,
            **media_of(dump),
        )
        self.seconds["diffusion"] = self.seconds.pop("sound") - self.seconds["vocoder"]
        return wave.numpy()

    def _time(self, network: nn.Module, method: str, name: str) -> None:
        run: Callable[..., object] = getattr(network, method)

        def timed(*given: object, **named: object) -> object:
            started = time.perf_counter()
            made = run(*given, **named)
            self.seconds[name] = time.perf_counter() - started
            return made

        setattr(network, method, timed)
