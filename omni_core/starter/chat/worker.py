"""`python -m omni_core.starter.chat.worker`: llama.cpp's server, asked by lines of JSON.

In a process of its own because the library keeps Python's lock while it loads a model: for
seconds nothing else of the program ran, neither the loading of the other models nor the window.

First comes `{"path": ..., "threads": n, "context": tokens}`, answered by `{"status": "ready"}` or
`{"status": "failed"}`.  Then `{"id": n, "request": {...}}`, a chat completion as llama.cpp's
server takes it, or a completion if it has a prompt; its events come as `{"id": n, "event": ...}`,
the last answer is `{"id": n, "done": ...}` or `{"id": n, "failed": "a reason"}`.  `{"stop": n}`
ends that request at its next token or batch.  Requests are done one after another.  The process
ends when its input closes.

The library always opens a listening address.  A private Unix socket in a folder of our own, with
a random key, keeps it off the network; we only call it in process.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import signal
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from xllamacpp.xllamacpp import (
    CommonParams,
    Server,
    get_device_info,
    ggml_backend_dev_type,
)

PROMPT_BATCH = 64
"""Prompt tokens a batch: between batches a cancel is seen."""

REUSED_TOKENS = 32
"""A stretch of the prompt at least this long that only moved, as all does when old turns are
dropped, keeps its cache (its keys are turned to their new places) instead of being read again."""

FOLDER_PREFIX = "visavis-chat-"
STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = 0, 1, 2


def parameters(path: str, threads: int, context: int, socket_folder: str) -> CommonParams:
    """How the model is run: one conversation of `context` tokens at a time."""
    params = CommonParams()
    params.model.path = path
    params.n_ctx = context
    params.n_parallel = 1
    params.n_batch = PROMPT_BATCH
    params.n_cache_reuse = REUSED_TOKENS
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    # The model's header is read once more to see what of it fits a graphics card: half a second.
    params.fit_params = not _processors_alone()
    params.warmup = False  # the first request is made before anybody waits for one
    params.cache_ram_mib = 0  # no second cache: memory must stay flat over many turns
    params.hostnames = [str(Path(socket_folder) / "chat.sock")]
    params.api_keys = [secrets.token_hex(16)]
    params.n_threads_http = 1
    params.verbosity = -1
    return params


def _processors_alone() -> bool:
    """Whether the library has no other device to compute on here."""
    processor = ggml_backend_dev_type.GGML_BACKEND_DEVICE_TYPE_CPU
    return all(device["type"] == processor for device in get_device_info())


class Requests:
    """One thread reads them (`read`), another does them (`work`)."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._waiting: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._stopped = 0
        """The last request that is to end; ids only grow, and one is done after the other."""

    def read(self) -> None:
        """Read until the input closes."""
        for line in self._source:
            asked = json.loads(line)
            if "stop" in asked:
                self._stopped = max(self._stopped, asked["stop"])
            else:
                self._waiting.put(asked)

    def work(self, server: Server) -> None:
        """Do one after another, for ever."""
        self.answer({"status": "ready"})
        while True:
            asked = self._waiting.get()
            self._do(server, asked["id"], asked["request"])

    def _do(self, server: Server, number: int, request: dict[str, Any]) -> None:
        def on_data(data: object) -> bool:
            self.answer({"id": number, "event": data})
            return self._stopped >= number

        do = server.handle_completions if "prompt" in request else server.handle_chat_completions
        try:
            done = do(request, on_data) if request.get("stream") else do(request)
        except (RuntimeError, ValueError, TypeError) as error:
            self.answer({"id": number, "failed": type(error).__name__})
            return
        self.answer({"id": number, "done": done})

    def answer(self, answer: Mapping[str, Any]) -> None:
        """Send it; for one thread alone."""
        self._sink.write(json.dumps(answer).encode() + b"\n")
        self._sink.flush()


def main() -> None:
    """Serve until standard input closes."""
    source = os.fdopen(os.dup(STANDARD_INPUT), "rb")
    sink = os.fdopen(os.dup(STANDARD_OUTPUT), "wb")
    os.dup2(STANDARD_ERROR, STANDARD_OUTPUT)  # what the library prints is no answer
    # Ctrl-C on a terminal reaches every process; the one that started this decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = json.loads(source.readline())
    requests = Requests(source, sink)
    with tempfile.TemporaryDirectory(prefix=FOLDER_PREFIX, ignore_cleanup_errors=True) as folder:
        try:
            server = Server(parameters(**asked, socket_folder=folder))
        except RuntimeError:
            requests.answer({"status": "failed"})
            return
        threading.Thread(target=requests.work, args=(server,), daemon=True).start()
        requests.read()
    os._exit(0)  # the library would finish its reply first, and nobody is left to hear it


if __name__ == "__main__":
    main()
