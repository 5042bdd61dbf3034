"""The encoders of one engine: sound and pictures in, embeddings for the Thinker out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from omni_core.checkpoint.preprocessing import Preprocessing
from omni_core.omni.ticks import Pair, Picture
from omni_core.perception.audio_encoder import AudioEncoder, audio_tokens
from omni_core.perception.frames import BLOCK, FrameSize, fit_frame, fit_still, patches
from omni_core.perception.mel import LogMel
from omni_core.perception.vision_encoder import VisionEncoder

FRAME_TOKENS = 100
"""Tokens a temporal grid may take (DESIGN section 3): 32k tokens are then 260 s with sound."""

STILL_TOKENS = 1280
"""Tokens a still may take, a megapixel: the checkpoint's own limit lets a telephone's photo fill
half the context.  The makers advise this bound for their vision models."""


@dataclass(frozen=True, slots=True, eq=False)
class EncodedSound:
    """embeds: [tokens, h].  mel: float32 [bins, frames], exactly as the encoder got it."""

    embeds: Tensor
    mel: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class EncodedGrid:
    """embeds: [tokens, h].  pixels: float32 [patches, values], exactly as the encoder got them."""

    embeds: Tensor
    pixels: NDArray[np.float32]
    size: FrameSize


class Senses:
    """Weights and constants alone: any number of conversations share it."""

    def __init__(
        self,
        audio: AudioEncoder,
        vision: VisionEncoder,
        mel: LogMel,
        preprocessing: Preprocessing,
        device: torch.device,
        dtype: torch.dtype,
    ) -> None:
        self.mel = mel
        self._audio = audio
        self._vision = vision
        self._preprocessing = preprocessing
        self._device = device
        self._dtype = dtype

    def sound_tokens(self, frames: int) -> int:
        """How many tokens this many mel frames of one block become; 0 for one or two."""
        return audio_tokens(frames)

    def encode_sound(self, mel: NDArray[np.float32]) -> EncodedSound:
        """One block of at most two seconds: float32 [bins, frames]."""
        with torch.inference_mode():
            return EncodedSound(self._audio.encode(self._tensor(mel)), mel)

    def fit_frame(self, picture: Picture) -> FrameSize:
        """The size at which this camera is looked at, for the rest of the conversation."""
        height, width = picture.shape[:2]
        return fit_frame(height, width, FRAME_TOKENS)

    def encode_grid(self, pair: Pair, size: FrameSize) -> EncodedGrid:
        """Two camera frames, half a second apart."""
        pixels = patches(*pair, size)
        with torch.inference_mode():
            return EncodedGrid(self._vision.encode(self._tensor(pixels), size), pixels, size)

    def encode_still(self, picture: Picture) -> EncodedGrid:
        """A still at its own resolution, within the checkpoint's limits of pixels and ours.

        Raises: MediaError for a picture too long and thin to be seen.
        """
        height, width = picture.shape[:2]
        limits = self._preprocessing
        most = min(limits.max_pixels, max(limits.min_pixels, STILL_TOKENS * BLOCK**2))
        size = fit_still(height, width, limits.min_pixels, most)
        return self.encode_grid((picture, picture), size)

    def _tensor(self, array: NDArray[np.float32]) -> Tensor:
        return torch.from_numpy(array).to(self._device, self._dtype)
