"""`generation_config.json` in its spellings, and what cannot be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from omni_core.checkpoint.errors import CheckpointError
from omni_core.thinker.generation import QWEN_2_5, read_generation
from omni_core.transformer.generation_file import FILE
from omni_core.transformer.sampling import SamplingSettings


def read(folder: Path, **content: object) -> SamplingSettings:
    (folder / FILE).write_text(json.dumps(content))
    return read_generation(folder)


def test_no_file_and_an_empty_one_are_qwens_own(tmp_path: Path) -> None:
    assert read_generation(tmp_path) == QWEN_2_5
    assert read(tmp_path) == QWEN_2_5


def test_every_value_is_taken(tmp_path: Path) -> None:
    assert read(
        tmp_path,
        do_sample=False,
        temperature=0.9,
        top_k=40,
        top_p=0.8,
        repetition_penalty=1.1,
        suppress_tokens=[151646],
        eos_token_id=151645,
    ) == SamplingSettings(
        greedy=True,
        temperature=0.9,
        top_k=40,
        top_p=0.8,
        repetition_penalty=1.1,
        suppress=(151646,),
        stop=(151645,),
    )


def test_values_of_the_thinker_alone_come_first(tmp_path: Path) -> None:
    """Checkpoints with a Talker name both parts' settings in one file."""
    found = read(tmp_path, thinker_top_k=5, top_k=40, talker_top_k=7, thinker_do_sample=False)
    assert found == replace(QWEN_2_5, top_k=5, greedy=True)


def test_greedy_needs_no_temperature(tmp_path: Path) -> None:
    assert read(tmp_path, do_sample=False, temperature=0).greedy


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("temperature", 0),
        ("temperature", "warm"),
        ("top_p", 1.5),
        ("top_k", -1),
        ("repetition_penalty", 0),
        ("do_sample", "yes"),
        ("eos_token_id", [1.5]),
        ("suppress_tokens", -3),
    ],
)
def test_what_cannot_be_names_the_file_and_the_key(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(CheckpointError, match=rf"{FILE} .* {key} must be"):
        read(tmp_path, **{key: value})
