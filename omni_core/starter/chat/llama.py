"""A GGUF chat model through llama.cpp's in-process server (xllamacpp).

The library always opens a listening address.  A private Unix socket in a folder of our own, with
a random key, keeps it off the network; we only call it in process.
"""

from __future__ import annotations

import logging
import queue
import secrets
import tempfile
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from xllamacpp.xllamacpp import CommonParams, Server

from omni_core.conversation import Cancel, DoneReason, EngineError
from omni_core.starter.chat.prompt import Message

log = logging.getLogger(__name__)

CONTEXT_TOKENS = 4096
"""Enough for dozens of spoken turns; the cache of a 0.5B model is 48 MB at this length."""

PROMPT_BATCH = 64
"""Prompt tokens a batch: between batches a cancel is seen."""

REUSED_TOKENS = 32
"""A stretch of the prompt at least this long that only moved, as all does when old turns are
dropped, keeps its cache (its keys are turned to their new places) instead of being read again."""

REPEAT_PENALTY = 1.05
TEMPERATURE = 0.4
ONE_PARAGRAPH = r"root ::= [^\n*#`|]+"
"""No line break and no markdown: where a list would begin the model must go on in words, which is
how people tell a list."""

GGUF_MAGIC = b"GGUF"
GREETING: list[Message] = [{"role": "user", "content": "Hello."}]
MAX_THREADS = 8
"""More threads than this no longer speed up decoding of small models."""


def default_threads() -> int:
    """One less than the physical cores, less what others keep busy, at least one.

    llama.cpp's threads wait for each other by spinning: one thread that is not scheduled stops
    all of them (measured: 26-61 tokens/s with one thread on a loaded two-core machine, 0.3-1
    with two).
    """
    physical = psutil.cpu_count(logical=False) or 1
    busy = round(psutil.getloadavg()[0])
    return max(1, min(MAX_THREADS, physical - 1 - max(0, busy - 1)))


@dataclass(frozen=True, slots=True)
class _Finish:
    reason: DoneReason


class LlamaChat:
    """The chat model's weights and its one cache; replies queue up behind each other."""

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Load the model.

        Raises: EngineError("model") if the file is missing or no chat model llama.cpp can run.
        """
        try:
            with path.open("rb") as file:
                magic = file.read(len(GGUF_MAGIC))
        except OSError as error:
            raise EngineError("model", f"The chat model cannot be read: {error}.") from error
        if magic != GGUF_MAGIC:
            raise EngineError("model", f"{path.name} is not a GGUF chat model.")
        self._folder = tempfile.TemporaryDirectory(prefix="visavis-chat-")
        # llama.cpp has one cache here, so requests wait for each other.
        self._requests = ThreadPoolExecutor(1, thread_name_prefix="chat")
        try:
            self._server: Server | None = Server(
                self._parameters(path, threads or default_threads())
            )
        except RuntimeError as error:
            self._folder.cleanup()
            raise EngineError(
                "model", f"{path.name} is damaged or not a chat model that llama.cpp can run."
            ) from error
        # A server closed before its loop runs never ends; an answer shows that it does.
        try:
            self.prefill(GREETING).result()
        except EngineError:
            self.close()
            raise

    def _parameters(self, path: Path, threads: int) -> CommonParams:
        params = CommonParams()
        params.model.path = str(path)
        params.n_ctx = CONTEXT_TOKENS
        params.n_parallel = 1
        params.n_batch = PROMPT_BATCH
        params.n_cache_reuse = REUSED_TOKENS
        params.cpuparams.n_threads = threads
        params.cpuparams_batch.n_threads = threads
        params.cache_ram_mib = 0  # no second cache: memory must stay flat over many turns
        params.hostnames = [str(Path(self._folder.name) / "chat.sock")]
        params.api_keys = [secrets.token_hex(16)]
        params.n_threads_http = 1
        params.verbosity = -1
        return params

    def prefill(self, chat: Sequence[Message]) -> Future[int]:
        """Have a prompt read into the cache, so that a reply that begins alike starts sooner.

        Returns: a future of the prompt's tokens; it may be cancelled while it waits.
        """
        request = {"messages": list(chat), "max_tokens": 1, "cache_prompt": True}
        return self._requests.submit(self._read, request)

    def _read(self, request: dict[str, Any]) -> int:
        answer = self._running().handle_chat_completions(request)
        if "error" in answer:
            raise EngineError("model", f"The chat model failed: {answer['error']['message']}.")
        return answer["usage"]["prompt_tokens"]

    def _running(self) -> Server:
        if self._server is None:
            raise EngineError("model", "The chat model is closed.")
        return self._server

    def stream(
        self,
        chat: Sequence[Message],
        *,
        cancel: Cancel,
        max_tokens: int,
        greedy: bool,
        seed: int | None,
    ) -> Generator[str, None, DoneReason]:
        """Yield the reply's text as it is written and return why it ended.

        It ends early within 50 ms of a cancel.  The reply is one paragraph, without line breaks.
        Raises: EngineError if the model fails.
        """
        request = {
            "messages": list(chat),
            "stream": True,
            "cache_prompt": True,
            "return_progress": True,
            "max_tokens": max_tokens,
            "temperature": 0.0 if greedy else TEMPERATURE,
            "repeat_penalty": REPEAT_PENALTY,
            "grammar": ONE_PARAGRAPH,
        }
        if seed is not None:
            request["seed"] = seed
        pieces: queue.SimpleQueue[str | _Finish | EngineError | Future[None]] = queue.SimpleQueue()
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            pieces.put(_Finish("cancelled"))

        def on_data(data: dict[str, Any] | list[dict[str, Any]]) -> bool:
            for event in data if isinstance(data, list) else [data]:
                for piece in _pieces_of(event):
                    pieces.put(piece)
            return stopped.is_set()

        def write() -> None:
            if not stopped.is_set():
                self._running().handle_chat_completions(request, on_data)

        with cancel.calling(stop):
            writing = self._requests.submit(write)
            writing.add_done_callback(pieces.put)
            try:
                while True:
                    piece = pieces.get()
                    if stopped.is_set():
                        return "cancelled"
                    match piece:
                        case str():
                            yield piece
                        case _Finish():
                            return piece.reason
                        case EngineError():
                            raise piece
                        case Future():
                            piece.result()
                            raise EngineError("model", "The chat model ended without a reply.")
            finally:
                stopped.set()
                writing.cancel()

    def close(self) -> None:
        """Free the model; waits for a cancelled reply's last batch of tokens."""
        self._requests.shutdown(wait=True, cancel_futures=True)
        self._server = None
        self._folder.cleanup()


def _pieces_of(event: dict[str, Any]) -> Iterator[str | _Finish | EngineError]:
    if "choices" not in event:
        message = event.get("error", event).get("message", "no reason given")
        yield EngineError("model", f"The chat model failed: {message}.")
        return
    for choice in event["choices"]:
        if text := choice["delta"].get("content"):
            yield text
        if reason := choice.get("finish_reason"):
            yield _Finish("length" if reason == "length" else "end")
