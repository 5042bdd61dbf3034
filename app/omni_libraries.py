"""The libraries of the omni engine: they are large, so nobody gets them unasked."""

from __future__ import annotations

import importlib

from app.errors import UserError
from app.sentences import say

LIBRARIES = ("torch", "safetensors")
GRAPHS = "onnxruntime"
"""Part of the base, in a flavour that a person may have exchanged."""

CORE_OF_GRAPHS = f"{GRAPHS}.capi.onnxruntime_pybind11_state"
FOR_EXPORT = ("onnx", "onnxscript")
"""What `models prepare` needs besides."""

HOW = say("`python3 run.py setup omni` in a checkout, `pip install visavis[omni]` elsewhere")

ONE_FLAVOUR = say(
    "onnxruntime is installed in part, for its flavours overwrite each other; uninstall all of "
    "them, then install one, as docs/gpu.md tells."
)


def load_libraries(*more: str) -> None:
    """Import them, and `more`, which only what works with checkpoints waits for.

    Raises: UserError if one is not installed, or does not start on this machine.
    """
    for library in (*LIBRARIES, CORE_OF_GRAPHS, *more):
        try:
            importlib.import_module(library)
        except ModuleNotFoundError as error:
            missing = error.name or library
            if missing.startswith(f"{GRAPHS}."):
                raise UserError(ONE_FLAVOUR) from error
            raise UserError(
                say(
                    "The omni engine needs {missing}, which is not installed: {how}.",
                    missing=missing,
                    how=HOW,
                )
            ) from error
        except (ImportError, OSError) as error:  # a build for another system or graphics card
            reason = str(error).partition("\n")[0].rstrip(".")
            raise UserError(
                say(
                    "{library} is installed and does not start ({reason}); install it again: "
                    "{how}.",
                    library=library.partition(".")[0],
                    reason=reason,
                    how=HOW,
                )
            ) from error
