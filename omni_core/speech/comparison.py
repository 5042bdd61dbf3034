"""Whether a graph computes what torch computes."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from omni_core.conversation import EngineError
from omni_core.labels import Label
from omni_core.speech.export import Recipe
from omni_core.speech.providers import CPU, open_graph
from omni_core.speech.sessions import Session

log = logging.getLogger(__name__)

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


@dataclass(frozen=True, slots=True)
class Compared:
    """provider: the best that computes what torch does.  error: how far off it is.

    refused: better ones that compute something else.
    """

    provider: Label
    error: float
    refused: tuple[Label, ...]


def best_provider(
    graph: Path, recipe: Recipe, dtype: str, wanted: Label | None, device: torch.device
) -> Compared:
    """Compare on one provider after the other until one computes what torch does.

    dtype: a name of `LARGEST_ERROR`.  wanted: the one to compare on; None for any.
    Raises: EngineError if not even the processor does, or not the one that is wanted.
    """
    refused: list[Label] = []
    while True:
        threads = torch.get_num_threads()
        opened = open_graph(graph, wanted, device, threads, captures=False, without=refused)
        is_last = wanted is not None or opened.provider == CPU
        try:
            error = largest_error(recipe, Session(opened))
        except EngineError as failure:
            if is_last or failure.kind == "memory":  # which may pass, and is no fault of the graph
                raise
            error = math.inf
        if error <= LARGEST_ERROR[dtype]:
            return Compared(opened.provider, error, tuple(refused))
        if is_last:
            raise EngineError(
                "internal",
                f"The prepared {recipe.name} graph computes something else than torch on "
                f"{opened.provider} ({error:.1e} off); speech goes on with torch.",
            )
        log.warning("a graph of speech is %.1e off on %s", error, opened.provider)
        refused.append(opened.provider)
