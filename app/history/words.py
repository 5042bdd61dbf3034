"""How the history is searched: by words, by their beginnings, and by any letters of Chinese.

SQLite's FTS5 cuts text into words at spaces, which Chinese, Japanese and Thai do not have: a
whole sentence would be one word.  Its trigram index finds any three letters in a row, but most
Chinese words have two.  So each letter of such a script is made a word of its own before the text
is indexed, and what is looked for is a phrase of them.  Other scripts keep their words, of which
the beginning is enough; capitals and accents do not matter.
"""

from __future__ import annotations

import re

TOKENIZER = "unicode61 remove_diacritics 2"
"""Of FTS5: letters and digits make words; capitals and accents do not count."""

STANDS_ALONE = (
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
    "\uac00-\ud7af"  # Korean, whose words carry endings
    "]"
)
"""A regular expression: a letter of a script that has no spaces between words."""

_ALONE = re.compile(f"({STANDS_ALONE})")


def letters_apart(text: str) -> str:
    """`text` with spaces around each letter of a script that has none between words."""
    return _ALONE.sub(r" \1 ", text)


def query(text: str) -> str:
    """The FTS5 query for what a person typed: all its words or their beginnings, in any order.

    Empty if there is no letter or digit in it.
    """
    pieces = text.replace("\0", " ").replace('"', " ").split()
    return " AND ".join(
        f'"{letters_apart(piece).strip()}" *'
        for piece in pieces
        if any(letter.isalnum() for letter in piece)
    )
