"""The tokenizer of made-up checkpoints is the official one."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tokenizers import Tokenizer

from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.vocabulary import RANKED, SPECIAL, qwen_tokenizer

KNOWN = {
    "<|endoftext|>": 151643,
    "<|im_start|>": 151644,
    "<|im_end|>": 151645,
    "<|AUDIO|>": 151646,
    "<|audio_bos|>": 151647,
    "<|audio_eos|>": 151648,
    "<|vision_bos|>": 151652,
    "<|vision_eos|>": 151653,
    "<|IMAGE|>": 151655,
    "<|VIDEO|>": 151656,
    "user": 872,
}
"""Published ids."""


def test_published_ids(qwen_tokenizer: Tokenizer) -> None:
    assert {name: qwen_tokenizer.token_to_id(name) for name in KNOWN} == KNOWN
    assert qwen_tokenizer.get_vocab_size() == RANKED + len(SPECIAL)


def test_a_prompt_as_published(qwen_tokenizer: Tokenizer) -> None:
    ids = qwen_tokenizer.encode("<|im_start|>user\nHello!<|im_end|>\n").ids
    assert ids == [151644, 872, 198, 9707, 0, 151645, 198]
    assert qwen_tokenizer.encode("2026").ids == [17, 15, 17, 21]  # digit by digit


@settings(max_examples=60)
@given(text=some.text(max_size=60))
def test_any_text_comes_back(qwen_tokenizer: Tokenizer, text: str) -> None:
    ids = qwen_tokenizer.encode(text, add_special_tokens=False).ids
    assert all(0 <= token < RANKED for token in ids)
    again = qwen_tokenizer.decode(ids, skip_special_tokens=False)
    assert again == unicodedata.normalize("NFC", text)


def refused(file: Path) -> str:
    with pytest.raises(CheckpointError) as raised:
        qwen_tokenizer_of(file)
    return str(raised.value)


qwen_tokenizer_of = qwen_tokenizer
"""The fixture of the same name hides the function within tests."""


def test_another_list_is_refused(pack: Callable[[str], Path], tmp_path: Path) -> None:
    lines = (pack("tokenizer-qwen") / "qwen.tiktoken").read_bytes().splitlines()
    file = tmp_path / "qwen.tiktoken"
    assert "cannot be read" in refused(file)
    file.write_bytes(b"\n".join(lines[:-1]))
    assert "is not Qwen's list" in refused(file)
    file.write_bytes(b"\n".join([*lines[:-1], lines[0]]))
    assert "is not Qwen's list" in refused(file)
    file.write_bytes(base64.b64encode(b"only a string"))
    assert "is not a list of ranked byte strings" in refused(file)
    file.write_bytes(b"\xff\xfe 0")
    assert "is not a list of ranked byte strings" in refused(file)
