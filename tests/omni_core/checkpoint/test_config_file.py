"""`config.json` in every spelling there is, and nothing but what it says."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from transformers.models.qwen2_5_omni import Qwen2_5OmniConfig

from omni_core.checkpoint.config import OmniConfig
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.shapes import SHAPES, Transformer, config_json, without_speech


def read(folder: Path, content: dict[str, Any]) -> OmniConfig:
    (folder / "config.json").write_text(json.dumps(content))
    return read_config(folder)


PUBLISHED = {
    "3b": ((2048, 11008, 36, 16, 2, 128, 151936), 2048, (896, 4864, 24, 14, 2, 64, 8448)),
    "7b": ((3584, 18944, 28, 28, 4, 128, 152064), 3584, (896, 18944, 24, 12, 4, 128, 8448)),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_sizes(tmp_path, name):
    config = read(tmp_path, config_json(SHAPES[name]))
    text, width, talker = PUBLISHED[name]
    assert config.talker is not None
    for decoder, expected in ((config.thinker.decoder, text), (config.talker.decoder, talker)):
        assert (
            decoder.hidden_size,
            decoder.intermediate_size,
            decoder.num_layers,
            decoder.num_heads,
            decoder.num_kv_heads,
            decoder.head_dim,
            decoder.vocab_size,
        ) == expected
    assert config.thinker.decoder.mrope_section == (16, 24, 24)
    assert config.thinker.decoder.rope_theta == 1e6
    assert not config.thinker.tied_head
    audio, vision = config.thinker.audio, config.thinker.vision
    assert (audio.d_model, audio.num_layers, audio.num_heads, audio.ffn_dim) == (1280, 32, 20, 5120)
    assert (audio.mel_bins, audio.n_window, audio.output_dim) == (128, 100, width)
    assert (vision.hidden_size, vision.depth, vision.num_heads) == (1280, 32, 16)
    assert (vision.intermediate_size, vision.window_size, vision.patch_size) == (3420, 112, 14)
    assert (vision.full_attention_layers, vision.output_dim) == ((7, 15, 23, 31), width)
    assert config.talker.embedding_size == width
    assert (config.talker.codec_pad, config.talker.codec_start) == (8292, 8293)
    dit, vocoder = config.dit, config.vocoder
    assert dit is not None
    assert vocoder is not None
    assert (dit.hidden_size, dit.num_layers, dit.num_heads, dit.head_dim) == (1024, 22, 16, 64)
    assert (dit.code_embedding_size, dit.mel_bins, dit.num_codes) == (512, 80, 8193)
    assert (dit.look_back, dit.look_ahead, dit.block_size) == ((0, 20), (10,), 24)
    assert dit.speaker.channels == (256, 256, 256, 256, 768)
    assert (vocoder.initial_channels, vocoder.upsample_rates) == (1536, (5, 3, 2, 2, 2, 2))


@pytest.mark.parametrize("name", ["tiny", "3b", "7b"])
def test_as_the_reference_saves_it_again(tmp_path, name):
    """`rope_parameters`, defaults written out, the DiT's newer keys: it reads the same."""
    published = read(tmp_path, config_json(SHAPES[name]))
    saved = tmp_path / "saved"
    Qwen2_5OmniConfig.from_pretrained(tmp_path).save_pretrained(saved)
    content = json.loads((saved / "config.json").read_text())
    assert "rope_theta" not in content["thinker_config"]["text_config"]
    assert read_config(saved) == published


DIT_KEYS = {"dim": "hidden_size", "depth": "num_hidden_layers", "heads": "num_attention_heads"}


@pytest.mark.parametrize("kept", ["older", "newer"])
@pytest.mark.parametrize("name", ["tiny", "3b"])
def test_either_spelling_of_the_dit_alone(tmp_path, name, kept):
    content = config_json(SHAPES[name])
    dit = content["token2wav_config"]["dit_config"]
    for older, newer in DIT_KEYS.items():
        del dit[older if kept == "newer" else newer]
    assert read(tmp_path, content) == read(tmp_path, config_json(SHAPES[name]))


def test_the_newer_spelling_counts_where_both_differ(tmp_path):
    """As in the reference, which does not look at the older one."""
    content = config_json(SHAPES["tiny"])
    content["token2wav_config"]["dit_config"]["depth"] = 7
    assert read(tmp_path, content) == read(tmp_path, config_json(SHAPES["tiny"]))


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("head_dim", 15, "even"),
        ("block_size", 25, "a multiple of repeats"),
        ("enc_dilations", [1, 2, 3], "as long as"),
    ],
)
def test_a_dit_that_cannot_be(tmp_path, key, value, wanted):
    content = config_json(SHAPES["tiny"])
    content["token2wav_config"]["dit_config"][key] = value
    with pytest.raises(CheckpointError, match=wanted):
        read(tmp_path, content)


