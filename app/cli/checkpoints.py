"""`visavis models random` and `models plan`: checkpoints of the official model."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import UserError
from app.omni_libraries import load_libraries

if TYPE_CHECKING:
    from app.models.store import ModelStore
    from omni_core.checkpoint.plan import MemoryPlan

SHAPE_NAMES = ("tiny", "small", "3b", "7b")
DTYPE_NAMES = ("float32", "bfloat16", "float16")
TOKENIZER_PACK = "tokenizer-qwen"

PART_NAMES = {
    "thinker.model.": "Thinker, decoder",
    "thinker.lm_head.": "Thinker, head",
    "thinker.audio_tower.": "audio encoder",
    "thinker.visual.": "vision encoder",
    "talker.": "Talker",
    "token2wav.code2wav_dit_model.": "diffusion transformer",
    "token2wav.code2wav_bigvgan_model.": "vocoder",
}

_GIGABYTE, _MEGABYTE = 1e9, 1e6


def add_parsers(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare both commands."""
    random = commands.add_parser(
        "random", help="make up a checkpoint in the official layout, with random weights"
    )
    random.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    random.add_argument("--shape", choices=SHAPE_NAMES, default="tiny", help="default: tiny")
    random.add_argument("--seed", type=_whole, default=0, metavar="N", help="default: 0")
    random.add_argument(
        "--dtype", choices=DTYPE_NAMES, default=DTYPE_NAMES[0], help="default: float32"
    )
    plan = commands.add_parser("plan", help="how much memory a checkpoint will take")
    plan.add_argument("folder", type=Path, metavar="DIR", help="a checkpoint")
    plan.add_argument("--dtype", choices=DTYPE_NAMES, default="bfloat16", help="default: bfloat16")
    plan.add_argument("--context", type=_whole, metavar="N", help="tokens (default: its longest)")
    plan.add_argument("--json", action="store_true", help="print one JSON object, in bytes")


def make_up(store: ModelStore, args: argparse.Namespace) -> int:
    """Write a random checkpoint.

    Raises: UserError; EngineError if the folder cannot take it.
    """
    load_libraries()
    from omni_core.checkpoint.random_checkpoint import write_random
    from omni_core.checkpoint.shapes import SHAPES
    from omni_core.checkpoint.vocabulary import qwen_tokenizer
    from omni_core.omni.device import DTYPES

    store.pull([TOKENIZER_PACK])
    tokenizer = qwen_tokenizer(store.path(TOKENIZER_PACK) / "qwen.tiktoken")
    shape, dtype = SHAPES[args.shape], DTYPES[args.dtype]
    try:
        write_random(args.folder, shape, args.seed, tokenizer, dtype, progress=_progress())
    except OSError as error:
        reason = error.strerror or error
        raise UserError(f"{args.folder} cannot be written ({reason}); name another.") from error
    sys.stdout.write(f"A made-up checkpoint of shape {args.shape} is in {args.folder}.\n")
    return 0


def show_plan(_store: ModelStore, args: argparse.Namespace) -> int:
    """Print the memory a checkpoint takes, part by part.

    Raises: UserError; EngineError for a context it cannot have; CheckpointError.
    """
    load_libraries()
    from omni_core.checkpoint.plan import plan
    from omni_core.omni.device import DTYPES

    if not args.folder.is_dir():
        raise UserError(f"There is no folder {args.folder}; check the name of the checkpoint.")
    planned = plan(args.folder, DTYPES[args.dtype], args.context)
    if args.json:
        sys.stdout.write(json.dumps(_as_json(planned)) + "\n")
        return 0
    lines = [(PART_NAMES[part], size) for part, size in planned.parts.items() if size]
    lines += [
        (f"all weights in {args.dtype}", planned.weights),
        (f"keys and values of {planned.context} tokens", planned.cache),
        ("keys and values of the Talker", planned.talker_cache),
        ("while a prompt is read", planned.activations),
        ("peak of a full context", planned.peak),
        ("the same without speech", planned.peak - planned.speech),
    ]
    for name, size in lines:
        if size:
            sys.stdout.write(f"{name:34} {_shown(size)}\n")
    return 0


def _as_json(planned: MemoryPlan) -> dict[str, Any]:
    return {
        "parts": {PART_NAMES[part]: size for part, size in planned.parts.items()},
        "weights": planned.weights,
        "context": planned.context,
        "cache": planned.cache,
        "talker_cache": planned.talker_cache,
        "activations": planned.activations,
        "peak": planned.peak,
        "peak_without_speech": planned.peak - planned.speech,
    }


def _shown(size: float) -> str:
    """Bytes in the unit that keeps them readable."""
    if size < _GIGABYTE:
        return f"{size / _MEGABYTE:8.2f} MB"
    return f"{size / _GIGABYTE:8.2f} GB"


def _progress() -> Callable[[int, int], None]:
    """Tells each tenth on standard error."""
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if done * 10 // total > told:
            told = done * 10 // total
            sys.stderr.write(f"{_shown(done).strip()} of {_shown(total).strip()}\n")

    return progress


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 2**31):
        raise argparse.ArgumentTypeError("it must be a whole number of at least 0")
    return int(text)
