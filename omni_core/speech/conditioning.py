"""What tells the diffusion transformer what to say, and in whose voice.

The input projection of the network is linear in its four parts: noisy mel, voice sample, code and
speaker vector.  So the last three are projected ahead: the codes once a checkpoint, a voice once
a voice; an evaluation adds two rows.  The unguided branch hears code 0, the speaker encoder's
answer to a silent (all zero) sample, and no speaker vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from omni_core.checkpoint.config import DitConfig
from omni_core.checkpoint.embedding import table
from omni_core.checkpoint.speakers import Speaker
from omni_core.speech.speaker_encoder import SpeakerEncoder

NO_CODE = 0
"""The code of the unguided branch, and of a code that the table does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """The part of the input projection that a voice decides, [hidden_size] each."""

    guided: Tensor
    unguided: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class CodeTable:
    """The part that a code decides.

    rows: [codes, hidden_size].  repeats: mel frames a code.
    """

    rows: Tensor
    repeats: int

    def condition(self, codes: Sequence[int], voice: Voice) -> Tensor:
        """Of all frames of `codes`: [2, len(codes) * repeats, hidden_size], guided first.

        Codes outside the table count as code 0, as in the published server.
        """
        wanted = torch.tensor(codes, dtype=torch.int64, device=self.rows.device)
        known = (wanted >= 0) & (wanted < self.rows.shape[0])
        wanted = torch.where(known, wanted, NO_CODE).repeat_interleave(self.repeats)
        guided = self.rows[wanted] + voice.guided
        return torch.stack((guided, (self.rows[NO_CODE] + voice.unguided).expand_as(guided)))


class CodeEmbedding(nn.Module):
    """Codes to vectors."""

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        self.codec_embed = table(config.num_codes + 1, config.code_embedding_size)


class InputEmbedding(nn.Module):
    """The projection of the four parts, in the order mel, voice sample, code, speaker vector."""

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        self._sizes = part_sizes(config)
        self.spk_encoder = SpeakerEncoder(config)
        self.proj = nn.Linear(sum(self._sizes), config.hidden_size)

    def columns(self) -> tuple[Tensor, ...]:
        """The weight of each part, [hidden_size, size of the part]."""
        return self.proj.weight.split(self._sizes, dim=1)


def part_sizes(config: DitConfig) -> list[int]:
    """How wide the four parts of the input are."""
    speaker, code = config.speaker.dim, config.code_embedding_size
    return [config.mel_bins, speaker, code, config.speaker_embedding_size]


class Conditioner(nn.Module):
    """Makes `CodeTable` and `Voice`; not needed any more once they are made.

    Names are the official checkpoint's, below `token2wav.code2wav_dit_model.`.
    """

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        self._repeats = config.repeats
        self.text_embed = CodeEmbedding(config)
        self.input_embed = InputEmbedding(config)

    @torch.inference_mode()
    def code_table(self) -> CodeTable:
        """Every code, projected."""
        _, _, code, _ = self.input_embed.columns()
        return CodeTable(self.text_embed.codec_embed.weight @ code.T, self._repeats)

    @torch.inference_mode()
    def voice(self, speaker: Speaker) -> Voice:
        """One voice, projected, the projection's bias added."""
        _, sample, _, vector = self.input_embed.columns()
        bias = self.input_embed.proj.bias
        mel = speaker.mel[0].to(bias)
        heard = self.input_embed.spk_encoder(mel)
        silence = self.input_embed.spk_encoder(torch.zeros_like(mel))
        return Voice(
            guided=sample @ heard + vector @ speaker.vector[0].to(bias) + bias,
            unguided=sample @ silence + bias,
        )
