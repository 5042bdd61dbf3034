"""Claim: a 3B-shaped checkpoint in bf16 loads within 1.1x its weights and cache, as planned.

    visavis models random DIR --shape 3b --dtype bfloat16
    python -m benchmarks.memory DIR

The peak is that of the whole process (ru_maxrss), less what it held before: the interpreter and
its libraries.  The weights are random: sizes and times are real, the answer is not.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

import psutil
import torch

from benchmarks import report
from omni_core.checkpoint.plan import plan
from omni_core.conversation import Cancel, Options, TextDelta
from omni_core.omni.engine import OmniEngine

CONTEXT = 4096
REPLY = 10
LIMIT = 1.1
PLANNED_WITHIN = 0.05


def peak() -> int:
    """Bytes; ru_maxrss is in kilobytes on Linux and in bytes on macOS."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> int:
    """Load, answer one short turn, and compare with the plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.matmul(
        torch.zeros(8, 8), torch.zeros(8, 8)
    )  # the math library takes its memory on first use
    planned = plan(folder, torch.bfloat16, CONTEXT, speaks=False)
    before = psutil.Process().memory_info().rss
    started = time.monotonic()
    engine = OmniEngine.load(folder, device="cpu", dtype="bfloat16", context=CONTEXT)
    loaded_s, loaded = time.monotonic() - started, peak() - before
    conversation = engine.open(Options(greedy=True, max_reply_tokens=REPLY))
    conversation.read("What is the capital of France?")
    started = time.monotonic()
    pieces = [e for e in conversation.reply(Cancel()) if isinstance(e, TextDelta)]
    answered_s, answered = time.monotonic() - started, peak() - before
    result = {
        "weights_gb": planned.weights / 1e9,
        "cache_at_4k_gb": planned.cache / 1e9,
        "planned_peak_gb": planned.peak_at_first / 1e9,
        "peak_loading_gb": loaded / 1e9,
        "peak_after_a_turn_gb": answered / 1e9,
        "peak_by_weights_and_cache": answered / (planned.weights + planned.cache),
        "plan_off_by": answered / planned.peak_at_first - 1,
        "load_s": loaded_s,
        "turn_s": answered_s,
        "pieces": len(pieces),
    }
    for name, value in result.items():
        print(f"{name:28} {value:.3f}")
    report.write("memory", result)
    right = abs(result["plan_off_by"]) <= PLANNED_WITHIN
    return 0 if result["peak_by_weights_and_cache"] <= LIMIT and right and pieces else 1


if __name__ == "__main__":
    sys.exit(main())
