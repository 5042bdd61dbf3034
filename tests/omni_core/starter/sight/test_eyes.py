from __future__ import annotations

import tracemalloc

import numpy as np

from omni_core.conversation import Cancel
from omni_core.starter.sight.eyes import Eyes


def test_what_was_found_once_is_not_sought_again(eyes: Eyes, photo):
    look = eyes.look(photo("coffee"))
    assert look.labels is look.labels
    assert look.faces is look.faces
    assert look.colours is look.colours
    assert look.text() is look.text()


def test_a_cancelled_reading_is_not_remembered(eyes: Eyes, photo):
    look, cancel = eyes.look(photo("page")), Cancel()
    cancel.set()
    assert look.until(cancel).text() == ()
    assert look.text()
    assert look.until(cancel).text() is look.text()


def test_a_hundred_megapixels_need_little_memory(eyes: Eyes, photo):
    coffee = photo("coffee")
    large = np.broadcast_to(coffee[:, None, :, None], (400, 20, 600, 20, 3)).reshape(8000, 12000, 3)
    look = eyes.look(large)
    tracemalloc.start()
    try:
        assert look.labels[0].name == "cup"
        assert look.faces == ()
        assert look.colours[0] in {"orange", "brown"}
        assert look.brightness > 0.2
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 64 * 2**20
