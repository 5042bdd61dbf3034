from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnxruntime import InferenceSession

from omni_core.conversation import EngineError
from omni_core.starter.sight.eyes import Eyes
from omni_core.starter.sight.labels import Labeller, Vocabulary, bare

OLDER_IR = 10
"""Of ONNX: what releases of ONNX Runtime read that are behind the plain one, as DirectML's is."""


def test_the_coffee_is_a_cup_and_an_espresso(eyes: Eyes, photo):
    labels = {label.name: label for label in eyes.labeller.find(photo("coffee"))}
    assert labels["cup"].score >= 0.9
    assert labels["espresso"].score >= 0.85
    assert labels["espresso"].kind == "a cup"


def test_the_astronaut_is_not_claimed_to_play_football(eyes: Eyes, photo):
    labels = {label.name: label.score for label in eyes.labeller.find(photo("astronaut"))}
    assert labels["football helmet"] <= 0.51
    assert max(labels.values()) < 0.75


def test_labels_come_the_surest_first_and_are_shares(eyes: Eyes, photo):
    scores = [label.score for label in eyes.labeller.find(photo("page"))]
    assert scores == sorted(scores, reverse=True)
    assert all(Labeller.LEAST <= score <= 1.0 for score in scores)


def test_a_kind_is_the_sum_of_its_sorts():
    words = Vocabulary(
        ("a pug", "a collie", "a cup", "sunglasses"), ("a dog", "a dog", "", "sunglasses")
    )
    scores = words.gather(np.array([0.25, 0.5, 0.125, 0.0625], np.float32))
    assert scores[("a dog", "")] == pytest.approx(0.75)
    assert scores[("a pug", "a dog")] == pytest.approx(0.25)
    assert scores[("a cup", "")] == pytest.approx(0.125)
    assert scores[("sunglasses", "")] == pytest.approx(0.0625)


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [("a cup", "cup"), ("an espresso", "espresso"), ("some hay", "hay"), ("jeans", "jeans")],
)
def test_articles_are_taken_off(phrase: str, noun: str):
    assert bare(phrase) == noun


class CountingNetwork(InferenceSession):
    """The network, and how many views it was given in all."""

    views = 0

    def run(self, output_names: Any, input_feed: Any, run_options: Any = None) -> Any:
        self.views += len(input_feed["pictures"])
        return super().run(output_names, input_feed, run_options)


@pytest.mark.parametrize(
    "shape",
    [(1, 1), (1, 900), (900, 1), (3, 5), (224, 224), (1, 60_000), (3, 40_000), (9_000, 500)],
)
def test_any_shape_can_be_looked_at_in_few_views(sight_folder: Path, shape: tuple[int, int]):
    network = CountingNetwork(str(sight_folder / "efficientnet_lite0.onnx"))
    labeller = Labeller(network, Vocabulary.load(sight_folder / "labels.tsv"))
    labeller.find(np.full((*shape, 3), 128, np.uint8))
    assert 3 <= network.views <= 14  # whole, middle, and at most two rows of six tiles


def test_usual_shapes_are_searched_as_finely_as_ever(sight_folder: Path):
    network = CountingNetwork(str(sight_folder / "efficientnet_lite0.onnx"))
    labeller = Labeller(network, Vocabulary.load(sight_folder / "labels.tsv"))
    labeller.find(np.full((180, 640, 3), 128, np.uint8))  # a panorama; tiles of 108 pixels
    assert network.views == 2 + 2 * 6


@pytest.mark.parametrize("name", ["efficientnet_lite0.onnx", "face_short_range.onnx"])
def test_every_flavour_of_onnx_runtime_reads_the_networks(sight_folder: Path, name: str):
    """Those for graphics cards are some releases behind the plain one."""
    model = onnx.load(sight_folder / name)
    assert model.ir_version <= OLDER_IR
    assert {each.domain: each.version for each in model.opset_import} == {"": 17}


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "noise"])
@pytest.mark.parametrize("name", ["efficientnet_lite0.onnx", "face_short_range.onnx"])
def test_a_damaged_network_is_one_clear_error(
    sight_folder: Path, tmp_path: Path, name: str, damage: str
):
    folder = tmp_path / "sight"
    shutil.copytree(sight_folder, folder)
    content = (folder / name).read_bytes()
    if damage == "missing":
        (folder / name).unlink()
    else:
        damaged = {"empty": b"", "cut": content[: len(content) // 2], "noise": b"x" * 5000}
        (folder / name).write_bytes(damaged[damage])
    with pytest.raises(EngineError, match=name) as error:
        Eyes.load(folder)
    assert error.value.kind == "model"
