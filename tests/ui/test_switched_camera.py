from __future__ import annotations

import threading
from pathlib import Path

from ui.bridge.events import CameraNews
from ui.bridge.switched_camera import SwitchedCamera


def test_a_camera_that_is_not_there_says_so_at_once(tmp_path: Path) -> None:
    told: list[CameraNews] = []
    came = threading.Event()

    def tell(news: CameraNews) -> None:
        told.append(news)
        came.set()

    camera = SwitchedCamera(str(tmp_path), tell)  # a folder without pictures
    camera.switch(True)
    assert came.wait(10)
    camera.close(10)
    assert [news.happening for news in told] == ["missing"]
