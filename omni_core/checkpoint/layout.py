"""Every tensor of the official layout, with its shape, for a given configuration.

What a checkpoint must hold, what a memory plan adds up, and what a random checkpoint writes.
The names are those that `save_pretrained` of the reference writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from omni_core.checkpoint.config import (
    AudioEncoderConfig,
    DecoderConfig,
    DitConfig,
    OmniConfig,
    TalkerConfig,
    ThinkerConfig,
    VisionEncoderConfig,
    VocoderConfig,
)

Shape = tuple[int, ...]
Tensors = Iterator[tuple[str, Shape]]

TEXT = "thinker.model."
HEAD = "thinker.lm_head."
AUDIO = "thinker.audio_tower."
VISION = "thinker.visual."
TALKER = "talker."
DIT = "token2wav.code2wav_dit_model."
VOCODER = "token2wav.code2wav_bigvgan_model."
PARTS: tuple[str, ...] = (TEXT, HEAD, AUDIO, VISION, TALKER, DIT, VOCODER)
"""What the names of each part begin with."""

TIME_FREQUENCIES = 256
"""Sinusoids that a diffusion time is embedded with."""

VOCODER_KERNEL = 7
"""Of the vocoder's first and last convolution."""


def tensors_of(config: OmniConfig) -> dict[str, Shape]:
    """The names and shapes of a whole checkpoint."""
    tensors = dict(_thinker(config.thinker))
    if config.talker is not None:
        tensors |= _talker(config.talker)
    if config.dit is not None:
        tensors |= _under(DIT, _dit(config.dit))
    if config.vocoder is not None:
        tensors |= _under(VOCODER, _vocoder(config.vocoder))
    return tensors


def _under(prefix: str, tensors: Tensors) -> Tensors:
    return ((prefix + name, shape) for name, shape in tensors)


def _linear(name: str, out: int, into: int, *kernel: int, bias: bool = True) -> Tensors:
    """A linear layer, or with a kernel size a convolution."""
    yield f"{name}.weight", (out, into, *kernel)
    if bias:
        yield f"{name}.bias", (out,)


def _norm(name: str, size: int) -> Tensors:
    yield f"{name}.weight", (size,)
    yield f"{name}.bias", (size,)


def _thinker(config: ThinkerConfig) -> Tensors:
    yield from _under(TEXT, _decoder(config.decoder, config.decoder.hidden_size))
    if not config.tied_head:
        yield f"{HEAD}weight", (config.decoder.vocab_size, config.decoder.hidden_size)
    yield from _under(AUDIO, _audio(config.audio))
    yield from _under(VISION, _vision(config.vision))


def _decoder(config: DecoderConfig, embedding_size: int) -> Tensors:
    hidden, inner = config.hidden_size, config.intermediate_size
    queries, keys = config.num_heads * config.head_dim, config.num_kv_heads * config.head_dim
    yield "embed_tokens.weight", (config.vocab_size, embedding_size)
    for number in range(config.num_layers):
        layer = f"layers.{number}."
        yield f"{layer}input_layernorm.weight", (hidden,)
        yield from _linear(f"{layer}self_attn.q_proj", queries, hidden)
        yield from _linear(f"{layer}self_attn.k_proj", keys, hidden)
        yield from _linear(f"{layer}self_attn.v_proj", keys, hidden)
        yield from _linear(f"{layer}self_attn.o_proj", hidden, queries, bias=False)
        yield f"{layer}post_attention_layernorm.weight", (hidden,)
        yield from _linear(f"{layer}mlp.gate_proj", inner, hidden, bias=False)
        yield from _linear(f"{layer}mlp.up_proj", inner, hidden, bias=False)
        yield from _linear(f"{layer}mlp.down_proj", hidden, inner, bias=False)
    yield "norm.weight", (hidden,)


def _audio(config: AudioEncoderConfig) -> Tensors:
    width = config.d_model
    yield from _linear("conv1", width, config.mel_bins, 3)
    yield from _linear("conv2", width, width, 3)
    yield "audio_bos_eos_token.weight", (2, config.output_dim)
    for number in range(config.num_layers):
        layer = f"layers.{number}."
        for name in ("q_proj", "v_proj", "out_proj"):
            yield from _linear(f"{layer}self_attn.{name}", width, width)
        yield from _linear(f"{layer}self_attn.k_proj", width, width, bias=False)
        yield from _norm(f"{layer}self_attn_layer_norm", width)
        yield from _linear(f"{layer}fc1", config.ffn_dim, width)
        yield from _linear(f"{layer}fc2", width, config.ffn_dim)
        yield from _norm(f"{layer}final_layer_norm", width)
    yield from _norm("ln_post", width)
    yield from _linear("proj", config.output_dim, width)


