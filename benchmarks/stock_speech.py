"""The reference's networks of speech with a checkpoint's weights, and parts of them taken out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import logging as transformers_logging
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import (
    Qwen2_5OmniBigVGANConfig,
    Qwen2_5OmniDiTConfig,
)
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniToken2WavBigVGANModel,
    Qwen2_5OmniToken2WavDiTModel,
)

from omni_core.checkpoint.speakers import Speaker
from omni_core.checkpoint.weights import Weights
from tests.omni_core.speech.networks import stock_velocity


class Known(nn.Module):
    """Stands for a part whose outcome is known beforehand."""

    def __init__(self, outcome: Tensor) -> None:
        super().__init__()
        self._outcome = outcome

    def forward(self, *_: Tensor) -> Tensor:
        """The same again."""
        return self._outcome


@dataclass(frozen=True)
class StockSpeech:
    """The networks of the published size, fp32, on the CPU."""

    dit: Qwen2_5OmniToken2WavDiTModel
    vocoder: Qwen2_5OmniToken2WavBigVGANModel
    speaker: Speaker

    @classmethod
    def open(cls, weights: Weights, speaker: Speaker) -> StockSpeech:
        """With the weights of a checkpoint whose speech has the published size."""
        transformers_logging.set_verbosity_error()
        dit = Qwen2_5OmniToken2WavDiTModel._from_config(
            Qwen2_5OmniDiTConfig(), attn_implementation="sdpa"
        )
        vocoder = Qwen2_5OmniToken2WavBigVGANModel._from_config(Qwen2_5OmniBigVGANConfig())
        for network, prefix in ((dit, "code2wav_dit_model"), (vocoder, "code2wav_bigvgan_model")):
            start = f"token2wav.{prefix}."
            state = {name: weights.stored(start + name) for name in network.state_dict()}
            network.load_state_dict(state)
            network.eval()
        return cls(dit, vocoder, speaker)

    def velocity(self, codes: list[int], mel: Tensor, time: Tensor) -> Tensor:
        """One guided evaluation, [frames, bins]."""
        return stock_velocity(self.dit, self.speaker, codes, mel, time)

    def sound(self, mel: Tensor) -> Tensor:
        """[frames, bins] to samples."""
        return self.vocoder(mel.T[None])

    @contextmanager
    def without_speaker_encoder(self) -> Iterator[None]:
        """Within this block the voice is known, as it is for all of a reply."""
        both = torch.cat((self.speaker.mel, torch.zeros_like(self.speaker.mel)))
        known = Known(self.dit.input_embed.spk_encoder(both))
        with _in_place_of(self.dit.input_embed, "spk_encoder", known):
            yield

    @contextmanager
    def without_modulation(self, time: Tensor) -> Iterator[None]:
        """Within this block all that depends on the time alone is known."""
        network: Any = self.dit
        embedded = network.time_embed(time.repeat(2))
        norms = [*(block.attn_norm for block in network.transformer_blocks), network.norm_out]
        with ExitStack() as places:
            places.enter_context(_in_place_of(network, "time_embed", Known(embedded)))
            for norm in norms:
                known = Known(norm.linear(norm.silu(embedded)))
                places.enter_context(_in_place_of(norm, "linear", known))
            yield


@contextmanager
def _in_place_of(network: nn.Module, name: str, stand_in: nn.Module) -> Iterator[None]:
    part = getattr(network, name)
    setattr(network, name, stand_in)
    try:
        yield
    finally:
        setattr(network, name, part)
