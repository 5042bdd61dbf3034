"""What a recogniser writes, made plain enough for rules: no punctuation, no courtesies."""

from __future__ import annotations

import re
import unicodedata

from text_to_num import alpha2digit

_CURLY_APOSTROPHE = "\u2019"
_CONTRACTIONS = (
    (r"\b(what|who|where|how|when|that|there|it|he|she)'?s\b(?! (?:own|name)\b)", r"\1 is"),
    (r"\b(you|we|they)'re\b", r"\1 are"),
    (r"\bI'?m\b", "I am"),
    (r"\bI've\b", "I have"),
    (r"\bI'd like\b", "I would like"),
    (r"\blet's\b", "let us"),
    (r"\b([ap])\. ?m\b\.?", r"\1m"),
    (r"\bo'? ?clock\b", "o'clock"),
)
_PUNCTUATION = (
    (r"(?<=\d),(?=\d{3}\b)", ""),  # 1,000
    (r"(?<=[^\W\d])-(?=\w)|(?<=\d)-(?=[^\W\d])", " "),  # twenty-five, 5-minute; not 7-5
    (r"(?<!\d)[.:]|[.:](?!\d)", " "),  # not 7.5 and not 7:30
    (r"[,;!?\"“”…¿¡]|(?<=\s)'|'(?=\s|$)|\u2014|(?<!\S)-(?!\S)$", " "),
)
_COURTESY = (
    r"u[mh]+|e[rh]+m?|hm+|(?:hey|hi|hello)(?: there)?|good (?:morning|afternoon|evening)|excuse me|"
    r"ok|okay|alright|so|well|and|please|now|actually|"
    r"vis ?a ?vis|tell me|let me know|do you know|remind me again"
    r"|(?:can|could|would|will) you(?: please)?(?: tell me| let me know)?"
    r"|I (?:want|would like) (?:you )?to(?: know)?|I want you to"
)
_FAREWELL = (
    r"please|(?:many )?thanks(?: a lot| so much)?|thank you(?: very much| so much)?|for me"
    r"|(?:nice|pleased|glad) to meet you|right now|now|vis ?a ?vis"
)
_LEADING = re.compile(rf"(?:{_COURTESY}) (?=\S)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?<=\S) (?:{_FAREWELL})$", re.IGNORECASE)

_ARTICLE_NUMBER = re.compile(r"\ban? (?=(?:hundred|thousand|million|billion|dozen)\b)", re.I)
_DOZEN = re.compile(r"\b(?:one )?dozen\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\b(\d+) and a half\b", re.IGNORECASE)
_SECOND = re.compile(r"\bsecond(s?)\b(?! of \w)", re.IGNORECASE)
_SHELTERED_SECOND = "sekund"
"""Stands for "second" while numbers are read, which would take it for "2nd"."""


def pattern(expression: str) -> re.Pattern[str]:
    """Compile a rule; words are matched in any case."""
    return re.compile(expression, re.IGNORECASE)


_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?])(?<!\b[A-Za-z]\.)(?<!\b(?:Dr|Mr|Ms|St)\.)(?<!\bMrs\.)|(?<=[ap]\.m\.)(?=\s+[A-Z]))\s+"
)
"""Not within "p.m. to", "Dr. Smith", "J. Smith"."""

_CONTINUED = pattern(
    r"(?:at|in|on|for|to|from|by|of|with|about|after|before|until|next|every|today|tonight"
    r"|tomorrow|plus|minus|times|divided|\d+)\b.*"
)
"""Begins what was said after a pause and belongs to the sentence before it: "At six."."""


def plain(words: str) -> str:
    """`words` without punctuation, contractions and courtesies; capitals stay (names need them).

    "Could you tell me what's 1,000 plus 5, please?" becomes "what is 1000 plus 5".
    """
    text = unicodedata.normalize("NFKC", words).replace(_CURLY_APOSTROPHE, "'").strip()
    for expression, replacement in _CONTRACTIONS + _PUNCTUATION:
        text = re.sub(expression, replacement, text, flags=re.IGNORECASE)
    text = " ".join(text.split())
    while True:
        shorter = _TRAILING.sub("", text)
        lead = _LEADING.match(shorter)
        shorter = shorter[lead.end() :] if lead else shorter
        if shorter == text:
            return text
        text = shorter


def requests(words: str) -> list[str]:
    """The sentences of `words` that are more than courtesies; one after a pause is joined again.

    "Hello. Set a timer. For five minutes. What time is it?" holds two, the timer's and the time's.
    """
    found: list[str] = []
    for part in _SENTENCE_END.split(words):
        if "x" in (plain(f"{part} x"), plain(f"x {part}")):  # beside a word nothing is left of it
            continue
        if found and _CONTINUED.fullmatch(plain(part)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def digits(text: str) -> str:
    """Plain `text` with its spoken numbers as digits: "twenty five" -> "25", "first" -> "1st"."""
    text = _ARTICLE_NUMBER.sub("one ", text)
    text = _DOZEN.sub("twelve", text)
    text = _SECOND.sub(rf"{_SHELTERED_SECOND}\1", text)
    text = alpha2digit(text, "en", 0).replace(_SHELTERED_SECOND, "second")
    return _AND_A_HALF.sub(r"\1.5", text)
