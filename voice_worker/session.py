"""An ONNX Runtime session whose running inference can be stopped from another thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import onnxruntime

from voice_worker.stop import Stop

LOG_ERRORS_ONLY = 3
THREADS = 1
"""Of each network; the other cores are left to those that hear and think meanwhile."""


class StoppableSession(onnxruntime.InferenceSession):
    """Stands where a speech library expects its session, and heeds a `Stop` while it runs."""

    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.log_severity_level = LOG_ERRORS_ONLY
        super().__init__(str(model), options, providers=["CPUExecutionProvider"])
        self._stop = Stop()

    @contextmanager
    def heeding(self, stop: Stop) -> Iterator[None]:
        """Let `stop` end every `run` within this block."""
        before, self._stop = self._stop, stop
        try:
            yield
        finally:
            self._stop = before

    def run(self, output_names: Any, input_feed: Any, run_options: Any = None) -> Any:  # noqa: ANN401 - the parent's own signature
        """Run the network; a `Stop` makes ONNX Runtime give up before its next operator.

        Raises: StoppedError if stopped beforehand, ONNX Runtime's own error if stopped midway.
        """
        options = run_options or onnxruntime.RunOptions()

        def give_up() -> None:
            options.terminate = True

        with self._stop.calling(give_up):
            return super().run(output_names, input_feed, options)
