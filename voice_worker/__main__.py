"""`python -m voice_worker`: speaks the protocol of README.md on standard input and output."""

from __future__ import annotations

import logging
import os
import signal
import threading

from voice_worker.pipe import Pipe
from voice_worker.server import Server
from voice_worker.voices import Voices

FAREWELL_SECONDS = 0.5
"""How long the running synthesis may take to notice that the program which asked is gone."""


def main() -> None:
    """Serve until standard input closes."""
    pipe = Pipe.from_standard_streams()
    os.environ["LOG_LEVEL"] = "WARNING"  # kokoro_onnx logs what it speaks below this level
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    logging.getLogger("phonemizer").disabled = True  # counts words at every clause, to no use
    # Ctrl-C on a terminal reaches every process; the one that started this decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    server = Server(pipe, Voices())
    done = threading.Event()

    def read_until_closed() -> None:
        server.read()
        if not done.wait(FAREWELL_SECONDS):
            os._exit(1)  # a library is stuck; nobody is left to wait for it

    threading.Thread(target=read_until_closed, name="requests", daemon=True).start()
    server.work()
    done.set()


if __name__ == "__main__":
    main()
