"""A GGUF chat model by llama.cpp (xllamacpp), which runs in a process of its own."""

from __future__ import annotations

import logging
import queue
import sys
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from omni_core.conversation import Cancel, DoneReason, EngineError
from omni_core.starter.chat import whole_turn
from omni_core.starter.chat.process import (
    ChatProcess,
    OnEvent,
    ProcessEndedError,
    RequestFailedError,
)
from omni_core.starter.chat.prompt import Message

log = logging.getLogger(__name__)

CONTEXT_TOKENS = 4096
"""Enough for dozens of spoken turns; the cache of a 0.5B model is 48 MB at this length."""

REPEAT_PENALTY = 1.05
TEMPERATURE = 0.4
ONE_PARAGRAPH = r"root ::= [^\n*#`|]+"
"""No line break and no markdown: where a list would begin the model must go on in words, which is
how people tell a list."""

GGUF_MAGIC = b"GGUF"
FIRST_WORDS: Mapping[str, Any] = {"prompt": "Hello.", "n_predict": 1}
"""Two tokens read and one written: all of the network works, in a tenth of a second."""

ATTEMPTS = 2
"""The first one, and one by another process."""

MAX_THREADS = 8
"""More threads than this no longer speed up decoding of small models."""


WAITS_ASLEEP = sys.platform == "linux"
"""Whether llama.cpp's threads wait for each other asleep: where they are OpenMP's, asked to."""


def default_threads() -> int:
    """The physical cores, where threads wait asleep; else one less, less what others keep busy.

    A thread that waits by spinning takes the core that the one it waits for needs.  Measured on
    two cores (tokens a second): one thread 14, two asleep 24, two spinning 23; with one other
    process that is always busy 12, 13 and 8.
    """
    physical = psutil.cpu_count(logical=False) or 1
    if WAITS_ASLEEP:
        return min(MAX_THREADS, physical)
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
            self._marks_turns = magic == GGUF_MAGIC and whole_turn.marks_turns(path)
        except OSError as error:
            raise EngineError("model", f"The chat model cannot be read: {error}.") from error
        if magic != GGUF_MAGIC:
            raise EngineError("model", f"{path.name} is not a GGUF chat model.")
        self._path, self._threads = path, threads or default_threads()
        # llama.cpp has one cache here, so requests wait for each other.
        self._requests = ThreadPoolExecutor(1, thread_name_prefix="chat")
        self._closed = threading.Event()
        self._process = self._start()
        # An answer shows that it can be used, and readies what a first one needs.
        try:
            self._requests.submit(self._read, FIRST_WORDS).result()
        except EngineError:
            self.close()
            raise

    def _start(self) -> ChatProcess:
        try:
            return ChatProcess(self._path, self._threads, CONTEXT_TOKENS)
        except ProcessEndedError as error:
            raise EngineError(
                "model",
                f"{self._path.name} is damaged or not a chat model that llama.cpp can run.",
            ) from error
        except OSError as error:
            raise EngineError(
                "device", "The program that chats can't be started; please reinstall Visavis."
            ) from error

    def prefill(self, chat: Sequence[Message]) -> Future[int]:
        """Have a prompt read into the cache, so that a reply that begins alike starts sooner.

        Returns: a future of the prompt's tokens; it may be cancelled while it waits.
        """
        request = {"messages": list(chat), "max_tokens": 1, "cache_prompt": True}
        return self._requests.submit(self._read, request)

    def whole(self, chat: Sequence[Message], cancel: Cancel) -> float | None:
        """How likely the last message, the person's, is all of what they want to say, 0 .. 1.

        See `whole_turn`; None where the model cannot tell, of no words, and if cancelled.  What it
        reads of the prompt a reply to `chat` need not read again.
        Raises: EngineError.
        """
        if not self._marks_turns or not chat[-1]["content"].strip():
            return None
        told: list[dict[str, Any]] = []
        asking = whole_turn.question(chat)
        self._requests.submit(self._complete, asking, cancel, told.append).result()
        return None if cancel.is_set else whole_turn.probability_of_an_end(told)

    def _read(self, request: Mapping[str, Any]) -> int:
        answer = self._complete(request, Cancel())
        if "error" in answer:
            raise EngineError("model", f"The chat model failed: {answer['error']['message']}.")
        return answer["usage"]["prompt_tokens"]

    def _complete(
        self, request: Mapping[str, Any], stopped: Cancel, on_event: OnEvent | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        """Have the process do it, and another one if it ends before it has told anything."""
        told = False

        def tell(event: Any) -> None:  # noqa: ANN401 - JSON
            nonlocal told
            told = True
            if on_event is not None:
                on_event(event)

        for _ in range(ATTEMPTS):
            if self._closed.is_set():
                raise EngineError("model", "The chat model is closed.")
            try:
                return self._process.complete(request, stopped, tell)
            except RequestFailedError as error:
                raise EngineError("model", f"The chat model failed: {error}.") from error
            except ProcessEndedError:
                if self._closed.is_set():
                    continue
                log.warning("The chat model's process ended unexpectedly.")
                self._process.close()
                self._process = self._start()
                if told:
                    break
        raise EngineError("device", "The program that chats ended unexpectedly; please try again.")

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
        stopped = Cancel()

        def stop() -> None:
            stopped.set()
            pieces.put(_Finish("cancelled"))

        def on_event(data: dict[str, Any] | list[dict[str, Any]]) -> None:
            for event in data if isinstance(data, list) else [data]:
                for piece in _pieces_of(event):
                    pieces.put(piece)

        def write() -> None:
            if not stopped.is_set:
                self._complete(request, stopped, on_event)

        with cancel.calling(stop):
            writing = self._requests.submit(write)
            writing.add_done_callback(pieces.put)
            try:
                while True:
                    piece = pieces.get()
                    if stopped.is_set:
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
        """Free the model."""
        self._closed.set()
        self._process.close()
        self._requests.shutdown(wait=True, cancel_futures=True)


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
