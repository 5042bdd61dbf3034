"""TensorFlow Lite's flat buffer of BlazeFace rewritten in ONNX, for `sight_models.py`."""

# Torch and the like live in the environment of this script alone, not in the product's.
# pyright: reportMissingImports=false

from __future__ import annotations

import numpy as np
import onnx
from ai_edge_litert import schema_py_generated as tflite
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8
"""The first that has this opset: the writer's newest is beyond the older flavours of ONNX Runtime.
"""
NHWC_TO_NCHW = (0, 3, 1, 2)
NCHW_TO_NHWC = (0, 2, 3, 1)
OPERATOR_NAMES = {
    code: name for name, code in vars(tflite.BuiltinOperator).items() if not name.startswith("_")
}
TENSOR_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
}


class FaceFinderConverter:
    """Rewrites a small convolutional TensorFlow Lite graph in ONNX's channels-first order."""

    def __init__(self, content: bytes) -> None:
        self._model = tflite.ModelT.InitFromObj(tflite.Model.GetRootAs(content, 0))
        self._graph = self._model.subgraphs[0]
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._constants: dict[int, np.ndarray] = {}

    def convert(self) -> onnx.ModelProto:
        """The same network: input [1, 3, 128, 128], outputs as in the original."""
        for index, tensor in enumerate(self._graph.tensors):
            data = self._model.buffers[tensor.buffer].data
            if data is not None:
                values = np.frombuffer(bytes(data), TENSOR_TYPES[tensor.type])
                self._constants[index] = values.reshape(tensor.shape)
        for operator in self._graph.operators:
            code = self._model.operatorCodes[operator.opcodeIndex]
            name = OPERATOR_NAMES[max(code.builtinCode, code.deprecatedBuiltinCode)]
            getattr(self, f"_{name.lower()}")(operator)
        graph = helper.make_graph(
            self._nodes,
            "face_short_range",
            [self._declared(index, first=True) for index in self._graph.inputs],
            [self._declared(index, first=False) for index in self._graph.outputs],
            self._weights,
        )
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
        )
        onnx.checker.check_model(model)
        return model

    def _declared(self, index: int, *, first: bool) -> onnx.ValueInfoProto:
        shape = [int(side) for side in self._graph.tensors[index].shape]
        if first:
            shape = [shape[axis] for axis in NHWC_TO_NCHW]
        return helper.make_tensor_value_info(self._name(index), TensorProto.FLOAT, shape)

    def _name(self, index: int) -> str:
        return self._graph.tensors[index].name.decode()

    def _shape(self, index: int) -> tuple[int, ...]:
        return tuple(int(side) for side in self._graph.tensors[index].shape)

    def _weight(self, index: int, values: np.ndarray) -> str:
        name = self._name(index)
        if all(weight.name != name for weight in self._weights):
            self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add_node(
        self,
        kind: str,
        inputs: list[str],
        output: str,
        **attributes: int | list[int] | tuple[int, ...],
    ) -> None:
        node = helper.make_node(kind, inputs, [output])
        node.attribute.extend(helper.make_attribute(*each) for each in attributes.items())
        self._nodes.append(node)

    def _same_pads(self, source: int, kernel: tuple[int, int], stride: int, mode: int) -> list[int]:
        if mode == tflite.Padding.VALID:
            return [0, 0, 0, 0]
        sides = self._shape(source)[1:3]
        missing = [
            max((-(-side // stride) - 1) * stride + size - side, 0)
            for side, size in zip(sides, kernel, strict=True)
        ]
        return [m // 2 for m in missing] + [m - m // 2 for m in missing]

    def _dequantize(self, operator: tflite.OperatorT) -> None:
        self._constants[operator.outputs[0]] = self._constants[operator.inputs[0]].astype(
            np.float32
        )

    def _convolve(self, operator: tflite.OperatorT, kernel: np.ndarray, groups: int) -> None:
        source, weights, bias = operator.inputs
        options = operator.builtinOptions
        size = (kernel.shape[2], kernel.shape[3])
        self._add_node(
            "Conv",
            [
                self._name(source),
                self._weight(weights, kernel),
                self._weight(bias, self._constants[bias]),
            ],
            self._name(operator.outputs[0]),
            group=groups,
            kernel_shape=size,
            strides=[options.strideH, options.strideW],
            pads=self._same_pads(source, size, options.strideH, options.padding),
        )

    def _conv_2d(self, operator: tflite.OperatorT) -> None:
        kernel = self._constants[operator.inputs[1]]  # [out, h, w, in]
        self._convolve(operator, kernel.transpose(NHWC_TO_NCHW), 1)

    def _depthwise_conv_2d(self, operator: tflite.OperatorT) -> None:
        kernel = self._constants[operator.inputs[1]]  # [1, h, w, channels]
        self._convolve(operator, kernel.transpose(3, 0, 1, 2), kernel.shape[3])

    def _relu(self, operator: tflite.OperatorT) -> None:
        self._add_node("Relu", [self._name(operator.inputs[0])], self._name(operator.outputs[0]))

    def _add(self, operator: tflite.OperatorT) -> None:
        self._add_node(
            "Add", [self._name(i) for i in operator.inputs], self._name(operator.outputs[0])
        )

    def _max_pool_2d(self, operator: tflite.OperatorT) -> None:
        options = operator.builtinOptions
        size = (options.filterHeight, options.filterWidth)
        self._add_node(
            "MaxPool",
            [self._name(operator.inputs[0])],
            self._name(operator.outputs[0]),
            kernel_shape=size,
            strides=[options.strideH, options.strideW],
            pads=self._same_pads(operator.inputs[0], size, options.strideH, options.padding),
        )

    def _pad(self, operator: tflite.OperatorT) -> None:
        source, amounts = operator.inputs
        before, after = self._constants[amounts][list(NHWC_TO_NCHW)].T.astype(np.int64)
        self._add_node(
            "Pad",
            [self._name(source), self._weight(amounts, np.concatenate((before, after)))],
            self._name(operator.outputs[0]),
        )

    def _reshape(self, operator: tflite.OperatorT) -> None:
        source, output = operator.inputs[0], operator.outputs[0]
        turned, shape = self._name(output) + "/nhwc", self._name(output) + "/shape"
        self._weights.append(
            numpy_helper.from_array(np.array(self._shape(output), np.int64), shape)
        )
        self._add_node("Transpose", [self._name(source)], turned, perm=NCHW_TO_NHWC)
        self._add_node("Reshape", [turned, shape], self._name(output))

    def _concatenation(self, operator: tflite.OperatorT) -> None:
        self._add_node(
            "Concat",
            [self._name(i) for i in operator.inputs],
            self._name(operator.outputs[0]),
            axis=operator.builtinOptions.axis,
        )
