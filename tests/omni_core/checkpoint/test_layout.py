"""The tensors we expect are those the reference's own model has, at every size."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import logging as transformers_logging
from transformers.models.qwen2_5_omni import (
    Qwen2_5OmniConfig,
    Qwen2_5OmniForConditionalGeneration,
)

from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import DIT, HEAD, PARTS, TALKER, VOCODER, tensors_of
from omni_core.checkpoint.shapes import SHAPES, Shape, Transformer, config_json, without_speech

BETWEEN = replace(
    SHAPES["3b"],
    text=Transformer(192, 5, 6, 500, kv_heads=3, head_dim=64),
    audio=Transformer(96, 3, 3, 200),
    vision=Transformer(64, 9, 4, 90),
    talker=Transformer(80, 4, 5, 112, kv_heads=1, head_dim=32),
    dit=Transformer(96, 6, 2, 288, head_dim=32),
    vocoder_channels=192,
    speaker_channels=(24, 40, 40, 40, 120),
)
"""No proportion of a published size."""


def written(folder: Path, shape: Shape) -> Path:
    (folder / "config.json").write_text(json.dumps(config_json(shape)))
    return folder


def reference(folder: Path) -> dict[str, tuple[int, ...]]:
    """What the reference's model of this configuration would save; nothing is allocated."""
    transformers_logging.set_verbosity_error()  # it mistakes the Talker's text ids for codes
    config = Qwen2_5OmniConfig.from_pretrained(folder)
    with torch.device("meta"):
        model = Qwen2_5OmniForConditionalGeneration(config)
    return {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}


@pytest.mark.parametrize(
    ("shape", "millions"),
    [
        pytest.param(SHAPES["tiny"], None, id="tiny"),
        pytest.param(BETWEEN, None, id="between"),
        pytest.param(SHAPES["3b"], 5537.1, id="3b"),
        pytest.param(SHAPES["7b"], 10732.2, id="7b"),
    ],
)
def test_names_and_shapes_are_the_references(tmp_path, shape, millions):
    ours = tensors_of(read_config(written(tmp_path, shape)))
    assert ours == reference(tmp_path)
    if millions is not None:
        assert sum(map(math.prod, ours.values())) / 1e6 == pytest.approx(millions, abs=0.1)


def test_a_tied_head_is_not_stored(tmp_path):
    shape = replace(SHAPES["tiny"], tied_head=True)
    tied = tensors_of(read_config(written(tmp_path, shape)))
    whole = tensors_of(read_config(written(tmp_path, SHAPES["tiny"])))
    assert set(whole) - set(tied) == {f"{HEAD}weight"}


def test_a_checkpoint_that_only_writes_has_the_thinker_alone(tmp_path):
    whole = tensors_of(read_config(written(tmp_path, SHAPES["tiny"])))
    thinker = tensors_of(read_config(written(tmp_path, without_speech(SHAPES["tiny"]))))
    assert thinker == {name: s for name, s in whole.items() if name.startswith("thinker.")}


def test_every_tensor_belongs_to_one_part(tmp_path):
    for name in tensors_of(read_config(written(tmp_path, SHAPES["tiny"]))):
        assert sum(name.startswith(part) for part in PARTS) == 1
    assert {TALKER, DIT, VOCODER} < set(PARTS)
