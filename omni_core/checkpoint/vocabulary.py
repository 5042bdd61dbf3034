"""The Qwen tokenizer as a checkpoint holds it, made from the published list of byte pairs.

The list (`qwen.tiktoken`) ranks 151,643 byte strings; which two of them each was merged from is
worked out by merging its bytes with the better-ranked strings alone.  The special tokens behind
the list carry the names that Qwen2.5-Omni gives them.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from omni_core.checkpoint.errors import CheckpointError

RANKED = 151_643
"""Byte strings of the official list."""

SPECIAL = (
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|AUDIO|>",
    "<|audio_bos|>",
    "<|audio_eos|>",
    "<|box_end|>",
    "<|quad_start|>",
    "<|quad_end|>",
    "<|vision_bos|>",
    "<|vision_eos|>",
    "<|vision_pad|>",
    "<|IMAGE|>",
    "<|VIDEO|>",
)
"""Ids 151643 to 151656."""

PIECES = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""How text is cut before its bytes are merged: words, single digits, signs, white space."""


def qwen_tokenizer(ranks_file: Path) -> Tokenizer:
    """The tokenizer of `qwen.tiktoken`.

    Raises: CheckpointError if the file is not the official list.
    """
    ranks = _read(ranks_file)
    letters = _byte_letters()
    vocabulary = {_spelled(string, letters): rank for string, rank in ranks.items()}
    merges = [
        (_spelled(left, letters), _spelled(right, letters))
        for left, right in (_parents(s, ranks) for s in ranks if len(s) > 1)
    ]
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in SPECIAL])
    return tokenizer


def _read(file: Path) -> dict[bytes, int]:
    ranks: dict[bytes, int] = {}
    try:
        for line in file.read_bytes().splitlines():
            string, rank = line.split()
            ranks[base64.b64decode(string, validate=True)] = int(rank)
    except OSError as error:
        raise CheckpointError(file, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise CheckpointError(file, "is not a list of ranked byte strings") from error
    if sorted(ranks.values()) != list(range(RANKED)):
        raise CheckpointError(file, f"is not Qwen's list of {RANKED} byte strings")
    return ranks


def _parents(string: bytes, ranks: Mapping[bytes, int]) -> tuple[bytes, bytes]:
    """The two strings that `string` was merged from: what merging by rank leaves before it."""
    parts = [string[place : place + 1] for place in range(len(string))]
    while len(parts) > 2:
        pairs = [left + right for left, right in pairwise(parts)]
        best = min(range(len(pairs)), key=lambda place: ranks.get(pairs[place], RANKED))
        parts[best : best + 2] = [pairs[best]]
    return parts[0], parts[1]


def _byte_letters() -> list[str]:
    """The printable letter that stands for each byte in a byte-level vocabulary (GPT-2's)."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAC + 1), *range(0xAE, 0xFF + 1)]
    letters = {byte: chr(byte) for byte in printable}
    others = (byte for byte in range(256) if byte not in letters)
    letters |= {byte: chr(256 + number) for number, byte in enumerate(others)}
    return [letters[byte] for byte in range(256)]


def _spelled(string: bytes, letters: list[str]) -> str:
    return "".join(letters[byte] for byte in string)
