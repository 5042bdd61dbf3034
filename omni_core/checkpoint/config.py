"""What a checkpoint's `config.json` says of its networks, as plain values.

Every dimension of every network comes from here.  `omni_core.checkpoint.config_file` reads them
from the official file; names follow the field, not the file, where the two differ.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecoderConfig:
    """A Qwen2 decoder: grouped-query attention, SwiGLU, RMS norm, multi-axis rotary positions.

    mrope_section: how many rotary frequencies follow time, height and width; sums to head_dim / 2.
    """

    hidden_size: int
    intermediate_size: int
    num_layers: int
    num_heads: int
    num_kv_heads: int
    head_dim: int
    vocab_size: int
    rms_norm_eps: float
    rope_theta: float
    mrope_section: tuple[int, int, int]
    max_positions: int


@dataclass(frozen=True, slots=True)
class AudioEncoderConfig:
    """The Whisper-like encoder; a block is `2 * n_window` mel frames and attends to itself."""

    d_model: int
    num_layers: int
    num_heads: int
    ffn_dim: int
    mel_bins: int
    n_window: int
    output_dim: int


@dataclass(frozen=True, slots=True)
class VisionEncoderConfig:
    """The vision transformer; `window_size` and `patch_size` are in pixels."""

    depth: int
    hidden_size: int
    intermediate_size: int
    num_heads: int
    in_channels: int
    patch_size: int
    temporal_patch_size: int
    spatial_merge_size: int
    window_size: int
    full_attention_layers: tuple[int, ...]
    output_dim: int


@dataclass(frozen=True, slots=True)
class MediaTokens:
    """The ids that stand for media and turns in a prompt (the same in 3B and 7B)."""

    audio: int = 151646
    audio_bos: int = 151647
    audio_eos: int = 151648
    image: int = 151655
    video: int = 151656
    vision_bos: int = 151652
    vision_eos: int = 151653
    turn_start: int = 151644  # <|im_start|>
    turn_end: int = 151645  # <|im_end|>
    end_of_text: int = 151643


@dataclass(frozen=True, slots=True)
class ThinkerConfig:
    """The part that understands and writes text.

    tied_head: the output head is the embedding table.
    positions_per_second: temporal position ids a second of sound or video.
    seconds_per_chunk: length of an interleaved chunk of video and its sound.
    """

    decoder: DecoderConfig
    tied_head: bool
    audio: AudioEncoderConfig
    vision: VisionEncoderConfig
    tokens: MediaTokens
    positions_per_second: int
    seconds_per_chunk: int


@dataclass(frozen=True, slots=True)
class TalkerConfig:
    """The part that turns the Thinker's states into speech codes.

    embedding_size: width of the Thinker's states, projected to `decoder.hidden_size`.
    """

    decoder: DecoderConfig
    embedding_size: int
    text_start: int
    text_end: int
    text_pad: int
    codec_start: int
    codec_end: int
    codec_pad: int
    codec_mask: int


@dataclass(frozen=True, slots=True)
class SpeakerEncoderConfig:
    """The ECAPA-TDNN that turns a voice's mel into one vector."""

    dim: int
    channels: tuple[int, ...]
    kernel_sizes: tuple[int, ...]
    dilations: tuple[int, ...]
    attention_channels: int
    res2net_scale: int
    squeeze_channels: int

    @property
    def fewest_frames(self) -> int:
        """Of a sample: its edges are reflected as far as the widest kernel reaches."""
        reach = zip(self.kernel_sizes, self.dilations, strict=True)
        return 1 + max(((kernel - 1) * dilation + 1) // 2 for kernel, dilation in reach)


@dataclass(frozen=True, slots=True)
class DitConfig:
    """The diffusion transformer from codes to mel.

    block_size: mel frames a block; `look_back` and `look_ahead` name the layers that see one
    block to the left or right.
    """

    hidden_size: int
    num_layers: int
    num_heads: int
    head_dim: int
    ff_mult: int
    code_embedding_size: int
    num_codes: int
    repeats: int
    mel_bins: int
    block_size: int
    look_ahead: tuple[int, ...]
    look_back: tuple[int, ...]
    rope_theta: float
    max_positions: int
    speaker_embedding_size: int
    speaker: SpeakerEncoderConfig


@dataclass(frozen=True, slots=True)
class VocoderConfig:
    """BigVGAN: mel to sound."""

    mel_bins: int
    initial_channels: int
    resblock_kernel_sizes: tuple[int, ...]
    resblock_dilations: tuple[tuple[int, ...], ...]
    upsample_rates: tuple[int, ...]
    upsample_kernel_sizes: tuple[int, ...]

    @property
    def samples_per_frame(self) -> int:
        """240 in the published configuration: 24 kHz from 100 frames a second."""
        return math.prod(self.upsample_rates)


@dataclass(frozen=True, slots=True)
class OmniConfig:
    """The whole checkpoint; the last three are None where it holds no speech."""

    thinker: ThinkerConfig
    talker: TalkerConfig | None
    dit: DitConfig | None
    vocoder: VocoderConfig | None
