"""Opening the small networks of hearing with ONNX Runtime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import onnxruntime
from numpy.typing import NDArray

from omni_core.conversation import EngineError

THREADS = 1
"""Two threads make Moonshine no faster (its steps are tiny) and take the core the chat needs."""

_FATAL_ONLY = 4
"""A run that is stopped on purpose logs errors otherwise."""


class Network:
    """A network that runs on one thread of the processor; shared by any number of callers."""

    def __init__(self, path: Path) -> None:
        """Open the network stored at `path`.

        Raises: EngineError of kind "model" if the file is missing, damaged or no network.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = THREADS
        options.log_severity_level = _FATAL_ONLY
        try:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        # ONNX Runtime derives its errors from Exception alone, and says no more in its interface.
        except Exception as error:
            raise EngineError(
                "model", f"The model file {path.name} cannot be read: fetch its pack again."
            ) from error

    def run(
        self,
        outputs: Sequence[str] | None,
        feed: Mapping[str, NDArray[Any]],
        options: onnxruntime.RunOptions | None = None,
    ) -> list[NDArray[Any]]:
        """The arrays named `outputs` (None: all), computed from those in `feed`.

        options: setting its `terminate` from another thread makes the run fail at once.
        Raises: whatever ONNX Runtime raises.
        """
        return cast("list[NDArray[Any]]", self._session.run(outputs, feed, options))
