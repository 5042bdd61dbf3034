"""What the graphs are made of, as far as other machines than this one care."""

from __future__ import annotations

from collections.abc import Callable

import onnx
import pytest

from omni_core.speech.export import OPSET
from omni_core.speech.prepared import GRAPHS, STEP, VOCODER, Prepared, Stage

ON_CUDA = {
    STEP: {
        "Add",
        "Concat",
        "Expand",
        "Gather",
        "Gelu",
        "Gemm",
        "LayerNormalization",
        "MatMul",
        "Mul",
        "Reshape",
        "Shape",
        "Slice",
        "Softmax",
        "Squeeze",
        "Sub",
        "Tile",
        "Transpose",
        "Unsqueeze",
        "Where",
    },
    VOCODER: {
        "Add",
        "Clip",
        "Concat",
        "Conv",
        "ConvTranspose",
        "Div",
        "Mul",
        "Pad",
        "Reshape",
        "Sin",
        "Slice",
        "Sub",
        "Transpose",
        "Unsqueeze",
    },
}
"""Operators of this opset that ONNX Runtime's list (docs/OperatorKernels.md) has for its CUDA
provider, in float32.  A CUDA graph wants all of a graph's work there; another operator is fine
once that list has it."""

OLDER_IR = 10
"""Of ONNX: what releases of ONNX Runtime read that are behind the plain one, as DirectML's is."""

Made = Callable[[str], tuple[Prepared, list[Stage]]]


@pytest.mark.parametrize("name", GRAPHS)
def test_a_cuda_card_can_do_all_of_it(prepared_as: Made, name: str) -> None:
    prepared, _ = prepared_as("fp32")
    model = onnx.load(prepared.graph(name), load_external_data=False)
    assert [(each.domain, each.version) for each in model.opset_import] == [("", OPSET)]
    assert model.ir_version <= OLDER_IR
    nodes = model.graph.node
    assert {node.op_type for node in nodes} <= ON_CUDA[name]
    assert not any(attribute.HasField("g") for node in nodes for attribute in node.attribute)


@pytest.mark.parametrize("name", GRAPHS)
def test_nothing_goes_back_and_forth(prepared_as: Made, name: str) -> None:
    """What follows from a shape shapes other tensors, and enters no arithmetic on the card."""
    prepared, _ = prepared_as("fp32")
    graph = onnx.load(prepared.graph(name), load_external_data=False).graph
    shapes = {out for node in graph.node if node.op_type == "Shape" for out in node.output}
    for node in graph.node:  # in the order they run
        if node.op_type in {"Slice", "Concat", "Gather", "Squeeze", "Unsqueeze"}:
            if shapes.intersection(node.input):
                shapes.update(node.output)
        elif shapes.intersection(node.input):
            assert node.op_type in {"Reshape", "Expand", "Tile"}
            assert node.input[0] not in shapes
