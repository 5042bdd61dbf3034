"""The window can be taken hold of, whatever became of its screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.around.starts import Start
from ui.models.place import GRIP, Place, brought_back

LEFT, RIGHT = Place(0, 0, 1920, 1080), Place(1920, 0, 2560, 1440)

place = st.builds(
    Place,
    st.integers(-9000, 9000), st.integers(-9000, 9000),
    st.integers(300, 4000), st.integers(200, 3000),
)  # fmt: skip


def reachable(window: Place, screens: list[Place]) -> bool:
    title = Place(window.left, window.top, window.width, GRIP[1])
    needed = min(GRIP[0], window.width)
    shared = [title.shared(screen) for screen in screens]
    return any(width >= needed and height >= GRIP[1] for width, height in shared)


@given(place, st.lists(place, min_size=1, max_size=3))
def test_it_can_always_be_taken_hold_of(window: Place, screens: list[Place]) -> None:
    found = brought_back(window, screens)
    assert reachable(found, screens)
    assert found == window or not reachable(window, screens)
    assert brought_back(found, screens) == found
    assert found.width <= window.width
    assert found.height <= window.height


def test_where_it_is_seen_it_stays() -> None:
    for window in (Place(100, 100, 1160, 744), Place(1500, 900, 1160, 744)):
        assert brought_back(window, [LEFT, RIGHT]) == window


def test_it_comes_to_the_nearest_screen() -> None:
    assert brought_back(Place(4800, 100, 1160, 744), [LEFT, RIGHT]) == Place(2620, 348, 1160, 744)


def screens(path: Path, *places: Place) -> str:
    """Qt's platform without a display, with these screens."""
    listed = [
        {"name": str(n), "x": p.left, "y": p.top, "width": p.width, "height": p.height,
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for n, p in enumerate(places)
    ]  # fmt: skip
    path.write_text(json.dumps({"screens": listed}))
    return f"offscreen:configfile={path}"


def test_a_window_whose_screen_is_gone_comes_back(
    start: Callable[..., Start], tmp_path: Path
) -> None:
    first = start(platform=screens(tmp_path / "two.json", LEFT, RIGHT))
    first.hear("session begins")
    first.tell("move 2300 200")
    assert first.ask("place").startswith("2300 200")
    assert first.quit() == 0
    again = start(platform=screens(tmp_path / "two.json", LEFT, RIGHT))
    again.hear("session begins")
    assert again.ask("place").startswith("2300 200")
    assert again.quit() == 0
    alone = start(platform=screens(tmp_path / "one.json", LEFT))
    alone.hear("session begins")
    left, top, width, height = map(int, alone.ask("place").split())
    assert Place(left, top, width, height).shared(LEFT) == (width, height)
    assert alone.quit() == 0
