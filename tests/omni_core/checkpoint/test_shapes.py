"""The made-up configurations are of the published build."""

from __future__ import annotations

import json

import pytest

from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import tensors_of
from omni_core.checkpoint.shapes import SHAPES, Shape, config_json, mrope_section, without_speech


@pytest.fixture(params=SHAPES)
def shape(request) -> Shape:
    return SHAPES[request.param]


def test_the_positions_parts_keep_the_published_proportions():
    assert mrope_section(128) == [16, 24, 24]
    for head_dim in range(16, 257, 16):
        time, height, width = mrope_section(head_dim)
        assert time + height + width == head_dim // 2
        assert 0 < time <= height == width


def test_what_is_written_is_what_is_read(shape, tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(config_json(shape)))
    config = read_config(tmp_path)
    decoder = config.thinker.decoder
    assert (decoder.hidden_size, decoder.num_layers) == (shape.text.hidden, shape.text.layers)
    assert (decoder.num_kv_heads, decoder.head_dim) == (shape.text.kv_heads, shape.text.head_dim)
    assert config.talker is not None
    assert config.dit is not None
    assert config.talker.decoder.intermediate_size == shape.talker.inner
    assert config.dit.hidden_size * config.dit.ff_mult == shape.dit.inner
    assert config.dit.speaker.channels == shape.speaker_channels


def test_all_layers_that_a_rule_names_exist(shape, tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(config_json(shape)))
    config = read_config(tmp_path)
    vision = config.thinker.vision
    assert 0 < len(vision.full_attention_layers) < vision.depth  # some see all, some a window
    assert set(vision.full_attention_layers) < set(range(vision.depth))
    assert config.dit is not None
    layers = set(range(config.dit.num_layers))
    assert set(config.dit.look_ahead) < layers
    assert set(config.dit.look_back) < layers


def test_without_speech_nothing_else_changes(shape, tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(config_json(shape)))
    whole = read_config(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps(config_json(without_speech(shape))))
    silent = read_config(tmp_path)
    assert silent.thinker == whole.thinker
    assert not any(name.startswith(("talker.", "token2wav.")) for name in tensors_of(silent))
