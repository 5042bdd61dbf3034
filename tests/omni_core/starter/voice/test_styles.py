"""The Kokoro styles in the repository are the pinned ones, and those that the catalogue names."""

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

from omni_core.starter.voice.catalogue import VOICES, VoiceFiles

FOLDER = Path(__file__).parents[4] / "resources" / "voices"
PINS = tomllib.loads((FOLDER / "voices.toml").read_text(encoding="utf-8"))


def test_the_file_is_the_pinned_one():
    content = (FOLDER / "kokoro.npz").read_bytes()
    assert hashlib.sha256(content).hexdigest() == PINS["file"]["sha256"]


def test_every_style_is_as_it_was_packaged():
    with np.load(FOLDER / "kokoro.npz") as styles:
        assert set(styles) == set(PINS["styles"])
        for name, sha256 in PINS["styles"].items():
            style = styles[name]
            assert style.shape[1:] == (1, 256)
            assert hashlib.sha256(style.astype("<f4").tobytes()).hexdigest() == sha256


def test_the_catalogue_names_these_styles():
    assert {voice.style for voice in VOICES if voice.engine == "kokoro"} == set(PINS["styles"])


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.name)
def test_a_voice_is_described_when_its_files_are_given(voice):
    files = VoiceFiles(Path("model"), Path("styles"), Path("joe.onnx"))
    description = files.describe(voice)
    assert description is not None
    assert description["engine"] == voice.engine
    assert (VoiceFiles().describe(voice) is None) == bool(voice.pack)
