"""The Talker's part of `generation_config.json`, and the reference's defaults."""

from __future__ import annotations

import inspect
import json
from dataclasses import replace
from pathlib import Path

import pytest
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniForConditionalGeneration,
)

from omni_core.checkpoint.errors import CheckpointError
from omni_core.talker.generation import CHOICE, LONGEST, CodeSettings, read_code_settings
from omni_core.transformer.generation_file import FILE
from omni_core.transformer.sampling import SamplingSettings
from tests.omni_core.talker.networks import talker_config

CONFIG = talker_config()


def read(folder: Path, **content: object) -> CodeSettings:
    (folder / FILE).write_text(json.dumps(content))
    return read_code_settings(folder, CONFIG)


def test_where_nothing_is_said_it_is_as_the_reference_has_it(tmp_path: Path) -> None:
    """Its other defaults, of ids, are numbers; here they are the checkpoint's own."""
    stock = inspect.signature(inspect.unwrap(Qwen2_5OmniForConditionalGeneration.generate))
    default = {name: parameter.default for name, parameter in stock.parameters.items()}
    assert read_code_settings(tmp_path, CONFIG) == CodeSettings(
        SamplingSettings(
            greedy=not default["talker_do_sample"],
            temperature=default["talker_temperature"],
            top_k=default["talker_top_k"],
            top_p=default["talker_top_p"],
            repetition_penalty=default["talker_repetition_penalty"],
            suppress=(CONFIG.codec_start,),
            stop=(CONFIG.codec_pad, CONFIG.codec_end),
        ),
        default["talker_max_new_tokens"],
    )
    assert read(tmp_path, top_k=5, thinker_top_k=6) == read_code_settings(tmp_path, CONFIG)


def test_official_ids_are_the_reference_defaults(tmp_path: Path) -> None:
    official = replace(CONFIG, codec_start=8293, codec_end=8294, codec_pad=8292)
    assert list(read_code_settings(tmp_path, official).sampling.stop) == [8292, 8294]


def test_every_value_is_taken(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        talker_do_sample=False,
        talker_temperature=0.5,
        talker_top_k=3,
        talker_top_p=0.7,
        talker_repetition_penalty=1.2,
        talker_eos_token_id=7,
        talker_suppress_tokens=[9],
        talker_max_new_tokens=100,
    )
    sampling = SamplingSettings(True, 0.5, 3, 0.7, 1.2, suppress=(CONFIG.codec_start,), stop=(7,))
    assert found == CodeSettings(sampling, 100)
    assert CHOICE.top_k != 3
    assert LONGEST != 100


@pytest.mark.parametrize(
    ("key", "value"),
    [("temperature", 0), ("top_p", 2), ("eos_token_id", "end"), ("max_new_tokens", 0)],
)
def test_what_cannot_be_names_the_key(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(CheckpointError, match=rf"{FILE} .* talker_{key} must be"):
        read(tmp_path, **{f"talker_{key}": value})
