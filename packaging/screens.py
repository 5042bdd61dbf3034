"""Draw the pictures in docs/screens: `.venv/bin/python packaging/screens.py [FOLDER [NAME]]`.

The real window is shown the events of scripted conversations, without devices and without a
display; each scene is drawn light and dark, some at 200 % too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCALES = ("1", "2")
AT_BOTH_SCALES = frozenset({"speaking", "speaking-camera", "settings"})
"""The other scenes are drawn at 100 % alone, unless they are named: pictures are heavy."""

SETTLING_SECONDS = 0.8
"""Until the presence has glided into its mood."""

sys.path.insert(0, str(ROOT))


def main() -> None:
    """Draw every scene, or the one that is named; each scale takes a process of its own."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screens"
    if "QT_SCALE_FACTOR" in os.environ:
        draw(folder, os.environ["QT_SCALE_FACTOR"], sys.argv[2:])
        return
    folder.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        variables = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, __file__, str(folder), *sys.argv[2:]]
        subprocess.run(command, env=os.environ | variables, check=True)


def draw(folder: Path, scale: str, names: list[str]) -> None:
    """Draw scenes at one scale."""
    from screen_scenes import SCENES, make_window

    from ui.start import application
    from ui.theme.style import Theme

    app = application()
    theme = Theme(app, "light")
    for look in ("light", "dark"):
        for scene in SCENES:
            wanted = names or (AT_BOTH_SCALES if scale != "1" else [scene.name])
            if scene.name not in wanted:
                continue
            window, desk = make_window(theme, scene)
            theme.choose(look)
            window.show()
            scene.play(desk, window)
            until = time.monotonic() + SETTLING_SECONDS
            while time.monotonic() < until:
                scene.keep_up(desk)
                app.processEvents()
            file = folder / f"{scene.name}-{look}{'' if scale == '1' else '-200'}.png"
            window.grab().save(str(file))
            window.close()
            print(file.name)


if __name__ == "__main__":
    main()
