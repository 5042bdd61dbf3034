"""Choosing the next token: the reference's processors, in the reference's order.

Repetition penalty, suppressed ids, temperature, top-k, top-p, then one draw.  They depend on the
ids so far alone, so a conversation that was rewound chooses as if nothing had happened.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """How tokens are chosen.

    greedy: take the likeliest.  temperature: > 0.  top_k: candidates, 0 for all.  top_p: 0..1,
    1 for all.  repetition_penalty: >= 1, over all ids so far.  suppress: ids never chosen.
    stop: ids that end the text.
    """

    greedy: bool = False
    temperature: float = 1.0
    top_k: int = 50
    top_p: float = 1.0
    repetition_penalty: float = 1.0
    suppress: tuple[int, ...] = ()
    stop: tuple[int, ...] = ()


class Sampler:
    """Chooses by these settings; the generator is the caller's, and belongs to a conversation."""

    def __init__(self, settings: SamplingSettings) -> None:
        self.settings = settings

    def choose(self, logits: Tensor, seen: Tensor, generator: torch.Generator) -> int:
        """The next token for `logits` [vocab] after the ids `seen`, int64 [n], both on one device.

        The draw itself is made where the generator lives.
        """
        scores = self.process(logits, seen)
        if self.settings.greedy:
            return int(scores.argmax())
        chances = scores.softmax(dim=-1).to(generator.device)
        return int(torch.multinomial(chances, 1, generator=generator))

    def process(self, logits: Tensor, seen: Tensor) -> Tensor:
        """The scores that are drawn from, float32 [vocab]; -inf where nothing may be drawn."""
        settings = self.settings
        scores = logits.to(torch.float32, copy=True)
        if settings.repetition_penalty != 1.0:
            known = scores[seen]
            penalty = settings.repetition_penalty
            scores[seen] = torch.where(known < 0, known * penalty, known / penalty)
        if settings.suppress:
            scores[list(settings.suppress)] = -torch.inf
        if settings.greedy:
            return scores
        scores /= settings.temperature
        if settings.top_k:
            least = scores.topk(min(settings.top_k, scores.shape[0])).values[-1]
            scores[scores < least] = -torch.inf
        if settings.top_p < 1.0:
            ascending, order = scores.sort()
            below = ascending.softmax(dim=-1).cumsum(dim=-1) <= 1.0 - settings.top_p
            below[-1] = False  # the likeliest always stays
            scores[order[below]] = -torch.inf
        return scores