def test_keys_that_the_published_files_leave_out(tmp_path):
    content = config_json(SHAPES["7b"])
    whole = read(tmp_path, content)
    bare = copy.deepcopy(content)
    thinker = bare["thinker_config"]
    for key in ("position_id_per_seconds", "seconds_per_chunk", "vision_start_token_id"):
        del thinker[key]
    for key in ("patch_size", "spatial_merge_size", "window_size", "fullatt_block_indexes"):
        del thinker["vision_config"][key]
    thinker["vision_config"]["in_chans"] = thinker["vision_config"].pop("in_channels")
    for key in ("head_dim", "rms_norm_eps", "rope_theta"):
        del thinker["text_config"][key]
    bare["token2wav_config"]["dit_config"].clear()
    bare["token2wav_config"]["bigvgan_config"].clear()
    assert read(tmp_path, bare) == whole


@settings(max_examples=25)
@given(
    heads=some.integers(1, 8),
    group=some.sampled_from([1, 2, 3, 7, 8]),
    head_dim=some.sampled_from([16, 64, 128]),
    layers=some.integers(1, 60),
    senses=some.integers(1, 40),
    vocabulary=some.integers(151_665, 200_000),
)
def test_any_shape_in_between(tmp_path_factory, heads, group, head_dim, layers, senses, vocabulary):
    """Every dimension is the file's, none a default's."""
    width = 8 * heads * group
    shape = replace(
        SHAPES["7b"],
        text=Transformer(width, layers, heads * group, 3 * width, heads, head_dim),
        audio=Transformer(16 * senses, senses, 2, 31),
        vision=Transformer(8 * senses, senses + 1, 2, 33),
        vocabulary=vocabulary,
    )
    config = read(tmp_path_factory.mktemp("config"), config_json(shape)).thinker
    decoder = config.decoder
    assert (decoder.hidden_size, decoder.intermediate_size) == (width, 3 * width)
    assert (decoder.num_layers, decoder.vocab_size) == (layers, vocabulary)
    assert (decoder.num_heads, decoder.num_kv_heads) == (heads * group, heads)
    assert (decoder.head_dim, 2 * sum(decoder.mrope_section)) == (head_dim, head_dim)
    assert (config.audio.d_model, config.audio.num_layers) == (16 * senses, senses)
    assert (config.vision.hidden_size, config.vision.depth) == (8 * senses, senses + 1)
    assert config.audio.output_dim == config.vision.output_dim == width


@pytest.mark.parametrize("said", ["text_config", "thinker_config"])
def test_a_head_tied_in_either_place(tmp_path, said):
    content = config_json(SHAPES["tiny"])
    thinker = content["thinker_config"]
    del thinker["tie_word_embeddings"], thinker["text_config"]["tie_word_embeddings"]
    assert not read(tmp_path, content).thinker.tied_head
    (thinker if said == "thinker_config" else thinker["text_config"])["tie_word_embeddings"] = True
    assert read(tmp_path, content).thinker.tied_head


def test_a_checkpoint_that_only_writes(tmp_path):
    config = read(tmp_path, config_json(without_speech(SHAPES["3b"])))
    assert (config.talker, config.dit, config.vocoder) == (None, None, None)
    content = config_json(SHAPES["3b"])
    content["enable_audio_output"] = False
    assert read(tmp_path, content) == config


def wrong_joint(content: dict[str, Any], where: str) -> None:
    *sections, key = where.split(".")
    for section in sections:
        content = content[section]
    content[key] += 8


@pytest.mark.parametrize(
    "where",
    [
        "thinker_config.audio_config.output_dim",
        "thinker_config.vision_config.out_hidden_size",
        "talker_config.embedding_size",
    ],
)
def test_parts_that_do_not_fit_together(tmp_path, where):
    content = config_json(SHAPES["tiny"])
    wrong_joint(content, where)
    with pytest.raises(CheckpointError, match=where.replace(".", r"\.")):
        read(tmp_path, content)


@pytest.mark.parametrize("name", ["start", "end", "pad", "mask"])
def test_codes_that_lead_through_speech_are_codes(tmp_path, name):
    content = config_json(SHAPES["tiny"])
    content["talker_config"][f"tts_codec_{name}_token_id"] = content["talker_config"]["vocab_size"]
    with pytest.raises(CheckpointError, match=f"tts_codec_{name}_token_id must be an id of its"):
        read(tmp_path, content)
