"""The Thinker's network: the decoder and the head that names the next token."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import ThinkerConfig
from omni_core.transformer.decoder import Decoder


class Thinker(nn.Module):
    """Official names below `thinker.`; a tied head is the embedding table and has no weight."""

    def __init__(self, config: ThinkerConfig) -> None:
        super().__init__()
        self.config = config
        self.model = Decoder(config.decoder)
        if not config.tied_head:
            shape = (config.decoder.hidden_size, config.decoder.vocab_size)
            self.lm_head = nn.Linear(*shape, bias=False)

    def logits(self, states: Tensor) -> Tensor:
        """States after the final norm, [..., hidden], to scores of every token, [..., vocab]."""
        head = self.model.embed_tokens if self.config.tied_head else self.lm_head
        return functional.linear(states, head.weight)
