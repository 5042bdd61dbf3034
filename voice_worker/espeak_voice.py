"""espeak-ng: robotic, tiny and always there; the last fallback.

Reached through its C interface (speak_lib.h), from the library that espeakng_loader carries.
"""

from __future__ import annotations

import ctypes
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from voice_worker.stop import Stop

# Values of speak_lib.h.
AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
EE_OK = 0
RATE_PARAMETER = 1
POSITION_CHARACTER = 1
CHARS_UTF8 = 1

NORMAL_WORDS_A_MINUTE = 175
"""espeak-ng's own pace."""
SLOWEST_WORDS_A_MINUTE, FASTEST_WORDS_A_MINUTE = 80, 450
"""What espeak-ng accepts."""
BUFFER_MILLISECONDS = 50
"""Sound handed over at a time, and so how often it looks whether to stop."""
GO_ON, GIVE_UP = 0, 1
FULL_SCALE = 32768.0

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class EspeakVoice:
    """espeak-ng in one language, e.g. "en-us".  The library allows one at a time a process."""

    def __init__(self, language: str) -> None:
        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        rate = self._library.espeak_Initialize(
            AUDIO_OUTPUT_SYNCHRONOUS,
            BUFFER_MILLISECONDS,
            espeakng_loader.get_data_path().encode(),
            INITIALIZE_DONT_EXIT,
        )
        if rate <= 0:
            raise OSError("espeak-ng did not start")
        if self._library.espeak_SetVoiceByName(language.encode()) != EE_OK:
            raise ValueError("espeak-ng does not know this language")
        self.rate: int = rate

    def say(self, text: str, speed: float, stop: Stop) -> NDArray[np.float32]:
        """Speak `text`: float32 [n], mono; what there is so far if stopped."""
        pieces: list[NDArray[np.int16]] = []

        def take(samples: Any, count: int, _events: int | None) -> int:  # noqa: ANN401 - a C pointer
            if samples and count:
                pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
            return GIVE_UP if stop.is_set else GO_ON

        callback = _Callback(take)  # must live until the synthesis is done
        self._library.espeak_SetSynthCallback(callback)
        pace = round(NORMAL_WORDS_A_MINUTE * speed)
        pace = min(max(pace, SLOWEST_WORDS_A_MINUTE), FASTEST_WORDS_A_MINUTE)
        self._library.espeak_SetParameter(RATE_PARAMETER, pace, 0)
        encoded = text.encode()
        result = self._library.espeak_Synth(
            encoded, len(encoded) + 1, 0, POSITION_CHARACTER, 0, CHARS_UTF8, None, None
        )
        if result != EE_OK:
            raise OSError("espeak-ng could not speak")
        if not pieces:
            return np.zeros(0, np.float32)
        return (np.concatenate(pieces) / FULL_SCALE).astype(np.float32)
