"""A turn as arrays, for whoever compares or studies it."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from omni_core.omni.context import Context
from omni_core.omni.recording import Recording
from omni_core.omni.state import LastReply
from omni_core.omni.voice import Voice


def dump(
    last: LastReply, context: Context, recording: Recording, voice: Voice | None
) -> dict[str, NDArray[np.generic]]:
    """A reply and all that came before it.

    prompt_ids: int64 [n], position_ids: int64 [3, n], of all that was read before the reply.
    reply_ids: int64 [m].  hidden: float32 [m or m + 1, hidden], the state each of them, and what
    came behind them, was chosen from.  The encoders' inputs: see `Recording.arrays`.

    codec_codes: int64 [c], of its speech.  mel: float32 [frames, bins], noise: what it was drawn
    out of, wave: float32 [samples].  voice: its name, speaker_token: int64 [1], what called it;
    both are empty where nobody spoke.
    """
    reply, sounds = last.reply, last.reply.sounds
    speaks = voice is not None
    arrays: dict[str, NDArray[np.generic]] = {
        **context.arrays(last.asked.length),
        "reply_ids": np.array(reply.ids, np.int64),
        "hidden": torch.stack(reply.states).float().numpy(force=True),
        "codec_codes": np.array(reply.codes, np.int64),
        "voice": np.array([voice.name] if speaks else [], np.str_),
        "speaker_token": np.array([voice.speaker.token] if speaks else [], np.int64),
        **recording.arrays(),
    }
    if sounds is not None:
        arrays |= {"mel": sounds.mel, "noise": sounds.noise, "wave": sounds.wave}
    return arrays
