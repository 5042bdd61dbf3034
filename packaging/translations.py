"""Renew the window's translations: `.venv/bin/python packaging/translations.py`.

Gathers every string of ui/ into resources/translations/*.ts, which people edit, keeps what is
translated, and compiles each into the .qm beside it, which Qt reads without any tool.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "zh_CN")


def tool(name: str) -> str:
    """Qt's own tool, which comes with PySide6."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def main() -> None:
    """Gather and compile."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "ui").rglob("*.py"))]
    for language in LANGUAGES:
        file = FOLDER / f"visavis_{language}.ts"
        gather = [tool("lupdate"), *sources, "-locations", "none", "-no-obsolete"]
        subprocess.run(
            [*gather, "-source-language", "en", "-target-language", language, "-ts", str(file)],
            cwd=ROOT, check=True,
        )  # fmt: skip
        subprocess.run([tool("lrelease"), str(file), "-qm", str(file.with_suffix(".qm"))],
                       cwd=ROOT, check=True)  # fmt: skip


if __name__ == "__main__":
    main()
