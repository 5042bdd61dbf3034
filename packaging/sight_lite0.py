"""EfficientNet-lite0 as a torch network, to be exported once by `sight_models.py`."""

# Torch and the like live in the environment of this script alone, not in the product's.
# pyright: reportMissingImports=false

from __future__ import annotations

import torch
from torch import nn

LITE0_STAGES = (
    # expansion, kernel, stride of the first block, channels, blocks
    (1, 3, 1, 16, 1),
    (6, 3, 2, 24, 2),
    (6, 5, 2, 40, 2),
    (6, 3, 2, 80, 3),
    (6, 5, 1, 112, 3),
    (6, 5, 2, 192, 4),
    (6, 3, 1, 320, 1),
)
STEM_CHANNELS, HEAD_CHANNELS, CLASSES, SIDE = 32, 1280, 1000, 224


class SameConv(nn.Conv2d):
    """A convolution padded as TensorFlow's SAME: the odd pixel goes right and below."""

    def __init__(
        self, ins: int, outs: int, kernel: int, stride: int = 1, groups: int = 1, *, side: int
    ) -> None:
        super().__init__(ins, outs, kernel, stride, groups=groups, bias=False)
        missing = max((-(-side // stride) - 1) * stride + kernel - side, 0)
        before, after = missing // 2, missing - missing // 2
        self.pad = nn.ZeroPad2d((before, after, before, after))

    def forward(self, input: torch.Tensor) -> torch.Tensor:  # noqa: A002 (torch's own name)
        """Shapes as `nn.Conv2d`."""
        return super().forward(self.pad(input))


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)


class Block(nn.Module):
    """An inverted bottleneck; attribute names are those of the published weights."""

    def __init__(
        self, ins: int, outs: int, expansion: int, kernel: int, stride: int, side: int
    ) -> None:
        super().__init__()
        wide = ins * expansion
        self.widens = expansion > 1
        if self.widens:
            self._expand_conv = SameConv(ins, wide, 1, side=side)
            self._bn0 = _norm(wide)
        self._depthwise_conv = SameConv(wide, wide, kernel, stride, groups=wide, side=side)
        self._bn1 = _norm(wide)
        self._project_conv = SameConv(wide, outs, 1, side=side // stride)
        self._bn2 = _norm(outs)
        self.relu6 = nn.ReLU6()
        self.skips = stride == 1 and ins == outs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[b, ins, side, side] -> [b, outs, side / stride, side / stride]."""
        y = self.relu6(self._bn0(self._expand_conv(x))) if self.widens else x
        y = self.relu6(self._bn1(self._depthwise_conv(y)))
        y = self._bn2(self._project_conv(y))
        return x + y if self.skips else y


class Lite0(nn.Module):
    """EfficientNet-lite0: [b, 3, 224, 224] in -1..1 -> [b, 1000] logits."""

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem = SameConv(3, STEM_CHANNELS, 3, 2, side=SIDE)
        self._bn0 = _norm(STEM_CHANNELS)
        blocks: list[Block] = []
        ins, side = STEM_CHANNELS, SIDE // 2
        for expansion, kernel, first_stride, outs, count in LITE0_STAGES:
            for index in range(count):
                stride = first_stride if index == 0 else 1
                blocks.append(Block(ins, outs, expansion, kernel, stride, side))
                ins, side = outs, side // stride
        self._blocks = nn.Sequential(*blocks)
        self._conv_head = SameConv(ins, HEAD_CHANNELS, 1, side=side)
        self._bn1 = _norm(HEAD_CHANNELS)
        self._fc = nn.Linear(HEAD_CHANNELS, CLASSES)
        self.relu6 = nn.ReLU6()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits of the thousand ImageNet classes."""
        x = self.relu6(self._bn0(self._conv_stem(x)))
        x = self.relu6(self._bn1(self._conv_head(self._blocks(x))))
        return self._fc(x.mean((2, 3)))
