"""Recognition by Moonshine tiny: fast enough to follow a person on one core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from omni_core.conversation import Cancel, EngineError
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.networks import Network
from omni_core.starter.hearing.pieces import Pieces
from omni_core.starter.hearing.transcript import NOTHING, Transcript, loop_start

_LAYERS = 6
_HEADS = 8
_HEAD_SIZE = 36
_BEGIN = 1
_END = 2

_SHORTEST = HEARING_RATE // 10
"""The encoder's three convolutions need 0.06 s; below 0.1 s there is no word to be heard."""

_TOKENS_A_SECOND = 12
_TOKENS_BESIDES = 8
"""The most that is written for a stretch of speech: people reach 7 tokens a second, digits and
spelled letters 10; more is a recogniser that lost its way."""

_KINDS = ("key", "value")


class Moonshine:
    """Weights of encoder and decoder; stateless, shared by any number of listeners."""

    def __init__(self, folder: Path) -> None:
        """Load the pack in `folder`.

        Raises: EngineError of kind "model".
        """
        self._encoder = Network(folder / "encoder_model.ort")
        self._decoder = Network(folder / "decoder_model_merged.ort")
        self._pieces = Pieces(folder / "tokenizer.bin")
        own = [f"present.{layer}.decoder.{kind}" for layer in range(_LAYERS) for kind in _KINDS]
        cross = [f"present.{layer}.encoder.{kind}" for layer in range(_LAYERS) for kind in _KINDS]
        self._first_outputs = ["logits", *own, *cross]
        self._next_outputs = ["logits", *own]

    def close(self) -> None:
        """Free the weights."""
        del self._encoder, self._decoder

    def transcribe(self, samples: NDArray[np.float32], cancel: Cancel | None) -> Transcript:
        """Write down `samples` (float32 [n], 16 kHz), English, the likeliest token each time.

        Best with at most 0.1 s of silence before the speech, and under 15 s of sound.
        After `cancel` it returns within one token with what it has.
        Raises: EngineError of kind "model".
        """
        if samples.size < _SHORTEST:
            return NOTHING
        cancel = cancel or Cancel()
        states = self._encode(samples, cancel)
        if states is None:
            return NOTHING
        limit = _TOKENS_BESIDES + _TOKENS_A_SECOND * samples.size // HEARING_RATE
        tokens, log_probabilities = self._decode(states, samples.size, limit, cancel)
        return Transcript(
            self._pieces.text(tokens),
            float(np.mean(log_probabilities)) if log_probabilities else 0.0,
            len(tokens),
        )

    def _encode(self, samples: NDArray[np.float32], cancel: Cancel) -> NDArray[np.float32] | None:
        """Encoder states float32 [1, t, 288], one each 24 ms; None if cancelled on the way."""
        options = onnxruntime.RunOptions()

        def stop() -> None:
            options.terminate = True

        with cancel.calling(stop):
            try:
                (states,) = self._encoder.run(
                    None,
                    {
                        "input_values": samples[np.newaxis],
                        "attention_mask": np.ones((1, samples.size), np.int64),
                    },
                    options,
                )
            # A run that is stopped fails with an error of ONNX Runtime's own, an Exception alone.
            except Exception as error:
                if cancel.is_set:
                    return None
                raise EngineError(
                    "model", "The recogniser failed: fetch the pack hear-moonshine-tiny again."
                ) from error
        return states

    def _decode(
        self, states: NDArray[np.float32], samples: int, limit: int, cancel: Cancel
    ) -> tuple[list[int], list[float]]:
        """Up to `limit` tokens and the log-probability of each, the end of text included."""
        feed: dict[str, Any] = {
            "encoder_hidden_states": states,
            # The decoder thins this mask itself: it wants one entry a sample, not one a state.
            "encoder_attention_mask": np.ones((1, samples), np.int64),
        }
        empty = np.zeros((1, _HEADS, 0, _HEAD_SIZE), np.float32)
        for output in self._first_outputs[1:]:
            feed[_past(output)] = empty
        outputs = self._first_outputs
        token = _BEGIN
        tokens: list[int] = []
        log_probabilities: list[float] = []
        while len(tokens) < limit and not cancel.is_set:
            feed["input_ids"] = np.array([[token]], np.int64)
            feed["use_cache_branch"] = np.array([outputs is self._next_outputs])
            logits, *present = self._decoder.run(outputs, feed)
            feed.update(zip(map(_past, outputs[1:]), present, strict=True))
            outputs = self._next_outputs
            scores = logits[0, -1]
            token = int(scores.argmax())
            log_probabilities.append(-float(np.log(np.exp(scores - scores[token]).sum())))
            if token == _END:
                break
            tokens.append(token)
            keep = loop_start(tokens)
            if keep is not None:
                del tokens[keep:], log_probabilities[keep:]
                break
        return tokens, log_probabilities


def _past(output: str) -> str:
    """The decoder's input that takes what it gave as `output` the step before."""
    return output.replace("present", "past_key_values")
