"""The published chunk schedule, written anew on the reference's own modules.

The server that the model's authors published cuts a reply into chunks of n blocks.  Each is
solved once more together with up to 48 mel frames before it and 24 behind it, all from one
buffer of noise by absolute frame, and only its own frames are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import torch
from torch import Tensor
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniToken2WavDiTModel

from omni_core.checkpoint.speakers import Speaker

PAST_FRAMES = 48
FUTURE_FRAMES = 24
FRAMES_A_CODE = 2


def sample(
    stock: Qwen2_5OmniToken2WavDiTModel, speaker: Speaker, codes: list[int], noise: Tensor
) -> Tensor:
    """The reference's whole-sequence decoding from `noise` [frames, bins]; as much mel."""
    with mock.patch.object(torch, "randn", return_value=noise[None]):
        return stock.sample(speaker.vector, speaker.mel, torch.tensor([codes]))[0].T


def chunks(
    stock: Qwen2_5OmniToken2WavDiTModel,
    speaker: Speaker,
    codes: list[int],
    noise: Tensor,
    chunk_frames: int,
) -> Iterator[Tensor]:
    """The mel of each chunk; `noise` is the whole buffer."""
    total = len(codes) * FRAMES_A_CODE
    for start in range(0, total, chunk_frames):
        begin = max(start - PAST_FRAMES, 0)
        end = min(start + chunk_frames + FUTURE_FRAMES, total)
        mel = sample(
            stock,
            speaker,
            codes[begin // FRAMES_A_CODE : end // FRAMES_A_CODE],
            noise[begin:end],
        )
        yield mel[start - begin :][:chunk_frames]
