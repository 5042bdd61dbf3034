"""`visavis models random` and `models plan`: checkpoints of the official model."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import NO_TORCH, UserError

if TYPE_CHECKING:
    from app.models.store import ModelStore

SHAPES = ("tiny", "small", "3b", "7b")
DTYPES = ("float32", "bfloat16", "float16")
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


def add_parsers(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare both commands."""
    random = commands.add_parser(
        "random", help="make up a checkpoint in the official layout, with random weights"
    )
    random.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    random.add_argument("--shape", choices=SHAPES, default="tiny", help="default: tiny")
    random.add_argument("--seed", type=_whole, default=0, metavar="N", help="default: 0")
    random.add_argument("--dtype", choices=DTYPES, default=DTYPES[0], help="default: float32")
    plan = commands.add_parser("plan", help="how much memory a checkpoint will take")
    plan.add_argument("folder", type=Path, metavar="DIR", help="a checkpoint")
    plan.add_argument("--dtype", choices=DTYPES, default="bfloat16", help="default: bfloat16")
    plan.add_argument("--context", type=_whole, metavar="N", help="tokens (default: its longest)")


def make_up(store: ModelStore, args: argparse.Namespace) -> int:
    """Write a random checkpoint.

    Raises: UserError; EngineError if the folder cannot take it.
    """
    _check_torch()
    import torch

    from omni_core.checkpoint.random_checkpoint import write_random
    from omni_core.checkpoint.shapes import SHAPES
    from omni_core.checkpoint.vocabulary import qwen_tokenizer

    store.pull([TOKENIZER_PACK])
    tokenizer = qwen_tokenizer(store.path(TOKENIZER_PACK) / "qwen.tiktoken")
    shape, dtype = SHAPES[args.shape], getattr(torch, args.dtype)
    try:
        write_random(args.folder, shape, args.seed, tokenizer, dtype, progress=_progress())
    except OSError as error:
        raise UserError(f"{args.folder} cannot be written: {error.strerror}.") from error
    sys.stdout.write(f"A made-up checkpoint of shape {args.shape} is in {args.folder}.\n")
    return 0


def show_plan(_store: ModelStore, args: argparse.Namespace) -> int:
    """Print the memory a checkpoint takes, part by part.

    Raises: UserError; CheckpointError.
    """
    _check_torch()
    import torch

    from omni_core.checkpoint.plan import plan

    planned = plan(args.folder, getattr(torch, args.dtype), args.context)
    lines = [(PART_NAMES[part], size) for part, size in planned.parts.items()]
    lines += [
        ("all weights", planned.weights),
        ("keys and values of a full context", planned.cache),
        ("while a prompt is read", planned.activations),
        ("peak", planned.peak),
    ]
    for name, size in lines:
        sys.stdout.write(f"{name:34} {size / 1e9:8.3f} GB\n")
    return 0


def _check_torch() -> None:
    """Torch is imported for these commands alone, and may not be installed."""
    if find_spec("torch") is None:
        raise UserError(NO_TORCH)


def _progress() -> Callable[[int, int], None]:
    """Tells each tenth on standard error."""
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if done * 10 // total > told:
            told = done * 10 // total
            sys.stderr.write(f"{done / 1e9:.2f} of {total / 1e9:.2f} GB\n")

    return progress


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 2**31):
        raise argparse.ArgumentTypeError("it must be a whole number of at least 0")
    return int(text)
