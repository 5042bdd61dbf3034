"""The real small chat model: enough to show streaming, cancelling, caching and errors."""

from __future__ import annotations

from datetime import UTC, datetime

import psutil
import pytest

from omni_core.conversation import Cancel, EngineError, PastTurn
from omni_core.starter.chat.llama import LlamaChat
from omni_core.starter.chat.prompt import estimated_tokens, messages

STORY = [{"role": "user", "content": "Tell me a long story about the sea."}]


@pytest.fixture(scope="module")
def chat(pack):
    model = LlamaChat(pack("chat-smollm2-135m") / "SmolLM2-135M-Instruct.Q4_1.gguf", threads=1)
    yield model
    model.close()


def write(chat, messages=STORY, *, cancel=None, max_tokens=24, seed=1):
    text, stream = (
        [],
        chat.stream(
            messages, cancel=cancel or Cancel(), max_tokens=max_tokens, greedy=True, seed=seed
        ),
    )
    while True:
        try:
            text.append(next(stream))
        except StopIteration as end:
            return "".join(text), end.value


def test_streams_the_same_greedy_text_and_says_why_it_ended(chat):
    first, reason = write(chat)
    assert first
    assert reason == "length"
    assert write(chat) == (first, reason)


def test_a_reply_is_one_paragraph(chat):
    text, _ = write(chat, [{"role": "user", "content": "List three fruits."}], max_tokens=80)
    assert "\n" not in text


def test_prefill_changes_nothing_that_is_written(chat):
    expected, _ = write(chat)
    chat.prefill(STORY[:1]).result()
    assert write(chat)[0] == expected


def test_cancel_ends_the_stream_and_the_next_reply_works(chat):
    cancel = Cancel()
    stream = chat.stream(STORY, cancel=cancel, max_tokens=200, greedy=True, seed=1)
    next(stream)
    cancel.set()
    with pytest.raises(StopIteration) as end:
        next(stream)
    assert end.value.value == "cancelled"
    assert write(chat)[1] == "length"


def test_too_long_a_prompt_is_one_clear_error(chat):
    with pytest.raises(EngineError, match=r"context"):
        write(chat, [{"role": "user", "content": "word " * 6000}])
    assert write(chat)[0]


def test_what_cannot_be_written_down_is_an_error_and_no_hang(chat):
    with pytest.raises(EngineError):
        write(chat, [{"role": "user", "content": "half a pair: \ud800"}])
    assert write(chat)[0]


def test_a_closed_model_is_an_error_and_no_hang(pack):
    model = LlamaChat(pack("chat-smollm2-135m") / "SmolLM2-135M-Instruct.Q4_1.gguf", threads=1)
    model.close()
    with pytest.raises(RuntimeError):
        write(model)


def test_it_listens_on_no_network_address(chat):
    assert not [
        connection
        for connection in psutil.Process(chat._process.pid).net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]


def test_a_process_that_died_in_between_is_replaced_unnoticed(chat):
    expected = write(chat)
    psutil.Process(chat._process.pid).kill()
    assert write(chat) == expected


def test_one_that_dies_in_a_reply_is_one_clear_error_and_the_next_reply_works(chat):
    stream = chat.stream(STORY, cancel=Cancel(), max_tokens=400, greedy=True, seed=1)
    next(stream)
    psutil.Process(chat._process.pid).kill()
    with pytest.raises(EngineError, match=r"ended unexpectedly.*\.$"):
        list(stream)
    assert write(chat)[1] == "length"


def test_nothing_is_left_of_a_closed_model(pack):
    model = LlamaChat(pack("chat-smollm2-135m") / "SmolLM2-135M-Instruct.Q4_1.gguf", threads=1)
    process = psutil.Process(model._process.pid)
    stream = model.stream(STORY, cancel=Cancel(), max_tokens=400, greedy=True, seed=1)
    next(stream)
    model.close()
    assert not process.is_running()
    with pytest.raises(EngineError, match="closed"):
        list(stream)
    model.close()


@pytest.mark.parametrize("content", [None, b"", b"not a model", b"GGUF" + bytes(1000)])
def test_a_damaged_model_is_one_clear_sentence(tmp_path, content):
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EngineError, match=r"\.$"):
        LlamaChat(path)


def test_the_estimate_of_tokens_errs_to_the_safe_side(chat):
    """Held against the model's own count, on what counts badly: numbers, marks, short turns."""
    turns = [
        PastTurn("What time is it?", "It is 11:27 at night, 22 November 2026."),
        PastTurn("8 of spades, 4 of clubs.", "markers = np.zeros_like(coins)"),
        PastTurn("Ja, ça va très bien, où est-il?", "3,921.55 miles; 17 + 25 = 42 (or so)."),
        PastTurn("Tell me about the sea.", "The sea is wide and blue, and it is full of fish."),
    ] * 5
    told = {"persona": "", "facts": {}, "today": datetime(2026, 3, 5, tzinfo=UTC)}
    long, short = (chat.prefill(messages(t, "", **told)).result() for t in (turns, []))
    counted = long - short
    assert counted <= estimated_tokens(turns) <= 2 * counted