def _vision(config: VisionEncoderConfig) -> Tensors:
    width, inner = config.hidden_size, config.intermediate_size
    patch = (config.temporal_patch_size, config.patch_size, config.patch_size)
    yield from _linear("patch_embed.proj", width, config.in_channels, *patch, bias=False)
    for number in range(config.depth):
        block = f"blocks.{number}."
        yield f"{block}norm1.weight", (width,)
        yield f"{block}norm2.weight", (width,)
        for name in ("q", "k", "v", "proj"):
            yield from _linear(f"{block}attn.{name}", width, width)
        yield from _linear(f"{block}mlp.gate_proj", inner, width)
        yield from _linear(f"{block}mlp.up_proj", inner, width)
        yield from _linear(f"{block}mlp.down_proj", width, inner)
    merged = width * config.spatial_merge_size**2
    yield "merger.ln_q.weight", (width,)
    yield from _linear("merger.mlp.0", merged, merged)
    yield from _linear("merger.mlp.2", config.output_dim, merged)


def _talker(config: TalkerConfig) -> Tensors:
    decoder = config.decoder
    yield from _under(f"{TALKER}model.", _decoder(decoder, config.embedding_size))
    proj = f"{TALKER}thinker_to_talker_proj"
    yield from _linear(proj, decoder.hidden_size, config.embedding_size)
    yield f"{TALKER}codec_head.weight", (decoder.vocab_size, decoder.hidden_size)


def _dit(config: DitConfig) -> Tensors:
    width, inner = config.hidden_size, config.num_heads * config.head_dim
    speaker = config.speaker
    parts = config.mel_bins + speaker.dim + config.code_embedding_size
    yield from _linear("time_embed.time_mlp.0", width, TIME_FREQUENCIES)
    yield from _linear("time_embed.time_mlp.2", width, width)
    yield "text_embed.codec_embed.weight", (config.num_codes + 1, config.code_embedding_size)
    yield from _linear("input_embed.proj", width, parts + config.speaker_embedding_size)
    yield from _under("input_embed.spk_encoder.", _speaker(config))
    for number in range(config.num_layers):
        block = f"transformer_blocks.{number}."
        yield from _linear(f"{block}attn_norm.linear", 6 * width, width)
        for name in ("to_q", "to_k", "to_v"):
            yield from _linear(f"{block}attn.{name}", inner, width)
        yield from _linear(f"{block}attn.to_out.0", width, inner)
        yield from _linear(f"{block}ff.ff.0", width * config.ff_mult, width)
        yield from _linear(f"{block}ff.ff.3", width, width * config.ff_mult)
    yield from _linear("norm_out.linear", 2 * width, width)
    yield from _linear("proj_out", config.mel_bins, width)


def _speaker(config: DitConfig) -> Tensors:
    speaker = config.speaker
    first, *inner, last = speaker.channels
    yield from _linear("blocks.0.conv", first, config.mel_bins, speaker.kernel_sizes[0])
    before = first
    for number, width in enumerate(inner, start=1):
        block = f"blocks.{number}."
        part = width // speaker.res2net_scale
        kernel = speaker.kernel_sizes[number]
        yield from _linear(f"{block}tdnn1.conv", width, before, 1)
        for piece in range(speaker.res2net_scale - 1):
            yield from _linear(f"{block}res2net_block.blocks.{piece}.conv", part, part, kernel)
        yield from _linear(f"{block}tdnn2.conv", width, width, 1)
        yield from _linear(f"{block}se_block.conv1", speaker.squeeze_channels, width, 1)
        yield from _linear(f"{block}se_block.conv2", width, speaker.squeeze_channels, 1)
        before = width
    yield from _linear("mfa.conv", last, sum(inner), speaker.kernel_sizes[-1])
    yield from _linear("asp.tdnn.conv", speaker.attention_channels, 3 * last, 1)
    yield from _linear("asp.conv", last, speaker.attention_channels, 1)
    yield from _linear("fc", speaker.dim, 2 * last, 1)


def _vocoder(config: VocoderConfig) -> Tensors:
    width = config.initial_channels
    yield from _linear("conv_pre", width, config.mel_bins, VOCODER_KERNEL)
    kinds = tuple(zip(config.resblock_kernel_sizes, config.resblock_dilations, strict=True))
    for stage, kernel in enumerate(config.upsample_kernel_sizes):
        # A transposed convolution: its weight has the input's channels first.
        yield f"ups.{stage}.0.weight", (width, width // 2, kernel)
        yield f"ups.{stage}.0.bias", (width // 2,)
        width //= 2
        for kind, (size, dilations) in enumerate(kinds):
            block = f"resblocks.{stage * len(kinds) + kind}."
            for number in range(len(dilations)):
                yield from _linear(f"{block}convs1.{number}", width, width, size)
                yield from _linear(f"{block}convs2.{number}", width, width, size)
            for number in range(2 * len(dilations)):
                yield from _snake(f"{block}activations.{number}", width)
    yield from _snake("activation_post", width)
    yield from _linear("conv_post", 1, width, VOCODER_KERNEL, bias=False)


def _snake(name: str, channels: int) -> Tensors:
    """The periodic activation's two parameters a channel."""
    yield f"{name}.act.alpha", (channels,)
    yield f"{name}.act.beta", (channels,)
