"""Draw the pictures in docs/screens: `.venv/bin/python packaging/screens.py [--folder F] [NAME]`.

The real window is shown the events of scripted conversations, without devices and without a
display.  Every scene is drawn light and dark; some at 200 % and in every language too, for
pictures are heavy.  A scene that is named is drawn in every way.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHINESE = "zh_CN"
WAYS = (("1", "en"), ("2", "en"), ("1", "de"), ("1", CHINESE))
"""Scales and languages; each takes a process of its own."""

IN_EVERY_WAY = frozenset(
    {
        "speaking",
        "small",
        "settings",
        "settings-turns",
        "showing",
        "first-engine",
        "diagnostics",
        "history",
    }
)
JPEG_QUALITY, SMALLEST_PNG = 90, 0
SETTLING_SECONDS = 0.8
"""Until the presence has glided into its mood."""

sys.path.insert(0, str(ROOT))


def main() -> None:
    """Draw every scene, or those that are named."""
    parser = argparse.ArgumentParser(description="Draw the pictures in docs/screens.")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--language", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    if args.language:
        draw(args.folder, args.language, args.names)
        return
    args.folder.mkdir(parents=True, exist_ok=True)
    for scale, language in WAYS:
        variables = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, __file__, "--folder", str(args.folder)]
        command += ["--language", language, *args.names]
        subprocess.run(command, env=os.environ | variables, check=True)


def draw(folder: Path, language: str, names: list[str]) -> None:
    """Draw scenes in one language, at the scale of this process."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFontDatabase, QImage
    from screen_scenes import SCENES, make_window

    from ui.start import application
    from ui.theme.style import Theme

    app = application(language)
    if language == CHINESE and not QFontDatabase.families(
        QFontDatabase.WritingSystem.SimplifiedChinese
    ):
        sys.exit("No font here has Chinese letters; install one, as fonts-noto-cjk, and try again.")
    theme = Theme(app, "light")
    scale = os.environ["QT_SCALE_FACTOR"]
    plain = (scale, language) == WAYS[0]
    way = "" if plain else f"-{language if scale == '1' else '200'}"
    chosen = names or ([scene.name for scene in SCENES] if plain else IN_EVERY_WAY)
    for look in ("light", "dark"):
        for scene in SCENES:
            if scene.name not in chosen:
                continue
            window, desk = make_window(theme, scene)
            theme.choose(look)
            window.show()
            scene.play(desk, window)
            until = time.monotonic() + SETTLING_SECONDS
            while time.monotonic() < until:
                scene.keep_up(desk)
                app.processEvents()
            ending = "jpg" if scene.camera else "png"
            file = folder / f"{scene.name}-{look}{way}.{ending}"
            picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
            picture.save(str(file), quality=JPEG_QUALITY if scene.camera else SMALLEST_PNG)
            window.close()
            # By Qt, and here: Python's own collection frees a window's parts in any order.
            window.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            del window, desk
            gc.collect()
            print(file.name)


if __name__ == "__main__":
    main()
