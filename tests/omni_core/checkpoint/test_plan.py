"""The plan knows what loading will take, from `config.json` alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from omni_core.checkpoint import plan as planning
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import AUDIO, DIT, HEAD, PARTS, TALKER, TEXT, VISION, VOCODER
from omni_core.checkpoint.plan import cache_bytes, check_room, plan
from omni_core.checkpoint.shapes import SHAPES, config_json, without_speech
from omni_core.checkpoint.weights import Weights
from omni_core.conversation import EngineError
from omni_core.omni import voice
from omni_core.omni.engine import OmniEngine
from omni_core.talker import generation
from omni_core.transformer import decoder, kv_cache
from omni_core.transformer.kv_cache import KvCache
from tests.omni_core.speech.speaking import speech_of

GIB = 2**30


@pytest.fixture(scope="module")
def tiny(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


@pytest.fixture
def only_config(tmp_path: Path) -> Callable[[str], Path]:
    """A folder without weights: what a plan needs."""

    def written(name: str) -> Path:
        (tmp_path / "config.json").write_text(json.dumps(config_json(SHAPES[name])))
        return tmp_path

    return written


def test_parts_are_the_bytes_of_the_files(tiny):
    stored = dict.fromkeys(PARTS, 0)
    for name, info in Weights.open(tiny).tensors.items():
        stored[next(part for part in PARTS if name.startswith(part))] += info.size
    planned = plan(tiny, torch.float32)
    assert planned.parts == stored
    assert planned.weights == sum(stored.values())
    halved = plan(tiny, torch.bfloat16)
    speech = (DIT, VOCODER)  # they stay in float32
    assert halved.parts == {p: s if p in speech else s // 2 for p, s in stored.items()}


@pytest.mark.parametrize(
    ("name", "gib"),
    [
        ("3b", {TEXT: 5.748, HEAD: 0.580, AUDIO: 1.188, VISION: 1.246, TALKER: 0.716}),
        ("7b", {TEXT: 13.170, HEAD: 1.015, AUDIO: 1.192, VISION: 1.260, TALKER: 2.517}),
    ],
)
def test_the_published_sizes(only_config, name, gib):
    """Counted on the reference's own model: millions of parameters, at two bytes."""
    planned = plan(only_config(name), torch.bfloat16)
    for part, expected in gib.items():
        assert planned.parts[part] / GIB == pytest.approx(expected, abs=0.002)
    assert (planned.parts[DIT] + planned.parts[VOCODER]) / GIB == pytest.approx(1.673, abs=0.002)


def test_the_cache_of_a_full_context(only_config):
    planned = plan(only_config("3b"), torch.bfloat16)
    assert planned.context == 32768
    assert planned.cache == 1.125 * GIB
    assert planned.talker_cache / GIB == pytest.approx(0.422, abs=0.002)


@pytest.mark.parametrize("limit", [700, 4096])
def test_the_cache_is_what_the_cache_takes(tiny, limit):
    engine = OmniEngine.load(tiny, "cpu", "bfloat16", limit, speech=speech_of(tiny))
    assert engine.talking is not None
    cache, spoken = engine.new_cache(), engine.talking.new_cache(limit)
    planned = plan(tiny, torch.bfloat16, limit)
    for one in (cache, spoken):
        one.reserve(1)
    assert taken(cache) + taken(spoken) == planned.first_cache
    for one in (cache, spoken):
        one.reserve(one.limit)
    assert (taken(cache), taken(spoken)) == (planned.cache, planned.talker_cache)
    assert plan(tiny, torch.bfloat16, limit, speaks=False).first_cache < planned.first_cache
    engine.close()


def taken(cache: KvCache) -> int:
    return cache.keys.nbytes + cache.values.nbytes


def test_its_constants_are_those_of_the_engine():
    """They belong to modules above it, which it may not import."""
    assert planning.FIRST_CACHE == kv_cache.FIRST_ROOM
    assert planning.CHUNK == decoder.CHUNK
    assert planning.LONGEST_SPEECH == voice.CALL + generation.LONGEST


def test_peaks_add_up(tiny):
    planned = plan(tiny, torch.float32, 4096)
    caches = planned.cache + planned.talker_cache
    assert planned.peak == planned.weights + caches + planned.activations
    assert planned.peak_at_first == planned.weights + planned.first_cache + planned.activations
    assert planned.peak_at_first < planned.peak
    assert planned.activations > 0
    assert plan(tiny, torch.float32, 600).activations < planned.activations


def test_without_speech(tiny, tmp_path):
    whole, silent = plan(tiny, torch.float32), plan(tiny, torch.float32, speaks=False)
    parts = sum(whole.parts[part] for part in (TALKER, DIT, VOCODER))
    assert whole.speech == parts + whole.talker_cache > parts > 0
    assert silent.talker_cache == 0
    assert (silent.speech, silent.peak) == (0, whole.peak - whole.speech)
    text = config_json(without_speech(SHAPES["tiny"]))
    (tmp_path / "config.json").write_text(json.dumps(text))
    assert plan(tmp_path, torch.float32) == silent


@pytest.mark.parametrize("limit", [0, -1, 32769, 2**40])
def test_a_context_that_cannot_be(tiny, limit):
    with pytest.raises(EngineError, match="between 1 and 32768 tokens") as raised:
        plan(tiny, torch.float32, limit)
    assert raised.value.kind == "input"


def test_what_cannot_fit_is_refused_and_what_can_is_not(monkeypatch):
    cpu = torch.device("cpu")
    check_room(1, cpu)
    with pytest.raises(EngineError, match=r"needs 1000000\.0 GB of memory and .* are free") as no:
        check_room(10**15, cpu)
    assert no.value.kind == "memory"
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _device: (5 * 10**9, 8 * 10**9))
    check_room(5 * 10**9, torch.device("cuda"))
    refusal = r"needs 6\.0 GB of memory on the graphics card and 5\.0 GB are free.* the device cpu"
    with pytest.raises(EngineError, match=refusal):
        check_room(6 * 10**9, torch.device("cuda"))


def test_the_cache_counts_keys_and_values(tiny):
    config = read_config(tiny).thinker.decoder
    assert cache_bytes(config, 10, 4) == 2 * 3 * 2 * 16 * 10 * 4
