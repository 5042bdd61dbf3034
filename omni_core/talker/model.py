"""The Talker's network: a decoder of codes that reads along in the Thinker's states.

arXiv 2503.20215, section 2.3: a dual-track autoregressive decoder.  Its two tracks, text and codes,
are added to one input (`Qwen2_5OmniTalkerForConditionalGeneration` in the reference).
"""

from __future__ import annotations

from torch import Tensor, nn

from omni_core.checkpoint.config import TalkerConfig
from omni_core.transformer.decoder import Decoder


class Talker(nn.Module):
    """Official names below `talker.`; the codes' table is as wide as the Thinker's states."""

    def __init__(self, config: TalkerConfig) -> None:
        super().__init__()
        self.config = config
        width, hidden = config.embedding_size, config.decoder.hidden_size
        self.thinker_to_talker_proj = nn.Linear(width, hidden)
        self.model = Decoder(config.decoder, embedding_size=width)
        self.codec_head = nn.Linear(hidden, config.decoder.vocab_size, bias=False)

    def inputs(self, tracks: Tensor) -> Tensor:
        """Text, or text and code added, [n, width], to what the decoder reads, [n, hidden]."""
        return self.thinker_to_talker_proj(tracks)

    def logits(self, states: Tensor) -> Tensor:
        """States after the final norm, [..., hidden], to scores of every code, [..., vocab]."""
        return self.codec_head(states)
