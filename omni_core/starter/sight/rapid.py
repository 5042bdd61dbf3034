"""RapidOCR's two networks behind two calls: where the lines are, and what one line says.

The library is given ready sessions, so that it neither looks for files nor fetches any, and so
that a run can be stopped in the middle.  Its models come inside its own package.  Importing it
takes seconds; import this module only when something is to be read.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecInput, TextRecognizer
from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
from rapidocr.utils.process_img import get_rotate_crop_image
from rapidocr.utils.typings import EngineType

from omni_core.conversation import Cancel, EngineError
from omni_core.starter.sight.sessions import LOAD_ERRORS, quiet_options

FINDER_FILE = "PP-OCRv6_det_small.onnx"
READER_FILE = "PP-OCRv6_rec_small.onnx"

SEARCHED = 1280
"""Pixels of the longest side of the copy in which lines are searched for."""


class ReadingStoppedError(Exception):
    """The reading was cancelled in the middle of a run."""


class Config(dict[str, Any]):
    """Settings the library reads both as items and as attributes."""

    def __getattr__(self, name: str) -> object:
        return self[name]


class StoppableSession(onnxruntime.InferenceSession):
    """A session whose runs, on the thread that asked for it, end when a reply is cancelled."""

    def __init__(self, name: str) -> None:
        with resources.as_file(resources.files("rapidocr") / "models" / name) as path:
            super().__init__(path, quiet_options(), providers=["CPUExecutionProvider"])
        self._asked = threading.local()

    @contextmanager
    def stopped_by(self, cancel: Cancel) -> Iterator[None]:
        """Within this block `cancel` stops this thread's runs, which then raise."""
        self._asked.cancel = cancel
        try:
            yield
        finally:
            del self._asked.cancel

    def run(
        self,
        output_names: Sequence[str] | None,
        input_feed: Mapping[str, Any],
        run_options: onnxruntime.RunOptions | None = None,
    ) -> Sequence[Any]:
        """As the base class; raises its `Fail` when stopped."""
        cancel: Cancel | None = getattr(self._asked, "cancel", None)
        options = run_options or onnxruntime.RunOptions()
        if cancel is None:
            return super().run(output_names, input_feed, options)

        def stop() -> None:
            options.terminate = True

        with cancel.calling(stop):
            return super().run(output_names, input_feed, options)


class RapidReader:
    """The finder of lines and the reader of one line.  Safe for threads."""

    def __init__(self) -> None:
        """Load both networks.

        Raises: EngineError `model` if the library's files are damaged.
        """
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)  # it has a handler of its own
        try:
            self._sessions = (StoppableSession(FINDER_FILE), StoppableSession(READER_FILE))
        except LOAD_ERRORS as error:
            raise EngineError(
                "model", "The reading models can't be loaded; install Visavis again."
            ) from error
        self._finder = TextDetector(
            Config(
                engine_type=EngineType.ONNXRUNTIME,
                session=self._sessions[0],
                limit_type="max",
                limit_side_len=SEARCHED,
                mean=[0.5, 0.5, 0.5],
                std=[0.5, 0.5, 0.5],
                box_thresh=0.5,
            )
        )
        self._reader = TextRecognizer(
            Config(
                engine_type=EngineType.ONNXRUNTIME,
                session=self._sessions[1],
                lang_type="en",
                rec_batch_num=1,
                rec_img_shape=[3, 48, 320],
                font_path=None,
            )
        )

    @contextmanager
    def stopped_by(self, cancel: Cancel) -> Iterator[None]:
        """Within this block `cancel` stops a run in the middle.

        Raises: ReadingStoppedError then.
        """
        with ExitStack() as stack:
            for session in self._sessions:
                stack.enter_context(session.stopped_by(cancel))
            try:
                yield
            except ONNXRuntimeError as error:
                if cancel.is_set:
                    raise ReadingStoppedError from error
                raise

    def find(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Corners of the lines in uint8 [H, W, 3] RGB, float32 [lines, 4, 2] (x, y), clockwise."""
        boxes = self._finder(_bgr(picture)).boxes
        return np.zeros((0, 4, 2), np.float32) if boxes is None else np.asarray(boxes, np.float32)

    def read(self, picture: NDArray[np.uint8], corners: NDArray[np.float32]) -> tuple[str, float]:
        """What the line within `corners` [4, 2] says, and how sure, 0..1."""
        line = get_rotate_crop_image(_bgr(picture), corners)
        result = self._reader(TextRecInput(img=line))
        if not result.txts:
            return "", 0.0
        return result.txts[0], float(result.scores[0])


def _bgr(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(picture[..., ::-1])
