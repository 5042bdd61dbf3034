"""The official model answering a dumped turn aloud, down to its speech codes.

The whole of the stock `generate` runs, with its own joining of Thinker and Talker; only where a
token stands is told, since its function has no rule for later turns (docs/positions.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from torch import Tensor, nn
from transformers import logging as transformers_logging
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniForConditionalGeneration,
)

from omni_core.talker.generation import CodeSettings
from omni_core.transformer.sampling import SamplingSettings
from tests.oracle.reference import Dump, media_of


@dataclass(frozen=True)
class Spoken:
    """ids: of the reply, with the token that ended it or one more.  codes: without their end."""

    ids: list[int]
    codes: list[int]


class Silent(nn.Module):
    """Stands where codes become sound, and keeps them."""

    dtype = torch.float32

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[int] = []

    def forward(self, codes: Tensor, **_: Tensor) -> Tensor:
        """[1, n] codes to no sound."""
        self.codes = codes[0].tolist()
        return torch.zeros(1)


class SpeakingReference:
    """Thinker and Talker of a checkpoint in the official layout.

    processors: what the Talker's scores last went through, in order.
    """

    def __init__(self, folder: Path) -> None:
        transformers_logging.set_verbosity_error()
        self.model: Any = Qwen2_5OmniForConditionalGeneration.from_pretrained(
            folder, dtype=torch.float32
        ).eval()
        self.model.token2wav = self._heard = Silent()
        self.processors: list[str] = []

    @torch.inference_mode()
    def speak(
        self,
        dump: Dump,
        speaker: str,
        thinker: SamplingSettings,
        talker: CodeSettings,
        seed: int = 0,
    ) -> Spoken:
        """What stock `generate` writes, greedily, and says to the prompt of a dump.

        A reply that was stopped by its length speaks all its words here if one more is asked for.
        seed: of the global generator when the Talker begins.
        """
        ids, sampling = torch.from_numpy(dump["prompt_ids"])[None], talker.sampling
        behind = dump["position_ids"][:, -1:] + np.arange(1, 3)
        opened = np.concatenate((dump["position_ids"], behind), axis=1)
        with (
            placed(self.model.thinker, dump["position_ids"]),
            placed(self.model.talker, opened),
            seeded(self.model.talker, seed),
            self._seen_processors(),
        ):
            sequences, _ = self.model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                speaker=speaker,
                thinker_max_new_tokens=dump["reply_ids"].size + 1,
                thinker_do_sample=False,
                thinker_repetition_penalty=thinker.repetition_penalty,
                thinker_suppress_tokens=list(thinker.suppress) or None,
                thinker_eos_token_id=list(thinker.stop),
                thinker_pad_token_id=0,
                talker_max_new_tokens=talker.longest,
                talker_do_sample=not sampling.greedy,
                talker_temperature=sampling.temperature,
                talker_top_k=sampling.top_k,
                talker_top_p=sampling.top_p,
                talker_repetition_penalty=sampling.repetition_penalty,
                talker_eos_token_id=list(sampling.stop),
                **for_generate(media_of(dump)),
            )
        return Spoken(sequences[0, ids.shape[1] :].tolist(), self._heard.codes)

    @contextmanager
    def _seen_processors(self) -> Iterator[None]:
        stock = self.model.talker._get_logits_processor

        def seen(*given: Any, **named: Any) -> Any:
            processors = stock(*given, **named)
            self.processors = [type(processor).__name__ for processor in processors]
            return processors

        with patch.object(self.model.talker, "_get_logits_processor", seen):
            yield

    def stock_opening(self, dump: Dump, audio_in_video: bool) -> Tensor:
        """Where the stock rule puts what begins speech: two tokens and the first code, [3, 3]."""
        media = media_of(dump)
        films, frames = media.get("video_grid_thw"), dump["audio_frames"]
        opening = dump["speaker_token"], dump["reply_ids"][:1]
        ids = np.concatenate((dump["prompt_ids"], *opening))
        mask = torch.ones(1, ids.size, dtype=torch.int64)
        positions, delta = self.model.talker.get_rope_index(
            torch.from_numpy(ids)[None],
            media.get("image_grid_thw"),
            films,
            mask,
            audio_in_video,
            torch.from_numpy(frames) if len(frames) else None,
            None if films is None else torch.ones(len(films)),
        )
        first = (delta + ids.size).long().expand(3, 1)
        return torch.cat((positions[:, 0, -2:].long(), first), dim=1)


def for_generate(media: dict[str, Tensor]) -> dict[str, Tensor]:
    """Pictures for the Thinker alone: stock `generate` hands them to the Talker, which refuses."""
    return {
        f"thinker_{name}" if name.startswith("pixel") else name: value
        for name, value in media.items()
    }


@contextmanager
def placed(network: Any, positions: np.ndarray) -> Iterator[None]:
    """Within this block the network's prompt stands at these positions, int64 [3, n]."""
    at = torch.from_numpy(positions)[:, None]
    delta = at.max() + 1 - at.shape[-1]
    with patch.object(network, "get_rope_index", lambda *_, **__: (at, delta.view(1, 1))):
        yield


@contextmanager
def seeded(network: Any, seed: int) -> Iterator[None]:
    """Within this block the network's draws begin anew with each `generate`."""
    stock = network.generate

    def generate(*given: Any, **named: Any) -> Any:
        torch.manual_seed(seed)
        return stock(*given, **named)

    with torch.random.fork_rng(), patch.object(network, "generate", generate):
        yield
