from __future__ import annotations

import numpy as np
import pytest

from omni_core.starter.sight.eyes import Eyes

FACE = (0.34, 0.14, 0.54, 0.35)
"""Where the astronaut's face is, by eye."""


def test_the_astronauts_face_is_found_where_it_is(eyes: Eyes, photo):
    (face,) = eyes.face_finder.find(photo("astronaut"))
    assert face.box == pytest.approx(FACE, abs=0.04)
    assert face.score > 0.9
    assert face.size == pytest.approx(0.21, abs=0.04)


@pytest.mark.parametrize("name", ["coffee", "page", "text"])
def test_no_face_is_made_up(eyes: Eyes, photo, name: str):
    assert eyes.face_finder.find(photo(name)) == ()


def test_two_people_are_two(eyes: Eyes, photo):
    astronaut = photo("astronaut")
    assert len(eyes.face_finder.find(np.hstack([astronaut, astronaut[:, ::-1]]))) == 2


def test_a_face_across_the_room_is_found(eyes: Eyes, photo):
    room = np.full((1080, 1920, 3), 120, np.uint8)
    room[300:812, 1200:1712] = photo("astronaut")
    (face,) = eyes.face_finder.find(room)
    left, top, right, bottom = FACE
    expected = (
        (1200 + 512 * left) / 1920,
        (300 + 512 * top) / 1080,
        (1200 + 512 * right) / 1920,
        (300 + 512 * bottom) / 1080,
    )
    assert face.box == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (97, 4000)])
def test_any_shape_can_be_looked_at(eyes: Eyes, shape: tuple[int, int]):
    assert eyes.face_finder.find(np.zeros((*shape, 3), np.uint8)) == ()
