"""A table of vectors that a checkpoint fills."""

from __future__ import annotations

import torch
from torch import nn


def table(rows: int, width: int) -> nn.Embedding:
    """An embedding of `rows` vectors, its values whatever memory holds until they are filled.

    torch's own constructor draws random values, for which, on the device without memory where
    networks are laid out, it imports its compiler: a second and more of every start.
    """
    return nn.Embedding.from_pretrained(torch.empty(rows, width))
