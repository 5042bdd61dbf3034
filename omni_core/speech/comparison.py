"""Whether a graph computes what torch computes."""

from __future__ import annotations

from collections.abc import Mapping

import torch

from omni_core.speech.export import Recipe
from omni_core.speech.sessions import Session

LARGEST_ERROR: Mapping[str, float] = {"fp32": 1e-4, "fp16": 3e-2}
"""By number format: the largest difference, by the root mean square of what torch gives.

Measured at real size with random weights: see benchmarks/results/speech_export.json.
"""


@torch.inference_mode()
def largest_error(recipe: Recipe, session: Session) -> float:
    """Over inputs of several lengths and all outputs; NaN if there is one among the numbers.

    Raises: EngineError if the graph does not run.
    """
    errors: list[torch.Tensor] = []
    for length in recipe.lengths:
        inputs = recipe.example(length)
        wanted = recipe.network(*inputs)
        expected = dict(
            zip(recipe.outputs, wanted if isinstance(wanted, tuple) else (wanted,), strict=True)
        )
        given = {
            name: each.to(session.device) for name, each in zip(recipe.inputs, inputs, strict=True)
        }
        made = {
            name: torch.zeros_like(each, device=session.device) for name, each in expected.items()
        }
        session.run(session.bind(given, made))
        for name, each in expected.items():
            difference = (made[name].cpu() - each).abs().max()
            errors.append(difference / each.square().mean().sqrt())
    return float(torch.stack(errors).max())
