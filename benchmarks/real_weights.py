"""Claim: with real weights our decoder writes what transformers writes, token for token.

The Qwen2.5 0.5B chat model of the starter engine is of the Thinker's own build.  Its GGUF file
is dequantised into our decoder and, by transformers itself, into theirs; both continue the same
20 prompts by 64 tokens, greedily.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from omni_core.checkpoint.vocabulary import qwen_tokenizer
from omni_core.transformer.decode_step import DecodeStep
from omni_core.transformer.kv_cache import KvCache
from tests.oracle.gguf_decoder import RealNetwork, read_gguf

PROMPTS = (
    "The capital of France is",
    "Once upon a time there was a little dog who",
    "Water boils at",
    "def fibonacci(n):",
    "The seven days of the week are",
    "To make tea, first",
    "In 1969 the first man",
    "The quick brown fox",
    "A good friend is someone who",
    "The largest planet of the solar system",
    "import numpy as np\n",
    "Roses are red,",
    "My favourite season is autumn because",
    "Die Hauptstadt von Deutschland ist",
    "El perro y el gato",
    "The three primary colours are",
    "If it rains tomorrow, we",
    "Dear Sir or Madam,",
    "The heart pumps",
    "Two plus two is four, and three plus three is",
)
TOKENS = 64
CONTEXT = 512


def continued(network: RealNetwork, prompt: list[int], tokens: int) -> list[int]:
    """Our greedy continuation."""
    config = network.model.config
    cache = KvCache(config, torch.device("cpu"), torch.float32, CONTEXT)
    step = DecodeStep(network, cache)
    positions = torch.arange(len(prompt)).expand(3, -1)
    with torch.inference_mode():
        embed = network.model.embed
        states = network.model(embed(torch.tensor(prompt)), positions, cache)
        logits = network.logits(states[-1])
        chosen = [int(logits.argmax())]
        while len(chosen) < tokens:
            row = embed(torch.tensor(chosen[-1:]))
            _, logits = step(row, len(prompt) + len(chosen) - 1)
            chosen.append(int(logits.argmax()))
    return chosen


def main() -> int:
    """Compare, and print the speeds of the same run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=len(PROMPTS))
    parser.add_argument("--tokens", type=int, default=TOKENS)
    args = parser.parse_args()
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["chat-qwen2.5-0.5b", "tokenizer-qwen"])
    folder: Path = store.path("chat-qwen2.5-0.5b")
    file = next(folder.glob("*.gguf"))
    tokenizer: Tokenizer = qwen_tokenizer(store.path("tokenizer-qwen") / "qwen.tiktoken")
    ours = read_gguf(file)
    theirs: Any = AutoModelForCausalLM.from_pretrained(
        folder, gguf_file=file.name, dtype=torch.float32
    ).eval()
    same, seconds = 0, {"ours": 0.0, "transformers": 0.0}
    for text in PROMPTS[: args.prompts]:
        prompt = tokenizer.encode(text).ids
        started = time.perf_counter()
        mine = continued(ours, prompt, args.tokens)
        middle = time.perf_counter()
        with torch.inference_mode():
            output = theirs.generate(
                torch.tensor([prompt]),
                max_new_tokens=args.tokens,
                min_new_tokens=args.tokens,
                do_sample=False,
                repetition_penalty=1.0,
                eos_token_id=None,
                pad_token_id=0,
            )
        seconds["ours"] += middle - started
        seconds["transformers"] += time.perf_counter() - middle
        reference = output[0, len(prompt) :].tolist()
        same += mine == reference
        print(
            f"{'same' if mine == reference else 'OTHER'}: {text!r} {tokenizer.decode(mine)!r:.80}"
        )
    count = min(args.prompts, len(PROMPTS))
    rates = {name: count * args.tokens / spent for name, spent in seconds.items()}
    print(f"{same} of {count} the same; tokens a second: {rates}")
    report.write(
        "real_weights",
        {
            "prompts": count,
            "tokens": args.tokens,
            "same": same,
            "tokens_a_second": rates,
            "ratio": rates["ours"] / rates["transformers"],
        },
    )
    return 0 if same == count else 1


if __name__ == "__main__":
    sys.exit(main())
