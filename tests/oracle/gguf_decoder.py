"""A real small model, read from its GGUF file into our decoder: Qwen2.5 0.5B, the Thinker's kin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from gguf import GGUFReader, dequantize
from torch import Tensor, nn

from omni_core.checkpoint.config import DecoderConfig
from omni_core.checkpoint.weights import official_names
from omni_core.transformer.decoder import Decoder

LAYER_NAMES = {
    "attn_norm.weight": "input_layernorm.weight",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output.weight": "self_attn.o_proj.weight",
    "ffn_norm.weight": "post_attention_layernorm.weight",
    "ffn_gate.weight": "mlp.gate_proj.weight",
    "ffn_up.weight": "mlp.up_proj.weight",
    "ffn_down.weight": "mlp.down_proj.weight",
}


class RealNetwork(nn.Module):
    """The decoder and its head, which the file holds apart from the embedding table.

    The two are one table in the original; the file has each in a precision of its own.
    """

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.model = Decoder(config)
        self.lm_head = nn.Linear(config.hidden_size, config.vocab_size, bias=False)

    def logits(self, states: Tensor) -> Tensor:
        """[..., hidden] to [..., vocab]."""
        return self.lm_head(states)


def read_gguf(file: Path) -> RealNetwork:
    """Dequantise every tensor to float32."""
    reader = GGUFReader(file)

    def value(key: str) -> Any:
        return reader.fields[f"qwen2.{key}"].contents()

    hidden, heads = value("embedding_length"), value("attention.head_count")
    head_dim = hidden // heads
    config = DecoderConfig(
        hidden_size=hidden,
        intermediate_size=value("feed_forward_length"),
        num_layers=value("block_count"),
        num_heads=heads,
        num_kv_heads=value("attention.head_count_kv"),
        head_dim=head_dim,
        vocab_size=reader_tensor(reader, "token_embd.weight").shape[0],
        rms_norm_eps=value("attention.layer_norm_rms_epsilon"),
        rope_theta=value("rope.freq_base"),
        # Text stands at the same position on all axes, so any split is plain rotation.
        mrope_section=(head_dim // 2, 0, 0),
        max_positions=value("context_length"),
    )
    with torch.device("meta"):
        network = RealNetwork(config)
    official = {"embed_tokens.weight": reader_tensor(reader, "token_embd.weight")}
    official["norm.weight"] = reader_tensor(reader, "output_norm.weight")
    for number in range(config.num_layers):
        for theirs, ours in LAYER_NAMES.items():
            kinds = ("",) if ours.endswith(".weight") else (".weight", ".bias")
            for kind in kinds:
                tensor = reader_tensor(reader, f"blk.{number}.{theirs}{kind}")
                official[f"layers.{number}.{ours}{kind}"] = tensor
    network.model.load_state_dict(joined(network.model, official), assign=True)
    network.lm_head.weight = nn.Parameter(reader_tensor(reader, "output.weight"))
    return network.eval()


def reader_tensor(reader: GGUFReader, name: str) -> Tensor:
    """One tensor in float32; GGUF's shapes are reversed, its data is not."""
    tensor = next(tensor for tensor in reader.tensors if tensor.name == name)
    return torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).copy())


def joined(module: nn.Module, official: dict[str, Tensor]) -> dict[str, Tensor]:
    """The module's own parameters from official ones, joined where it joins them."""
    filled: dict[str, Tensor] = {}
    for path, owner in module.named_modules():
        for name, _ in owner.named_parameters(recurse=False):
            sources = [official[source] for source in official_names(module, path, name)]
            filled[f"{path}.{name}"] = torch.cat(sources)
    return filled
