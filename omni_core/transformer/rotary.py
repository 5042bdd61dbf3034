"""Multi-axis rotary positions (TMRoPE's rotation; arXiv 2503.20215, section 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Rotation:
    """cos and sin of every token's angles, [n, 1, head_dim] each, in the decoder's own dtype."""

    cos: Tensor
    sin: Tensor

    def turn(self, heads: Tensor) -> Tensor:
        """Rotate [n, heads, head_dim]: frequency i turns the pair (i, i + head_dim / 2)."""
        first, second = heads.chunk(2, dim=-1)
        return torch.addcmul(heads * self.cos, torch.cat((-second, first), dim=-1), self.sin)


class MultiAxisRotary:
    """The frequencies of one decoder and the axis that each of them follows.

    sections: how many frequencies follow time, height and width, in that order.
    """

    def __init__(
        self, head_dim: int, theta: float, sections: Sequence[int], device: torch.device
    ) -> None:
        self.device = device
        exponents = torch.arange(0, head_dim, 2, dtype=torch.float32, device=device) / head_dim
        self._frequencies = (1.0 / theta**exponents)[:, None]
        self._axes = torch.repeat_interleave(torch.tensor(sections)).to(device)

    def at(self, positions: Tensor, dtype: torch.dtype) -> Rotation:
        """The rotation of tokens at `positions`, int64 [3, n]; angles are made in float32."""
        angles = (positions[self._axes].float() * self._frequencies).T
        angles = torch.cat((angles, angles), dim=-1)[:, None]
        return Rotation(angles.cos().to(dtype), angles.sin().to(dtype))
