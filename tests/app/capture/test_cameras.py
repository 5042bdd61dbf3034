from __future__ import annotations

from pathlib import Path

import pytest

from app.capture.cameras import CameraName, list_cameras


def device(folder: Path, number: int, name: str, index: int) -> None:
    entry = folder / f"video{number}"
    entry.mkdir()
    (entry / "name").write_text(f"{name}\n")
    (entry / "index").write_text(f"{index}\n")


def test_each_camera_is_named_once_in_the_order_of_numbers(tmp_path):
    device(tmp_path, 10, "Document camera", 0)
    device(tmp_path, 0, "Integrated Camera: Integrated C", 0)
    device(tmp_path, 1, "Integrated Camera: Integrated C", 1)
    (tmp_path / "videoX").mkdir()
    assert list_cameras(tmp_path, "linux") == [
        CameraName("0", "Integrated Camera: Integrated C"),
        CameraName("10", "Document camera"),
    ]


def test_no_folder_is_no_camera(tmp_path):
    assert list_cameras(tmp_path / "none", "linux") == []


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_names_are_not_told_numbers_are_offered(tmp_path, platform):
    assert list_cameras(tmp_path, platform) == [CameraName("0", ""), CameraName("1", "")]
