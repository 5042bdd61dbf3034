"""A checkpoint's own chat template is compared with our prompt, and can do no harm."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from omni_core.checkpoint.config import MediaTokens
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.random_checkpoint import CHAT_TEMPLATE
from omni_core.thinker.chat_template import FILE, JSON_FILES, LARGEST, check_chat_template
from omni_core.thinker.tokenizer import Tokenizer

TOKENS = MediaTokens()

TEXT_ALONE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' "
    "+ message['content'] + '<|im_end|>\\n' }}{% endfor %}"
)
"""The shape of templates of models that read nothing but text."""

Check = Callable[[], str]


@pytest.fixture(scope="module")
def tokenizer(made_up_checkpoint: Callable[..., Path]) -> Tokenizer:
    return Tokenizer.open(made_up_checkpoint("tiny"), TOKENS)


@pytest.fixture
def check(tmp_path: Path, tokenizer: Tokenizer, caplog: pytest.LogCaptureFixture) -> Check:
    """Checks the test's folder and returns what was warned of."""

    def checked() -> str:
        with caplog.at_level(logging.WARNING):
            check_chat_template(tmp_path, tokenizer, TOKENS)
        return caplog.text

    return checked


def write_json(file: Path, template: object) -> None:
    file.write_text(json.dumps({"chat_template": template}))


def test_a_checkpoint_without_one_is_taken(check: Check) -> None:
    assert check() == ""


@pytest.mark.parametrize("name", [FILE, *JSON_FILES])
def test_the_official_shape_is_ours_wherever_it_stands(
    tmp_path: Path, check: Check, name: str
) -> None:
    if name == FILE:
        (tmp_path / name).write_text(CHAT_TEMPLATE)
    else:
        write_json(tmp_path / name, CHAT_TEMPLATE)
    assert check() == ""


def test_the_newest_place_counts(tmp_path: Path, check: Check) -> None:
    (tmp_path / FILE).write_text(CHAT_TEMPLATE)
    write_json(tmp_path / JSON_FILES[0], "another")
    write_json(tmp_path / JSON_FILES[1], "a third")
    assert check() == ""


def test_a_tokenizers_file_without_a_template_is_passed_over(tmp_path: Path, check: Check) -> None:
    (tmp_path / JSON_FILES[1]).write_text('{"tokenizer_class": "Qwen2Tokenizer"}')
    assert check() == ""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<|im_start|>", "<|start|>"),
        ("<|im_end|>\n", "<|im_end|>"),
        ("<|vision_bos|><|IMAGE|>", "<|vision_start|><|image_pad|>"),
        ("<|audio_bos|><|AUDIO|>", "Audio 1: <|audio_bos|><|AUDIO|>"),
        ("<|VIDEO|><|vision_eos|>", "<|VIDEO|>"),
        ("<|im_start|>assistant\n", "<|im_start|>model\n"),
    ],
)
def test_another_markup_is_told_with_its_first_difference(
    tmp_path: Path, check: Check, ours: str, theirs: str
) -> None:
    (tmp_path / FILE).write_text(CHAT_TEMPLATE.replace(ours, theirs))
    warning = check()
    assert str(tmp_path / FILE) in warning
    assert "where the official prompt, which is used, has" in warning


def test_a_template_that_stops_early_is_told(tmp_path: Path, check: Check) -> None:
    (tmp_path / FILE).write_text(
        CHAT_TEMPLATE.replace("{% if add_generation_prompt %}", "{% if 0 %}")
    )
    assert "has '<|im_start|>assistant\\n'" in check()


def test_marks_for_training_mean_nothing(tmp_path: Path, check: Check) -> None:
    marked = f"{{% generation %}}{CHAT_TEMPLATE}{{% endgeneration %}}"
    (tmp_path / FILE).write_text(marked)
    assert check() == ""


@pytest.mark.parametrize(
    "template",
    [
        TEXT_ALONE,
        "{{ raise_exception('no sound here') }}",
        "{{ 1 / 0 }}",
        "{{ messages[0].content.nothing.at.all }}",
        "{{ messages.append(1) }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.system('false') }}",
        "{% for n in range(10 ** 9) %}{% endfor %}",
        "{% include 'config.json' %}",
    ],
)
def test_what_cannot_be_rendered_is_told_and_not_used(
    tmp_path: Path, check: Check, template: str
) -> None:
    """Among them what tries to leave the sandbox."""
    (tmp_path / FILE).write_text(template)
    assert "could not be compared" in check()


@pytest.mark.parametrize(
    "damaged", ["{% if %}", "{% for m in messages %}", "{{ messages", "{% x %}"]
)
def test_what_is_no_template_is_an_error(tmp_path: Path, check: Check, damaged: str) -> None:
    (tmp_path / FILE).write_text(damaged)
    with pytest.raises(CheckpointError, match=f"{FILE} .* holds no template"):
        check()


def test_what_cannot_be_read_is_an_error(tmp_path: Path, check: Check) -> None:
    file = tmp_path / FILE
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CheckpointError, match="is not text"):
        check()
    file.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(CheckpointError, match="far larger"):
        check()
    file.unlink()
    file.mkdir()
    with pytest.raises(CheckpointError, match="cannot be read"):
        check()


@pytest.mark.parametrize("content", [3, ["a"], "x" * (LARGEST + 1)])
def test_a_json_file_must_hold_a_text(tmp_path: Path, check: Check, content: object) -> None:
    write_json(tmp_path / JSON_FILES[0], content)
    with pytest.raises(CheckpointError, match="chat_template must be a text"):
        check()


def test_damaged_json_is_an_error(tmp_path: Path, check: Check) -> None:
    (tmp_path / JSON_FILES[0]).write_text("{")
    with pytest.raises(CheckpointError, match="is not JSON"):
        check()
