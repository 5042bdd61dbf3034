"""The libraries of the omni engine: they are large, so nobody gets them unasked."""

from __future__ import annotations

import importlib

from app.errors import UserError

LIBRARIES = ("torch", "safetensors")
FOR_EXPORT = ("onnx", "onnxscript")
"""What `models prepare` needs besides."""

HOW = "`python3 run.py setup omni` in a checkout, `pip install visavis[omni]` elsewhere"


def load_libraries(*more: str) -> None:
    """Import them, and `more`, which only what works with checkpoints waits for.

    Raises: UserError if one is not installed, or does not start on this machine.
    """
    for library in (*LIBRARIES, *more):
        try:
            importlib.import_module(library)
        except ModuleNotFoundError as error:
            raise UserError(
                f"The omni engine needs {error.name or library}, which is not installed: {HOW}."
            ) from error
        except (ImportError, OSError) as error:  # a build for another system or graphics card
            reason = str(error).partition("\n")[0].rstrip(".")
            raise UserError(
                f"{library} is installed and does not start ({reason}); install it again: {HOW}."
            ) from error
