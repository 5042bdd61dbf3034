"""Claim: a token costs what its linear layers cost, and never more than with stock `generate`.

    python -m benchmarks.decode_step --shape small
    python -m benchmarks.decode_step --shape 3b

Ours is the whole loop of a reply: step, sampler and bookkeeping.  Stock is transformers'
`generate`, timed between the tokens it hands out.  The bare layers are one `linear` call for
every matrix of the checkpoint, of the same shapes, with nothing between.  At `small`
the three take turns; at `3b` there is memory for one after the other.  fp32, CPU, greedy.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import torch
from torch.nn import functional
from transformers.generation.streamers import BaseStreamer

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import tensors_of
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.shapes import SHAPES, without_speech
from omni_core.checkpoint.vocabulary import qwen_tokenizer
from omni_core.conversation import Cancel, Options, ReplyDone
from omni_core.omni.engine import OmniEngine
from omni_core.thinker.prompt import Template
from omni_core.thinker.tokenizer import Tokenizer
from tests.oracle.reference import Reference

PROMPT = "Tell me a long story about a dog, a cat and the sea. " * 6
TOKENS = {"small": 64, "3b": 16}
ROUNDS = {"small": 9, "3b": 5}
CONTEXT = 4096

PASSED = ("thinker.model.layers.", "thinker.lm_head")
"""What the names of the layers begin with that a token of text passes."""

MOST_BY_LINEARS = 1.10
LEAST_BY_STOCK = {"small": 1.3, "3b": 1.0}

Round = Callable[[], float]
"""Writes the tokens once; the seconds each of them took but the first, which the prompt is in."""


@contextmanager
def ours(folder: Path, tokens: int) -> Iterator[Round]:
    """The omni engine's reply, as a conversation writes it."""
    engine = OmniEngine.load(folder, device="cpu", dtype="float32", context=CONTEXT)

    def once() -> float:
        conversation = engine.open(Options(greedy=True, max_reply_tokens=tokens))
        conversation.read(PROMPT)
        done = list(conversation.reply(Cancel()))[-1]
        conversation.close()
        if not isinstance(done, ReplyDone) or done.stats["tokens"] < tokens:
            raise RuntimeError("The made-up checkpoint ended its reply; take another seed.")
        # The last token is chosen and not read back, so one step less lies between.
        return (done.stats["text_s"] - done.stats["first_token_s"]) / (tokens - 1)

    yield once
    engine.close()


class Stamps(BaseStreamer):
    """When `generate` handed out what: the prompt first, then token after token."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def put(self, value: object) -> None:  # noqa: ARG002  # the name is the base class's
        """Called with the prompt, then with each token."""
        self.times.append(time.perf_counter())

    def end(self) -> None:
        """Called behind the last one."""


@contextmanager
def stock(folder: Path, tokens: int) -> Iterator[Round]:
    """The pinned transformers' own loop, over as long a prompt."""
    tokenizer = Tokenizer.open(folder, read_config(folder).thinker.tokens)
    template = Template(tokenizer, read_config(folder).thinker.tokens)
    prompt = torch.tensor([template.system("") + template.user_turn(PROMPT)])
    thinker = Reference(folder).thinker

    def once() -> float:
        stamps = Stamps()
        thinker.generate(
            input_ids=prompt,
            attention_mask=torch.ones_like(prompt),
            max_new_tokens=tokens,
            min_new_tokens=tokens,
            do_sample=False,
            streamer=stamps,
            pad_token_id=0,
        )
        return (stamps.times[-1] - stamps.times[1]) / (tokens - 1)

    yield once


@contextmanager
def linears(folder: Path, tokens: int) -> Iterator[Round]:
    """One call for each matrix a token meets, of the checkpoint's shapes and torch's own layout."""
    shapes = tensors_of(read_config(folder))
    matrices = [
        (torch.randn(shape), torch.randn(shape[0]) if f"{name}.bias" in shapes else None)
        for name, shape in layers_of(shapes)
    ]
    inputs = {size: torch.randn(1, size) for size in {m.shape[1] for m, _ in matrices}}

    @torch.inference_mode()
    def once() -> float:
        started = time.perf_counter()
        for _ in range(tokens):
            for matrix, bias in matrices:
                functional.linear(inputs[matrix.shape[1]], matrix, bias)
        return (time.perf_counter() - started) / tokens

    yield once


def layers_of(shapes: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The names and shapes of the linear layers that a token of text passes."""
    for name, shape in shapes.items():
        layer, _, kind = name.rpartition(".")
        if kind == "weight" and len(shape) == 2 and layer.startswith(PASSED):
            yield layer, shape


def taking_turns(folder: Path, tokens: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds a token, a round each in turn; the first round of each warms up."""
    with ExitStack() as stack:
        every = {name: stack.enter_context(make(folder, tokens)) for name, make in MAKERS.items()}
        for once in every.values():
            once()
        spent: dict[str, list[float]] = {name: [] for name in every}
        for _ in range(rounds):
            for name, once in every.items():
                spent[name].append(once() * 1000)
    return spent


def one_after_the_other(folder: Path, tokens: int, rounds: int) -> dict[str, list[float]]:
    """The same where memory holds one of them."""
    spent: dict[str, list[float]] = {}
    for name, make in MAKERS.items():
        with make(folder, tokens) as once:
            once()
            spent[name] = [once() * 1000 for _ in range(rounds)]
        del once
        gc.collect()  # the stock model holds itself in cycles
        print(f"{name}: {statistics.median(spent[name]):.2f} ms a token", flush=True)
    return spent


MAKERS = {"ours": ours, "stock": stock, "linears": linears}


def main() -> int:
    """Make the checkpoint up, measure, print the ratios and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", choices=TOKENS, default="small")
    shape_name = parser.parse_args().shape
    tokens, rounds = TOKENS[shape_name], ROUNDS[shape_name]
    # A step meets neither encoder, so small ones stand in for the real ones.
    small = SHAPES["small"]
    shape = replace(SHAPES[shape_name], audio=small.audio, vision=small.vision)
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["tokenizer-qwen"])
    tokenizer = qwen_tokenizer(store.path("tokenizer-qwen") / "qwen.tiktoken")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "checkpoint"
        write_random(folder, without_speech(shape), 0, tokenizer, torch.bfloat16)
        measure = taking_turns if shape_name == "small" else one_after_the_other
        spent = measure(folder, tokens, rounds)
    result = {
        "shape": shape_name,
        "tokens": tokens,
        "ms_a_token": {name: report.spread(values) for name, values in spent.items()},
        "ours_by_linears": report.ratio(spent["ours"], spent["linears"]),
        "stock_by_ours": report.ratio(spent["stock"], spent["ours"]),
    }
    for name, value in result.items():
        print(f"{name:16} {value}")
    report.write(f"decode_step_{shape_name}", result)
    dear = result["ours_by_linears"]["median"] > MOST_BY_LINEARS
    return 1 if dear or result["stock_by_ours"]["median"] < LEAST_BY_STOCK[shape_name] else 0


if __name__ == "__main__":
    sys.exit(main())
