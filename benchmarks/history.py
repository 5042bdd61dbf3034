"""Claim: among 100,000 kept turns a search takes less than 50 ms, and the list is there at once.

    python -m benchmarks.history

The turns are made up: words by Zipf's law from 20,000, a fifth of the turns Chinese letters by the
same law from 3,000.  A search ends with its newest 50 turns read whole, as the program shows them.
Beside it, over the same text in the same run: SQLite's trigram index, and no index at all.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from statistics import median
from typing import TypeVar

from app.history.forgetting import forget
from app.history.kinds import Kept, Turn
from app.history.store import HistoryStore
from app.history.words import letters_apart, query
from benchmarks import report

TURNS = 100_000
A_CONVERSATION = 20
CHINESE = 0.2
SEED = 6
ROUNDS = 15
FOUND = 50
LISTED = 50
LIMIT_MS = 50.0
WRITTEN = 200
BEGAN = 1_700_000_000.0

LIKE = (
    "SELECT id, person, reply FROM turns WHERE person LIKE ? OR reply LIKE ?"
    " ORDER BY id DESC LIMIT ?"
)
TRIGRAMS = "SELECT rowid, person, reply FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
Result = TypeVar("Result")


class Language:
    """Words by Zipf's law; the most frequent first."""

    def __init__(self, words: list[str], between: str) -> None:
        self.words = words
        self._between = between
        self._weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def say(self, chance: random.Random, least: int, most: int) -> str:
        """So many words."""
        count = chance.randint(least, most)
        said = chance.choices(self.words, cum_weights=self._weights, k=count)
        return self._between.join(said) + "."


def languages(chance: random.Random) -> tuple[Language, Language]:
    """One with spaces, one without."""
    onsets, vowels = "bcdfghklmnprstvwz", "aeiou"
    words: dict[str, None] = {}
    while len(words) < 20_000:
        syllables = chance.randint(1, 4)
        words["".join(chance.choice(onsets) + chance.choice(vowels) for _ in range(syllables))] = (
            None
        )
    by_length = sorted(words, key=len)  # frequent words are short
    letters = [chr(0x4E00 + n) for n in chance.sample(range(20_000), 3_000)]
    return Language(by_length, " "), Language(letters, "")


def made_up(spaced: Language, chinese: Language, chance: random.Random) -> Iterator[Turn]:
    """All turns, in order."""
    for number in range(TURNS):
        language, more = (chinese, 2) if chance.random() < CHINESE else (spaced, 1)
        at = BEGAN + 60 * number
        person = language.say(chance, 3 * more, 15 * more)
        reply = language.say(chance, 10 * more, 50 * more)
        yield Turn(at, at + 9, person, reply, len(reply), said=at + 3, sounded=at + 4, over=True)


def fill(store: HistoryStore, turns: Iterable[Turn]) -> None:
    """Write all turns at once; the index takes them as `HistoryStore.add` does."""
    with store.file.using() as database:
        for number, turn in enumerate(turns, 1):
            conversation = 1 + (number - 1) // A_CONVERSATION
            if number % A_CONVERSATION == 1:
                database.execute(
                    "INSERT INTO conversations VALUES (?, ?, ?, 'starter')",
                    (conversation, turn.began, turn.ended + 60 * A_CONVERSATION),
                )
            spoken = (turn.began, turn.said, turn.sounded, turn.ended)
            database.execute(
                "INSERT INTO turns (id, conversation, began, said, sounded, ended, person, reply,"
                " heard, over) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (number, conversation, *spoken, turn.person, turn.reply, turn.heard),
            )
            database.execute(
                "INSERT INTO words (rowid, person, reply) VALUES (?, ?, ?)",
                (number, letters_apart(turn.person), letters_apart(turn.reply)),
            )


def one_by_one(store: HistoryStore, turns: Iterable[Turn]) -> list[float]:
    """Milliseconds that each more turn takes, the wait for the disk included."""
    conversation = store.begin(BEGAN, "starter")
    return [1e3 * timed(partial(store.add, conversation, turn))[0] for turn in turns]


def questions(spaced: Language, chinese: Language) -> dict[str, str]:
    """What is looked for, by name."""
    w, c = spaced.words, chinese.words
    return {
        "the most frequent word": w[0],
        "a rare word": w[15_000],
        "a frequent and a rare word": f"{w[3]} {w[12_000]}",
        "three frequent words": f"{w[2]} {w[5]} {w[9]}",
        "four words of the middle": " ".join(w[600:604]),
        "the first letter of many words": "t",
        "two letters": "te",
        "the most frequent Chinese letter": c[0],
        "a Chinese word of two letters": c[200] + c[350],
        "two frequent Chinese letters": c[0] + c[1],
        "four Chinese letters": c[10] + c[20] + c[30] + c[40],
        "what is nowhere": "xxqqyy",
    }


