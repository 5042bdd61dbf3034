"""The voices of `spk_dict.pt`; test_damaged.py springs its traps."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.speakers import FILE, read_speakers


@pytest.fixture(scope="module")
def tiny(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def test_the_official_voices(tiny):
    speakers = read_speakers(tiny, read_config(tiny))
    assert {name: voice.token for name, voice in speakers.items()} == {
        "Chelsie": 151872,
        "Ethan": 151870,
    }
    official = torch.load(tiny / FILE, weights_only=True)
    for name, voice in speakers.items():
        assert voice.vector.shape == (1, 192)
        assert voice.mel.shape == (1, 400, 80)
        assert torch.equal(voice.vector, official[name]["cond"])
        assert torch.equal(voice.mel, official[name]["ref_mel"])


def test_voices_are_in_float32_and_in_the_files_order(tiny, tmp_path):
    config = read_config(tiny)
    voice = torch.load(tiny / FILE, weights_only=True)["Ethan"]
    halved = {k: v.bfloat16() if isinstance(v, torch.Tensor) else v for k, v in voice.items()}
    torch.save({"Zoe": halved, "Adam": voice}, tmp_path / FILE)
    speakers = read_speakers(tmp_path, config)
    assert list(speakers) == ["Zoe", "Adam"]
    assert speakers["Zoe"].vector.dtype == speakers["Zoe"].mel.dtype == torch.float32
    assert torch.equal(speakers["Zoe"].mel, voice["ref_mel"].bfloat16().float())


def test_a_voice_of_another_size_is_named(tiny, tmp_path):
    config = read_config(tiny)
    assert config.dit is not None
    shutil.copy(tiny / FILE, tmp_path / FILE)
    wider = replace(config, dit=replace(config.dit, speaker_embedding_size=256))
    with pytest.raises(CheckpointError, match="the voice 'Chelsie' wrongly"):
        read_speakers(tmp_path, wider)


@pytest.mark.parametrize("frames", [4, 5])
def test_a_sample_no_longer_than_the_encoder_reaches_is_refused(tiny, tmp_path, frames):
    config = read_config(tiny)
    assert config.dit is not None
    assert config.dit.speaker.fewest_frames == 5
    voice = torch.load(tiny / FILE, weights_only=True)["Ethan"]
    torch.save({"Ethan": voice | {"ref_mel": voice["ref_mel"][:, :frames]}}, tmp_path / FILE)
    if frames < 5:
        with pytest.raises(CheckpointError, match="the voice 'Ethan' wrongly"):
            read_speakers(tmp_path, config)
    else:
        assert read_speakers(tmp_path, config)["Ethan"].mel.shape == (1, 5, 80)


def test_a_missing_file_is_named(tiny, tmp_path):
    with pytest.raises(CheckpointError, match=r"spk_dict\.pt .* is missing"):
        read_speakers(tmp_path, read_config(tiny))
