"""`config.json` of a checkpoint of Qwen2.5-Omni, as published and as re-saved by transformers.

The two differ in names: the published file has `rope_theta` and `rope_scaling` where newer ones
have `rope_parameters`, and the older DiT keys `dim`, `depth` and `heads`.  Keys that the
published files leave out take the values that every published checkpoint has.
"""

from __future__ import annotations

from pathlib import Path

from omni_core.checkpoint.config import (
    AudioEncoderConfig,
    DecoderConfig,
    DitConfig,
    MediaTokens,
    OmniConfig,
    SpeakerEncoderConfig,
    TalkerConfig,
    ThinkerConfig,
    VisionEncoderConfig,
    VocoderConfig,
)
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.json_file import Section, read_json

FILE = "config.json"
MODEL_TYPE = "qwen2_5_omni"
ROPE_THETA = 1_000_000.0
MROPE_SECTION = (16, 24, 24)
NORM_EPS = 1e-6


def read_config(folder: Path) -> OmniConfig:
    """What the checkpoint in `folder` is made of.

    Raises: CheckpointError.
    """
    file = read_json(folder / FILE)
    kind = file.content.get("model_type")
    if kind != MODEL_TYPE:
        raise CheckpointError(file.file, f"is of a model of kind {kind!r}, not of Qwen2.5-Omni")
    thinker = _thinker(file.section("thinker_config"))
    if not file.flag("enable_audio_output", True) or "talker_config" not in file:
        return OmniConfig(thinker, None, None, None)
    speech = file.section("token2wav_config")
    config = OmniConfig(
        thinker,
        _talker(file.section("talker_config")),
        _dit(speech.section("dit_config")),
        _vocoder(speech.section("bigvgan_config")),
    )
    _check_joints(file, config)
    return config


def _check_joints(file: Section, config: OmniConfig) -> None:
    talker, dit, vocoder = config.talker, config.dit, config.vocoder
    if talker is not None and talker.embedding_size != config.thinker.decoder.hidden_size:
        raise file.wrong("talker_config.embedding_size", "the thinker's hidden_size")
    if dit is not None and vocoder is not None and dit.mel_bins != vocoder.mel_bins:
        raise file.wrong("token2wav_config.bigvgan_config.mel_dim", "that of dit_config")


def _thinker(section: Section) -> ThinkerConfig:
    decoder = _decoder(section.section("text_config"))
    audio = _audio(section.section("audio_config"))
    vision = _vision(section.section("vision_config"))
    for key, width in (
        ("audio_config.output_dim", audio),
        ("vision_config.out_hidden_size", vision),
    ):
        if width.output_dim != decoder.hidden_size:
            raise section.wrong(key, "the text's hidden_size")
    known = MediaTokens()
    tokens = MediaTokens(
        audio=section.whole("audio_token_index", known.audio),
        audio_bos=section.whole("audio_start_token_id", known.audio_bos),
        audio_eos=section.whole("audio_end_token_id", known.audio_eos),
        image=section.whole("image_token_index", known.image),
        video=section.whole("video_token_index", known.video),
        vision_bos=section.whole("vision_start_token_id", known.vision_bos),
        vision_eos=section.whole("vision_end_token_id", known.vision_eos),
    )
    return ThinkerConfig(
        decoder=decoder,
        tied_head=section.flag(
            "tie_word_embeddings", section.section("text_config").flag("tie_word_embeddings", False)
        ),
        audio=audio,
        vision=vision,
        tokens=tokens,
        positions_per_second=section.whole("position_id_per_seconds", 25),
        seconds_per_chunk=section.whole("seconds_per_chunk", 2),
    )