def timed(what: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds, and what came of it."""
    started = time.perf_counter()
    result = what()
    return time.perf_counter() - started, result


def trigrams(path: Path, store: HistoryStore) -> sqlite3.Connection:
    """The same text in SQLite's own trigram index."""
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIRTUAL TABLE words USING fts5"
        " (person, reply, tokenize = 'trigram', columnsize = 0)"
    )
    with store.file.using() as kept:
        rows = kept.execute("SELECT id, person, reply FROM turns")
        database.executemany("INSERT INTO words (rowid, person, reply) VALUES (?, ?, ?)", rows)
    database.commit()
    return database


def main() -> int:
    """Fill, search, list, write, delete; write the result."""
    chance = random.Random(SEED)
    spaced, chinese = languages(chance)
    turns = made_up(spaced, chinese, chance)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(HistoryStore(folder)) as store:
            filled_s, _ = timed(lambda: fill(store, turns))
        print(f"filled in {filled_s:.0f} s")
        with (
            closing(HistoryStore(folder, thorough=False)) as store,
            closing(trigrams(folder / "trigrams.sqlite", store)) as other,
        ):
            most, result = measured(folder, store, other, questions(spaced, chinese))
            writes = one_by_one(store, islice(made_up(spaced, chinese, chance), WRITTEN))
            deleted_s, _ = timed(lambda: forget(store, [7]))
        checked_s, _ = timed(lambda: HistoryStore(folder).close())
    print(f"a turn {median(writes):.2f} ms, at most {max(writes):.2f}")
    print(f"delete one conversation {deleted_s:.1f} s; open and check all {checked_s:.1f} s")
    result |= {
        "write_a_turn_ms": report.spread(writes),
        "delete_one_conversation_s": deleted_s,
        "open_and_check_s": checked_s,
    }
    report.write("history", result)
    return 0 if most < LIMIT_MS else 1


def all_of(database: sqlite3.Connection, asked: str, values: tuple[object, ...]) -> list[object]:
    """All rows of a query."""
    return database.execute(asked, values).fetchall()


def measured(
    folder: Path, store: HistoryStore, other: sqlite3.Connection, asked: dict[str, str]
) -> tuple[float, dict[str, object]]:
    """All searches of all ways in turn, round by round; the slowest, and everything."""
    searches: dict[str, dict[str, object]] = {}
    slowest: list[float] = []
    for what, text in asked.items():
        ours: list[float] = []
        theirs: list[float] = []
        bare: list[float] = []
        pieces = " ".join(f'"{piece}"' for piece in text.split())
        found: tuple[Kept, ...] = ()
        by_trigrams: list[object] = []
        for _ in range(ROUNDS):
            seconds, found = timed(partial(store.search, text, FOUND))
            ours.append(1e3 * seconds)
            seconds, by_trigrams = timed(partial(all_of, other, TRIGRAMS, (pieces, FOUND)))
            theirs.append(1e3 * seconds)
            with store.file.using() as database:
                values = (f"%{text}%", f"%{text}%", FOUND)
                seconds, _ = timed(partial(all_of, database, LIKE, values))
            bare.append(1e3 * seconds)
        slowest.append(max(ours))
        searches[what] = {
            "ms": report.spread(ours),
            "found": len(found),
            "trigram_ms": report.spread(theirs),
            "trigram_found": len(by_trigrams),
            "no_index_ms": report.spread(bare),
            "no_index_by_ours": report.ratio(bare, ours),
        }
        print(
            f"{what:34} {median(ours):7.2f} ms, at most {max(ours):7.2f}, {len(found):2} found;  "
            f"trigrams {median(theirs):7.2f} ms, {len(by_trigrams):2} found;  "
            f"no index {median(bare):7.2f} ms  ({query(text)[:30]})"
        )
    lists = [1e3 * timed(lambda: store.conversations(LISTED))[0] for _ in range(ROUNDS)]
    opens = [1e3 * timed(lambda: HistoryStore(folder, thorough=False).close())[0] for _ in lists]
    print(f"list of {LISTED}: {median(lists):.2f} ms; opening: {median(opens):.2f} ms")
    sizes = {path.name: path.stat().st_size / 1e6 for path in sorted(folder.iterdir())}
    print(", ".join(f"{name} {size:.0f} MB" for name, size in sizes.items()))
    return max(slowest), {
        "turns": TURNS,
        "searches": searches,
        "slowest_search_ms": report.spread(slowest),
        "list_of_50_ms": report.spread(lists),
        "open_ms": report.spread(opens),
        "megabytes": sizes,
    }


if __name__ == "__main__":
    sys.exit(main())
