"""The official model as transformers computes it, fed with exactly what our encoders got.

transformers 5.15 to 5.17 compute it right; other releases of 5 do not.  fp32, on the CPU.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import LogitsProcessorList
from transformers import logging as transformers_logging
from transformers.generation.logits_process import (
    RepetitionPenaltyLogitsProcessor,
    SuppressTokensLogitsProcessor,
)
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniThinkerForConditionalGeneration,
)

from omni_core.transformer.sampling import SamplingSettings

Dump = dict[str, NDArray[Any]]


def relative_error(ours: Tensor, theirs: Tensor) -> float:
    """Largest difference, by the root mean square of the reference."""
    return float((ours - theirs).abs().max() / theirs.square().mean().sqrt())


@dataclass(frozen=True)
class Replayed:
    """logits: [m, vocab] that each token of the reply was chosen from; hidden: [m, h] likewise."""

    logits: Tensor
    hidden: Tensor


class Reference:
    """The Thinker of a checkpoint in the official layout."""

    def __init__(self, folder: Path) -> None:
        # The checkpoint also holds the Talker and the vocoder, which it would tell about.
        transformers_logging.set_verbosity_error()
        loaded: Any = Qwen2_5OmniThinkerForConditionalGeneration.from_pretrained(
            folder, dtype=torch.float32, output_loading_info=True
        )
        self.thinker, report = loaded
        self.unexplained = {
            key: [name for name in report[key] if not name.startswith(("talker.", "token2wav."))]
            for key in ("missing_keys", "unexpected_keys", "mismatched_keys")
        }
        self.thinker.eval()

    @torch.inference_mode()
    def replay(self, dump: Dump) -> Replayed:
        """One stock forward over the whole of a dumped turn, with our explicit positions."""
        steps = dump["hidden"].shape[0]
        reply = dump["reply_ids"][: steps - 1]
        ids = np.concatenate((dump["prompt_ids"], reply))
        behind = np.arange(reply.size) + dump["position_ids"].max() + 1
        positions = np.concatenate((dump["position_ids"], np.tile(behind, (3, 1))), axis=1)
        output = self.thinker(
            input_ids=torch.from_numpy(ids)[None],
            position_ids=torch.from_numpy(positions)[:, None],
            output_hidden_states=True,
            use_cache=False,
            **media_of(dump),
        )
        last = output.hidden_states[-1][0]
        return Replayed(output.logits[0, -steps:], last[-steps:])

    def stock_positions(self, dump: Dump, audio_in_video: bool) -> Tensor:
        """What `get_rope_index` gives for the prompt of a dump, int64 [3, n]."""
        ids = torch.from_numpy(dump["prompt_ids"])[None]
        media = media_of(dump)
        films = media.get("video_grid_thw")
        frames = dump["audio_frames"]
        positions, _ = self.thinker.get_rope_index(
            ids,
            media.get("image_grid_thw"),
            films,
            torch.ones_like(ids),
            audio_in_video,
            torch.from_numpy(frames) if len(frames) else None,
            None if films is None else torch.ones(len(films)),
        )
        return positions[:, 0].long()


def media_of(dump: Dump) -> dict[str, Tensor]:
    """The features of a dump as the reference's `forward` takes them."""
    inputs: dict[str, Tensor] = {}
    frames = torch.from_numpy(dump["audio_frames"])
    if len(frames):
        clips = torch.from_numpy(dump["log_mel"]).split(frames.tolist(), dim=1)
        padded = torch.nn.utils.rnn.pad_sequence([clip.T for clip in clips], batch_first=True)
        inputs["input_features"] = padded.transpose(1, 2)
        inputs["feature_attention_mask"] = (torch.arange(padded.shape[1]) < frames[:, None]).long()
    grids, stills = torch.from_numpy(dump["pixel_grids"]), dump["pixel_stills"]
    sizes = grids.prod(dim=1).tolist()
    runs = torch.from_numpy(dump["pixel_values"]).split(sizes) if sizes else ()
    for suffix, grid_name, wanted in (("", "image", True), ("_videos", "video", False)):
        chosen = [place for place, still in enumerate(stills) if still == wanted]
        if chosen:
            inputs[f"pixel_values{suffix}"] = torch.cat([runs[place] for place in chosen])
            inputs[f"{grid_name}_grid_thw"] = grids[chosen]
    return inputs


def greedy_choices(dump: Dump, logits: Tensor, settings: SamplingSettings) -> list[int]:
    """What the reference's processors and an argmax make of each step's logits."""
    processors = LogitsProcessorList()
    if settings.repetition_penalty != 1.0:
        processors.append(RepetitionPenaltyLogitsProcessor(settings.repetition_penalty))
    if settings.suppress:
        processors.append(SuppressTokensLogitsProcessor(list(settings.suppress)))
    ids = torch.from_numpy(np.concatenate((dump["prompt_ids"], dump["reply_ids"])))
    start = dump["prompt_ids"].size
    return [
        # The annotations ask for the old tensor classes, the code takes any tensor.
        int(processors(ids[None, : start + step], scores[None])[0].argmax())  # pyright: ignore[reportArgumentType]
        for step, scores in enumerate(logits)
    ]
