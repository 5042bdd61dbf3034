"""`spk_dict.pt`: the voices a checkpoint speaks with.

It is a pickle, so it is read by torch's restricted reader, which knows tensors and plain values
and executes nothing.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from omni_core.checkpoint.config import OmniConfig
from omni_core.checkpoint.errors import CheckpointError

FILE = "spk_dict.pt"

_DAMAGE = (
    OSError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    AssertionError,
    AttributeError,
    RuntimeError,
    struct.error,
    pickle.UnpicklingError,
)
"""What torch's reader raises on bytes that are not a file of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """One voice.

    token: what calls it in the Talker's prompt.  vector: its embedding, float32 [1, size].
    mel: a sample of it, float32 [1, frames, mel bins].
    """

    token: int
    vector: Tensor
    mel: Tensor


def read_speakers(folder: Path, config: OmniConfig) -> dict[str, Speaker]:
    """The voices by name, in the file's order.

    Raises: CheckpointError if the file is missing, damaged, or holds anything but voices.
    """
    file = folder / FILE
    try:
        content = torch.load(file, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise CheckpointError(file, "is missing; fetch the checkpoint again") from None
    except _DAMAGE as error:
        raise CheckpointError(
            file, "is damaged, or holds more than voices and was not opened; fetch it again"
        ) from error
    if not isinstance(content, Mapping) or not content:
        raise CheckpointError(file, "holds no voices; fetch it again")
    return {str(name): _speaker(file, str(name), voice, config) for name, voice in content.items()}


def _speaker(file: Path, name: str, voice: object, config: OmniConfig) -> Speaker:
    size = config.dit.speaker_embedding_size if config.dit else None
    bins = config.dit.mel_bins if config.dit else None
    fewest = config.dit.speaker.fewest_frames if config.dit else 1
    match voice:
        case {"bos_token": int(token), "cond": Tensor() as vector, "ref_mel": Tensor() as mel}:
            sizes_fit = (
                0 <= token < config.thinker.decoder.vocab_size
                and vector.shape == (1, size or vector.shape[-1])
                and mel.ndim == len(("batch", "frames", "bins"))
                and mel.shape[0] == 1
                and mel.shape[1] >= fewest
                and mel.shape[2] == (bins or mel.shape[2])
            )
            numbers = vector.is_floating_point() and mel.is_floating_point()
            if sizes_fit and numbers and bool(vector.isfinite().all() and mel.isfinite().all()):
                return Speaker(token, vector.float(), mel.float())
        case _:
            pass
    raise CheckpointError(file, f"describes the voice {name!r} wrongly; fetch it again")