def _decoder(section: Section) -> DecoderConfig:
    heads = section.whole("num_attention_heads")
    hidden = section.whole("hidden_size")
    kv_heads = section.whole("num_key_value_heads", heads)
    if heads % kv_heads:
        raise section.wrong("num_key_value_heads", "a divisor of num_attention_heads")
    if "head_dim" not in section and hidden % heads:
        raise section.wrong("num_attention_heads", "a divisor of hidden_size")
    head_dim = section.whole("head_dim", hidden // heads)
    theta, sections = _rope(section)
    if head_dim % 2 or len(sections) != len(MROPE_SECTION) or 2 * sum(sections) != head_dim:
        raise section.wrong("rope_scaling.mrope_section", "three parts of half of head_dim")
    return DecoderConfig(
        hidden_size=hidden,
        intermediate_size=section.whole("intermediate_size"),
        num_layers=section.whole("num_hidden_layers"),
        num_heads=heads,
        num_kv_heads=kv_heads,
        head_dim=head_dim,
        vocab_size=section.whole("vocab_size"),
        rms_norm_eps=section.number("rms_norm_eps", NORM_EPS),
        rope_theta=theta,
        mrope_section=(sections[0], sections[1], sections[2]),
        max_positions=section.whole("max_position_embeddings", 32768),
    )


def _rope(section: Section) -> tuple[float, tuple[int, ...]]:
    """Newer files keep both values in one section, older ones beside and in another."""
    name = "rope_parameters" if "rope_parameters" in section else "rope_scaling"
    if name not in section:
        return section.number("rope_theta", ROPE_THETA), MROPE_SECTION
    scaling = section.section(name)
    owner = scaling if "rope_theta" in scaling else section
    return owner.number("rope_theta", ROPE_THETA), scaling.wholes("mrope_section", MROPE_SECTION, 0)


def _audio(section: Section) -> AudioEncoderConfig:
    width, heads = section.whole("d_model"), section.whole("encoder_attention_heads")
    if width % heads or width % 2:
        raise section.wrong("encoder_attention_heads", "a divisor of an even d_model")
    return AudioEncoderConfig(
        d_model=width,
        num_layers=section.whole("encoder_layers"),
        num_heads=heads,
        ffn_dim=section.whole("encoder_ffn_dim"),
        mel_bins=section.whole("num_mel_bins", 128),
        n_window=section.whole("n_window", 100),
        output_dim=section.whole("output_dim"),
    )


def _vision(section: Section) -> VisionEncoderConfig:
    width, heads = section.whole("hidden_size"), section.whole("num_heads")
    if width % heads or (width // heads) % 4:
        raise section.wrong("num_heads", "such that heads are a multiple of 4 wide")
    config = VisionEncoderConfig(
        depth=section.whole("depth"),
        hidden_size=width,
        intermediate_size=section.whole("intermediate_size"),
        num_heads=heads,
        in_channels=section.whole("in_channels" if "in_channels" in section else "in_chans", 3),
        patch_size=section.whole("patch_size", 14),
        temporal_patch_size=section.whole("temporal_patch_size", 2),
        spatial_merge_size=section.whole("spatial_merge_size", 2),
        window_size=section.whole("window_size", 112),
        full_attention_layers=section.wholes("fullatt_block_indexes", (7, 15, 23, 31), 0),
        output_dim=section.whole("out_hidden_size"),
    )
    if config.window_size < config.patch_size * config.spatial_merge_size:
        raise section.wrong("window_size", "at least one block of patches")
    return config


def _talker(section: Section) -> TalkerConfig:
    decoder = _decoder(section)

    def code(name: str, default: int) -> int:
        key = f"tts_codec_{name}_token_id"
        token = section.whole(key, default)
        if token >= decoder.vocab_size:
            raise section.wrong(key, "an id of its vocab_size")
        return token

    return TalkerConfig(
        decoder=decoder,
        embedding_size=section.whole("embedding_size"),
        text_start=section.whole("tts_text_start_token_id", 151860),
        text_end=section.whole("tts_text_end_token_id", 151861),
        text_pad=section.whole("tts_text_pad_token_id", 151859),
        codec_start=code("start", 8293),
        codec_end=code("end", 8294),
        codec_pad=code("pad", 8292),
        codec_mask=code("mask", 8296),
    )


def _dit(section: Section) -> DitConfig:
    def either(newer: str, older: str, default: int) -> int:
        return section.whole(newer if newer in section else older, default)

    rope = section.section("rope_parameters") if "rope_parameters" in section else section
    if section.whole("head_dim", 64) % 2:
        raise section.wrong("head_dim", "even, so that its numbers turn in pairs")
    if section.whole("block_size", 24) % section.whole("repeats", 2):
        raise section.wrong("block_size", "a multiple of repeats")
    return DitConfig(
        hidden_size=either("hidden_size", "dim", 1024),
        num_layers=either("num_hidden_layers", "depth", 22),
        num_heads=either("num_attention_heads", "heads", 16),
        head_dim=section.whole("head_dim", 64),
        ff_mult=section.whole("ff_mult", 2),
        code_embedding_size=section.whole("emb_dim", 512),
        num_codes=section.whole("num_embeds", 8193),
        repeats=section.whole("repeats", 2),
        mel_bins=section.whole("mel_dim", 80),
        block_size=section.whole("block_size", 24),
        look_ahead=section.wholes("look_ahead_layers", (10,), 0),
        look_back=section.wholes("look_backward_layers", (0, 20), 0),
        rope_theta=rope.number("rope_theta", 10_000.0),
        max_positions=section.whole("max_position_embeddings", 32768),
        speaker_embedding_size=section.whole("enc_emb_dim", 192),
        speaker=_speaker_encoder(section),
    )


def _speaker_encoder(section: Section) -> SpeakerEncoderConfig:
    config = SpeakerEncoderConfig(
        dim=section.whole("enc_dim", 128),
        channels=section.wholes("enc_channels", (256, 256, 256, 256, 768)),
        kernel_sizes=section.wholes("enc_kernel_sizes", (5, 3, 3, 3, 1)),
        dilations=section.wholes("enc_dilations", (1, 2, 3, 4, 1)),
        attention_channels=section.whole("enc_attention_channels", 64),
        res2net_scale=section.whole("enc_res2net_scale", 2),
        squeeze_channels=section.whole("enc_se_channels", 64),
    )
    if not len(config.channels) == len(config.kernel_sizes) == len(config.dilations):
        raise section.wrong("enc_channels", "as long as enc_kernel_sizes and enc_dilations")
    return config


def _vocoder(section: Section) -> VocoderConfig:
    dilations = section.content.get("resblock_dilation_sizes", [[1, 3, 5]] * 3)
    if not isinstance(dilations, list) or not all(
        isinstance(row, list) and all(isinstance(n, int) and n > 0 for n in row)
        for row in dilations
    ):
        raise section.wrong("resblock_dilation_sizes", "rows of whole numbers")
    return VocoderConfig(
        mel_bins=section.whole("mel_dim", 80),
        initial_channels=section.whole("upsample_initial_channel", 1536),
        resblock_kernel_sizes=section.wholes("resblock_kernel_sizes", (3, 7, 11)),
        resblock_dilations=tuple(tuple(row) for row in dilations),
        upsample_rates=section.wholes("upsample_rates", (5, 3, 2, 2, 2, 2)),
        upsample_kernel_sizes=section.wholes("upsample_kernel_sizes", (11, 7, 4, 4, 4, 4)),
    )
