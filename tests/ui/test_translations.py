"""Every string of the window, and what it shows of the program's, is translated and compiled."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from app.setting import declared_words
from ui import sentences, setting_words

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ["de", "zh_CN"]
PLACES = re.compile(r"\{\w+\}")

OURS = ("translate", "QApplication.translate")
"""What the function is called in ui/; a painter has one of that name too."""

Text = tuple[str, str]


@cache
def texts() -> set[Text]:
    """Context and text of all that is translated, from the sources and the declarations."""
    found: set[Text] = {(setting_words.CONTEXT, words) for words in declared_words()}
    for folder in ("app", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "say":
                    found.add((sentences.CONTEXT, ast.literal_eval(node.args[0])))
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in OURS:
                context, text = (ast.literal_eval(arg) for arg in node.args[:2])
                found.add((context, text))
    return found


def translated(language: str) -> dict[Text, str]:
    """What stands in a language's file, finished."""
    root = ET.parse(FOLDER / f"visavis_{language}.ts").getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): made.text or ""
        for context in root.iter("context")
        for message in context.iter("message")
        if (made := message.find("translation")) is not None and "type" not in made.attrib
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_places(language: str) -> None:
    made = translated(language)
    assert set(made) == texts()
    for (_, text), translation in made.items():
        assert translation
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(translation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"visavis_{language}.qm"))
    for (context, text), translation in translated(language).items():
        assert translator.translate(context, text) == translation
