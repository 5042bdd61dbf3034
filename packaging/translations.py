"""Renew the window's translations: `.venv/bin/python packaging/translations.py`.

Gathers every string of ui/, the program's own sentences and what the declarations of the settings
say into resources/translations/*.ts, which people edit, keeps what is translated, and compiles
each into the .qm beside it, which Qt reads without any tool.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "zh_CN")

TALKING = ("app", "ui")
"""Whose modules make sentences, by `app.sentences.say`."""

sys.path.insert(0, str(ROOT))


def tool(name: str) -> str:
    """Qt's own tool, which comes with PySide6."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def declared() -> Iterator[tuple[str, str]]:
    """Context and text of what is translated without standing in a call of `translate`.

    Raises: ValueError if a sentence's template is no literal.
    """
    from app.setting import declared_words
    from ui.sentences import CONTEXT as SENTENCE
    from ui.setting_words import CONTEXT as SETTING

    for text in declared_words():
        yield SETTING, text
    modules = (path for folder in TALKING for path in sorted((ROOT / folder).rglob("*.py")))
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "say":
                yield SENTENCE, ast.literal_eval(node.args[0])


def main() -> None:
    """Gather and compile."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "ui").rglob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "declared.py"
        lines = (f"translate({context!r}, {text!r})\n" for context, text in declared())
        calls.write_text("".join(lines), encoding="utf-8")
        renew([*sources, str(calls)])


def renew(sources: list[str]) -> None:
    """Bring the files up to date with the calls of `translate` in `sources`."""
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
