"""A made-up checkpoint in the official layout: random weights, real tokenizer, two voices.

Everything runs on it as on the real one, and says nonsense.  The same seed gives the same files
on any machine: each tensor has a generator of its own, seeded by its name.
"""

from __future__ import annotations

import io
import json
import math
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor

from omni_core.checkpoint import layout
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.shapes import Json, Shape, config_json
from omni_core.checkpoint.vocabulary import SPECIAL
from omni_core.checkpoint.weights import INDEX
from omni_core.conversation import EngineError

SHARD_BYTES = 2_000_000_000
"""A shard is put together in memory before it is written."""

SPEECH_PARTS = (layout.DIT, layout.VOCODER)
"""They stay in float32, as published."""

QUIETER = (f"{layout.VOCODER}resblocks.", f"{layout.VOCODER}conv_post.")
"""Of these each layer adds to the sound; at full size most samples would be clipped, and small
differences grow a hundredfold on the way."""

VOICES = {"Chelsie": 151872, "Ethan": 151870}
"""The official voices and the tokens that call them."""

REFERENCE_FRAMES = 400
"""Mel frames of a voice's sample."""

CHAT_TEMPLATE = (
    "{% for message in messages %}{% if loop.first and message.role != 'system' %}"
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{% endif %}"
    "<|im_start|>{{ message.role }}\n"
    "{% if message.content is string %}{{ message.content }}"
    "{% else %}{% for part in message.content %}"
    "{% if part.type == 'image' %}<|vision_bos|><|IMAGE|><|vision_eos|>"
    "{% elif part.type == 'audio' %}<|audio_bos|><|AUDIO|><|audio_eos|>"
    "{% elif part.type == 'video' %}<|vision_bos|><|VIDEO|><|vision_eos|>"
    "{% else %}{{ part.text }}{% endif %}{% endfor %}{% endif %}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def write_random(
    folder: Path,
    shape: Shape,
    seed: int,
    tokenizer: Tokenizer,
    dtype: torch.dtype = torch.float32,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """Write a checkpoint into `folder`, which must not exist or be empty.

    tokenizer: see `omni_core.checkpoint.vocabulary`.  dtype: of all but the speech parts.
    progress: is told the bytes written so far, and of all.
    Whatever stops it, an interruption included, leaves the folder as it was.
    Raises: EngineError("input") if the folder holds something or the disk is too small; OSError.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise EngineError("input", f"{folder} is not empty; name a new folder.")
    with ExitStack() as undo:
        undo.callback(_take_back, folder, made)
        _write_all(folder, shape, seed, tokenizer, dtype, progress)
        undo.pop_all()


def _take_back(folder: Path, made: bool) -> None:
    for file in folder.iterdir():
        file.unlink()
    if made:
        folder.rmdir()


def _write_all(
    folder: Path,
    shape: Shape,
    seed: int,
    tokenizer: Tokenizer,
    dtype: torch.dtype,
    progress: Callable[[int, int], None],
) -> None:
    _write_json(folder / "config.json", config_json(shape))
    shapes = layout.tensors_of(read_config(folder))
    total = sum(math.prod(size) * _dtype_of(name, dtype).itemsize for name, size in shapes.items())
    free = shutil.disk_usage(folder).free
    if total > free:
        raise EngineError(
            "input",
            f"This checkpoint takes {total / 1e9:.1f} GB and {folder} has {free / 1e9:.1f} GB "
            "left; free some or name another folder.",
        )
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=True), encoding="utf-8")
    for name, content in _small_files().items():
        _write_json(folder / name, content)
    generator = torch.Generator()
    voices = io.BytesIO()  # torch's own writing to a file tells a full disk as it tells a bug
    torch.save(_voices(generator, seed), voices)
    (folder / "spk_dict.pt").write_bytes(voices.getvalue())
    tensors = (
        (name, _tensor(name, size, generator, seed).to(_dtype_of(name, dtype)))
        for name, size in shapes.items()
    )
    _write_shards(folder, tensors, total, progress)


def _dtype_of(name: str, dtype: torch.dtype) -> torch.dtype:
    return torch.float32 if name.startswith(SPEECH_PARTS) else dtype


def _write_shards(
    folder: Path,
    tensors: Iterator[tuple[str, Tensor]],
    total: int,
    progress: Callable[[int, int], None],
) -> None:
    """Write shards as they fill, under names that say how many there are once that is known."""
    written: list[list[str]] = []
    shard: dict[str, Tensor] = {}
    done = size = 0

    def write() -> None:
        try:
            save_file(shard, folder / f"part-{len(written)}.safetensors", {"format": "pt"})
        except SafetensorError as error:
            raise EngineError(
                "input", f"{folder} took no more; its disk may be full, so name another folder."
            ) from error
        written.append(list(shard))
        shard.clear()

    for name, tensor in tensors:
        if shard and size + tensor.nbytes > SHARD_BYTES:
            write()
            size = 0
        shard[name] = tensor
        size += tensor.nbytes
        done += tensor.nbytes
        progress(done, total)
    write()
    places: dict[str, str] = {}
    for number, names in enumerate(written):
        file = f"model-{number + 1:05}-of-{len(written):05}.safetensors"
        (folder / f"part-{number}.safetensors").rename(folder / file)
        places |= dict.fromkeys(names, file)
    index = {"metadata": {"total_size": total}, "weight_map": places}
    _write_json(folder / INDEX, index)


def _seed(seed: int, name: str) -> int:
    """Both in the 32 bits that torch's generator looks at."""
    return zlib.crc32(f"{seed} {name}".encode())


def _tensor(name: str, shape: layout.Shape, generator: torch.Generator, seed: int) -> Tensor:
    """Values that keep states of ordinary size through any number of layers."""
    generator.manual_seed(_seed(seed, name))
    values = torch.randn(shape, generator=generator)
    if name.endswith((".bias", ".alpha", ".beta")):
        return values.mul_(0.1)
    if len(shape) == 1:  # a norm
        return values.mul_(0.1).add_(1.0)
    if "embed" in name.rsplit(".", 2)[-2] or name.endswith("audio_bos_eos_token.weight"):
        return values.mul_(0.5)
    if name == f"{layout.HEAD}weight":
        return values.mul_(3.0 / math.sqrt(shape[1]))  # some tokens are clearly the likeliest
    if name.startswith(QUIETER):
        values.mul_(0.5)
    return values.div_(math.sqrt(math.prod(shape[1:])))


def _voices(generator: torch.Generator, seed: int) -> dict[str, dict[str, int | Tensor]]:
    voices: dict[str, dict[str, int | Tensor]] = {}
    for name, token in VOICES.items():
        generator.manual_seed(_seed(seed, name))
        voices[name] = {
            "bos_token": token,
            "cond": torch.randn(1, 192, generator=generator),
            "ref_mel": torch.randn(1, REFERENCE_FRAMES, 80, generator=generator),
        }
    return voices


def _small_files() -> dict[str, Json]:
    named = {
        str(151643 + number): {"content": name, "special": True, "normalized": False}
        for number, name in enumerate(SPECIAL)
    }
    return {
        "generation_config.json": {
            "do_sample": True,
            "temperature": 0.7,
            "top_k": 20,
            "top_p": 0.8,
            "repetition_penalty": 1.05,
            "eos_token_id": [151645, 151643],
            "pad_token_id": 151643,
        },
        "preprocessor_config.json": {
            "feature_extractor_type": "WhisperFeatureExtractor",
            "image_processor_type": "Qwen2VLImageProcessor",
            "processor_class": "Qwen2_5OmniProcessor",
            "chunk_length": 300,
            "feature_size": 128,
            "sampling_rate": 16000,
            "hop_length": 160,
            "n_fft": 400,
            "n_samples": 4800000,
            "min_pixels": 3136,
            "max_pixels": 12845056,
            "patch_size": 14,
            "temporal_patch_size": 2,
            "merge_size": 2,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "Qwen2Tokenizer",
            "added_tokens_decoder": named,
            "eos_token": "<|im_end|>",
            "pad_token": "<|endoftext|>",
            "model_max_length": 32768,
            "audio_token": "<|AUDIO|>",
            "image_token": "<|IMAGE|>",
            "video_token": "<|VIDEO|>",
            "audio_bos_token": "<|audio_bos|>",
            "audio_eos_token": "<|audio_eos|>",
            "vision_bos_token": "<|vision_bos|>",
            "vision_eos_token": "<|vision_eos|>",
        },
        "chat_template.json": {"chat_template": CHAT_TEMPLATE},
    }


def _write_json(file: Path, content: Json) -> None:
    file.write_text(json.dumps(content, indent=2), encoding="utf-8")
