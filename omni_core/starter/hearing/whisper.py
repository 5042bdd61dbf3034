"""Recognition by Whisper base, and the language of speech, with CTranslate2."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from omni_core.conversation import Cancel, EngineError
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.mel import log_mel
from omni_core.starter.hearing.networks import THREADS
from omni_core.starter.hearing.transcript import NOTHING, Transcript, loop_start

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_SHORTEST = HEARING_RATE // 10
"""Below 0.1 s there is no word to be heard."""

_FULL_SECONDS = 30
"""What the model was trained on: anything shorter followed by silence, and no more."""

_SILENCE_AFTER = 3.0
_LEAST_SECONDS = 10.0
"""The silence is what costs time: 30 s of it take ten times as long as these.  With less it
repeats itself; when it does so even with these, the full 30 s are heard."""

_TOKENS_A_SECOND = 12
_TOKENS_BESIDES = 12
_MOST_TOKENS = 224
"""The model's own limit."""

_PROMPT = ("<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>")


@dataclass(frozen=True, slots=True)
class _Weights:
    """What is read from a pack, and the tokens that stand before all it writes."""

    model: ctranslate2.models.Whisper
    tokenizer: Tokenizer
    prompt: list[int | None]

    @classmethod
    def load(cls, folder: Path) -> _Weights:
        try:
            model = ctranslate2.models.Whisper(
                str(folder), device="cpu", compute_type="int8", intra_threads=THREADS
            )
            tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # The tokenizer's reader raises bare Exception, so nothing narrower catches a bad file.
        except Exception as error:
            raise EngineError(
                "model", "The Whisper model cannot be read: fetch the pack hear-whisper-base again."
            ) from error
        return cls(model, tokenizer, [tokenizer.token_to_id(token) for token in _PROMPT])


class WhisperBase:
    """The model's weights; stateless, shared by any number of listeners."""

    def __init__(self, folder: Path, *, later: bool = False) -> None:
        """Load the pack in `folder`, in 8-bit arithmetic on one thread.

        later: not now but at `load`, or at the latest when it is asked, which then waits.  If it
            cannot be read then, that is logged, and it hears nothing: nobody waits for it alone.
        Raises: EngineError of kind "model", unless `later`.
        """
        self._folder = folder
        self._unreadable = False
        self._weights = None if later else _Weights.load(folder)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="whisper")

    def load(self) -> None:
        """Begin to load it if that was put off, and return at once."""
        self._worker.submit(self._loaded)

    def _loaded(self) -> _Weights | None:
        """The weights, None if they cannot be read; for the worker's thread alone."""
        if self._weights is None and not self._unreadable:
            try:
                self._weights = _Weights.load(self._folder)
            except EngineError as error:
                self._unreadable = True
                log.warning("There is no second opinion on what is heard. %s", error)
        return self._weights

    def close(self) -> None:
        """Wait for work that was given up, then free the weights."""
        self._worker.shutdown()
        if self._weights is not None:
            self._weights.model.unload_model()

    def transcribe(self, samples: NDArray[np.float32], cancel: Cancel | None) -> Transcript:
        """Write down `samples` (float32 [n], 16 kHz, up to 30 s), taken as English.

        After `cancel` it returns at once with nothing; the model ends its work by itself.
        """
        if samples.size < _SHORTEST:
            return NOTHING
        return self._unless(cancel, lambda: self._write(samples)) or NOTHING

    def language(
        self, samples: NDArray[np.float32], cancel: Cancel | None = None
    ) -> tuple[str, float] | None:
        """The likeliest language of `samples` (at least 0.1 s) and its probability.

        Returns an ISO 639-1 code and 0..1, or None if cancelled or if it could not be loaded.
        """
        return self._unless(cancel, lambda: self._identify(samples))

    def _write(self, samples: NDArray[np.float32]) -> Transcript:
        weights = self._loaded()
        if weights is None:
            return NOTHING
        transcript, looped = _attempt(weights, samples, _context_seconds(samples))
        if looped:
            transcript, _ = _attempt(weights, samples, _FULL_SECONDS)
        return transcript

    def _identify(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        weights = self._loaded()
        if weights is None:
            return None
        features = _features(samples, _context_seconds(samples))
        return _likeliest(weights.model, weights.model.encode(features))

    def _unless(self, cancel: Cancel | None, work: Callable[[], _Result]) -> _Result | None:
        """Do `work`, or return None as soon as `cancel` is set.

        CTranslate2 cannot be stopped, but work that still waits for its turn is dropped.
        """
        if cancel is None:
            return self._worker.submit(work).result()
        over = threading.Event()

        def ended(_: Future[_Result]) -> None:
            over.set()

        with cancel.calling(over.set):
            if cancel.is_set:
                return None
            future = self._worker.submit(work)
            future.add_done_callback(ended)
            over.wait()
        if cancel.is_set:
            future.cancel()
            return None
        return future.result()


def _attempt(
    weights: _Weights, samples: NDArray[np.float32], seconds: float
) -> tuple[Transcript, bool]:
    """The transcript with silence up to `seconds`, and whether it repeated itself."""
    encoded = weights.model.encode(_features(samples, seconds))
    limit = _TOKENS_BESIDES + _TOKENS_A_SECOND * samples.size // HEARING_RATE
    result = weights.model.generate(
        encoded,
        [weights.prompt],
        beam_size=1,
        max_length=min(_MOST_TOKENS, limit) + len(_PROMPT),
        return_scores=True,
    )[0]
    tokens = result.sequences_ids[0]
    keep = loop_start(tokens)
    looped = keep is not None or len(tokens) >= limit
    kept = tokens[:keep]
    text = weights.tokenizer.decode(kept).strip()
    language = _likeliest(weights.model, encoded)
    return Transcript(text, float(result.scores[0]), len(kept), language), looped


def _likeliest(
    model: ctranslate2.models.Whisper, encoded: ctranslate2.StorageView
) -> tuple[str, float]:
    token, probability = model.detect_language(encoded)[0][0]
    return token.strip("<|>"), float(probability)


def _context_seconds(samples: NDArray[np.float32]) -> float:
    speech = samples.size / HEARING_RATE
    return min(_FULL_SECONDS, max(_LEAST_SECONDS, speech + _SILENCE_AFTER))


def _features(samples: NDArray[np.float32], seconds: float) -> ctranslate2.StorageView:
    """The spectrogram of `samples` and silence up to `seconds`, as CTranslate2 takes it."""
    total = int(seconds * HEARING_RATE)
    padded = np.zeros(total, np.float32)
    padded[: samples.size] = samples[:total]
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(log_mel(padded)[np.newaxis]))
