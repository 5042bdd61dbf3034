from __future__ import annotations

import json

import pytest
import torch

from app.computer import Computer
from app.engine_advice import PLANNED_CONTEXT, PUBLISHED, Fit, fit
from omni_core.checkpoint.plan import plan
from omni_core.checkpoint.shapes import SHAPES, config_json

GB = 1_000_000_000


@pytest.mark.parametrize(("model", "shape"), list(zip(PUBLISHED, ("3b", "7b"), strict=True)))
def test_what_is_said_of_the_published_is_what_is_planned(tmp_path, model, shape):
    (tmp_path / "config.json").write_text(json.dumps(config_json(SHAPES[shape])))
    narrow = plan(tmp_path, torch.bfloat16, PLANNED_CONTEXT)
    wide = plan(tmp_path, torch.float32, PLANNED_CONTEXT)
    assert model.disk == pytest.approx(narrow.weights, rel=0.001)
    assert model.narrow == pytest.approx(narrow.peak, rel=0.001)
    assert model.wide == pytest.approx(wide.peak, rel=0.001)


@pytest.mark.parametrize(
    ("computer", "fits"),
    [
        (Computer(16 * GB, 4, None), [Fit.NOT, Fit.NOT]),
        (Computer(32 * GB, 8, None), [Fit.PROCESSOR, Fit.NOT]),
        (Computer(64 * GB, 8, None), [Fit.PROCESSOR, Fit.PROCESSOR]),
        (Computer(16 * GB, 8, 13 * GB), [Fit.GRAPHICS, Fit.NOT]),
        (Computer(32 * GB, 8, 24 * GB), [Fit.GRAPHICS, Fit.GRAPHICS]),
        (Computer(16 * GB, 8, 16 * GB, shared=True), [Fit.NOT, Fit.NOT]),
        (Computer(24 * GB, 8, 24 * GB, shared=True), [Fit.GRAPHICS, Fit.NOT]),
    ],
)
def test_a_model_fits_where_there_is_room(computer, fits):
    assert [fit(model, computer) for model in PUBLISHED] == fits
