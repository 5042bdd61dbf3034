"""What runs the two networks of speech: torch or ONNX Runtime, behind the same two calls.

Symbols: a block is `block_size` mel frames; B blocks are a window of F frames; H is the width of
the diffusion transformer and L the number of its layers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from torch import Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Modulation:
    """What the diffusion time does to the network; the same for every frame and both branches.

    layers: [L, 6, H]: of each layer shift, scale and gate of the attention, then of the MLP.
    out: [2, H]: shift and scale in front of the output projection.
    Every scale has the 1 of `(1 + scale)` added already, so that it is a layer norm's weight, and
    the shift its bias.
    """

    layers: Tensor
    out: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class LeftContext:
    """What the first block of a window sees of the block before it, in one evaluation.

    keys (not rotated) and values of the layers that look back, in the order of the layers:
    [look_back layers, 2, heads, block_size, head_dim]; 2: the guided and the unguided branch.
    """

    keys: Tensor
    values: Tensor


class VelocityStep(Protocol):
    """One evaluation of the diffusion transformer over a window of whole blocks."""

    def __call__(
        self,
        mel: Tensor,
        condition: Tensor,
        modulation: Modulation,
        past: LeftContext,
        seen: Tensor,
        last_own: Tensor,
    ) -> tuple[Tensor, LeftContext]:
        """The guided velocity of the mel, and what the next window has to see of this one.

        mel: [F, mel_bins], between noise and speech.
        condition: [2, F, H], see `omni_core.speech.conditioning`.
        modulation: of the time of this evaluation.
        past: of the block before the window; zeros where there is none.
        seen: bool [block_size + F], past block first: the frames that exist.  What the others
            hold has no influence, but must be finite.
        last_own: int64 [1], the block of the window whose keys and values are handed back.

        Returns: [F, mel_bins], and the left context; both may be overwritten by the next call.
        """
        ...


class Vocoder(Protocol):
    """Mel to sound, of one piece with true edges on both sides."""

    def __call__(self, mel: Tensor) -> Tensor:
        """Mel [T, mel_bins] to samples [T * samples a frame], -1..1."""
        ...
