"""The checkpoint's own chat template, held against the prompt that the engine writes.

The engine writes a prompt while it is still being spoken, so it cannot have a template render a
finished conversation: `omni_core.thinker.prompt` knows the official markup.  A checkpoint that
was trained further with another one would be read wrongly, and its own file tells: it renders a
short conversation with every kind of content, which must be ours.  The file is a program from
outside, so it runs in Jinja's sandbox, and what it writes is compared, never read to the model.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from omni_core.checkpoint.config import MediaTokens
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.json_file import read_json
from omni_core.thinker.prompt import OFFICIAL_SYSTEM, Template
from omni_core.thinker.tokenizer import Tokenizer

log = logging.getLogger(__name__)

FILE = "chat_template.jinja"
JSON_FILES = ("chat_template.json", "tokenizer_config.json")
"""Where older checkpoints keep it, under the key of the same name; the first one counts."""

LARGEST = 2**20
"""Bytes: the official template has 1.4 kB."""

SHOWN = 40
"""Characters of a difference that the log shows."""

_CANNOT_RENDER = (
    TemplateError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
"""What a template may come to; one for text alone stumbles over a list of content."""

Message = Mapping[str, object]


def check_chat_template(folder: Path, tokenizer: Tokenizer, tokens: MediaTokens) -> None:
    """Warn in the log if the checkpoint's chat template, where it has one, is not ours.

    Raises: CheckpointError if it cannot be read or is no template.
    """
    found = _find(folder)
    if found is None:
        return
    file, source = found
    try:
        template = _environment().from_string(source)
    except (TemplateSyntaxError, RecursionError) as error:
        raise CheckpointError(file, "is damaged: it holds no template; fetch it again") from error
    messages, ours = _probe(tokenizer, tokens)
    try:
        theirs = template.render(messages=messages, add_generation_prompt=True)
    except _CANNOT_RENDER as error:
        log.warning(
            "%s cannot write a conversation with sound and pictures (%s), so it could not be "
            "compared with the official prompt, which is used.", file, error,
        )  # fmt: skip
        return
    if theirs != ours:
        place = next(
            (at for at, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b),
            min(len(theirs), len(ours)),
        )
        log.warning(
            "%s writes %r where the official prompt, which is used, has %r: a model trained "
            "with it may not understand what it reads.",
            file, theirs[place : place + SHOWN], ours[place : place + SHOWN],
        )  # fmt: skip


def _find(folder: Path) -> tuple[Path, str] | None:
    """The file that holds the template, and the template."""
    file = folder / FILE
    if file.exists():
        try:
            if file.stat().st_size > LARGEST:
                raise CheckpointError(file, "is far larger than such a file can be")
            return file, file.read_text(encoding="utf-8")
        except OSError as error:
            raise CheckpointError(file, f"cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise CheckpointError(file, "is damaged: it is not text; fetch it again") from error
    for name in JSON_FILES:
        file = folder / name
        if not file.exists():
            continue
        content = read_json(file)
        if "chat_template" in content:
            source = content.content["chat_template"]
            if not isinstance(source, str) or len(source) > LARGEST:
                raise content.wrong("chat_template", "a text")
            return file, source
    return None


class _Generation(Extension):
    """`{% generation %}` marks what a model is trained to say; for a prompt it means nothing."""

    tags = {"generation"}  # noqa: RUF012 - what it overrides is a set

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """What stands between the tags."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _environment() -> ImmutableSandboxedEnvironment:
    """The environment that chat templates are written for; nothing in it can be changed."""
    return ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols", _Generation],
    )


def _probe(tokenizer: Tokenizer, tokens: MediaTokens) -> tuple[Sequence[Message], str]:
    """A conversation with every kind of content, and the text of our prompt for it."""
    prompt = Template(tokenizer, tokens)
    first, answer, question = "Hello.", "Hi! What is it?", "What is this?"
    media = {
        "image": (tokens.vision_bos, tokens.image, tokens.vision_eos),
        "audio": (tokens.audio_bos, tokens.audio, tokens.audio_eos),
        "video": (tokens.vision_bos, tokens.video, tokens.vision_eos),
    }
    shown: list[Message] = [{"type": kind, kind: kind} for kind in media]
    messages: list[Message] = [
        {"role": "system", "content": [_text(OFFICIAL_SYSTEM)]},
        {"role": "user", "content": [_text(first)]},
        {"role": "assistant", "content": [_text(answer)]},
        {"role": "user", "content": [*shown, _text(question)]},
    ]
    ids = [
        *prompt.system(""),
        *prompt.user_turn(first),
        *prompt.reply(answer),
        *prompt.user_open,
        *(token for markup in media.values() for token in markup),
        *tokenizer.encode(question),
        *prompt.user_close,
    ]
    return messages, tokenizer.spelled(ids)


def _text(words: str) -> Message:
    return {"type": "text", "text": words}
