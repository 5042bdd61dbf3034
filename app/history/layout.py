"""The tables of the history's file, by version.

Never change a step that was published: add one.
"""

from __future__ import annotations

from app.history.words import TOKENIZER
from app.sentences import say
from app.sqlite_file import Layout

FILE_NAME = "history.sqlite"
"""In the data folder."""

LAYOUT = Layout(
    what=say("conversations"),
    steps=(
        f"""
CREATE TABLE conversations (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
    began  REAL NOT NULL,                      -- seconds since 1970, UTC, here and below
    ended  REAL NOT NULL,                      -- the newest of its turns
    engine TEXT NOT NULL
) STRICT;
CREATE INDEX conversations_by_end ON conversations (ended);

CREATE TABLE turns (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    began        REAL NOT NULL,     -- the person began to speak
    said         REAL,              -- the person had spoken
    sounded      REAL,              -- the reply's first sound
    ended        REAL NOT NULL,
    person       TEXT NOT NULL,
    reply        TEXT NOT NULL,
    heard        INTEGER NOT NULL CHECK (heard >= 0),
    begun        REAL,              -- seconds from the last voiced sample, here and below
    confirmed    REAL,
    first_sound  REAL,
    trials       INTEGER,
    over         INTEGER NOT NULL CHECK (over IN (0, 1))
) STRICT;
CREATE INDEX turns_of_conversation ON turns (conversation);
CREATE INDEX turns_not_over ON turns (ended) WHERE over = 0;

CREATE TABLE thumbnails (
    id   INTEGER PRIMARY KEY,
    turn INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    jpeg BLOB NOT NULL
) STRICT;
CREATE INDEX thumbnails_of_turn ON thumbnails (turn);

-- Of the turns that are over, under their id.  Short beginnings of words are kept for speed.
CREATE VIRTUAL TABLE words USING fts5 (
    person, reply, tokenize = '{TOKENIZER}', prefix = '1 2', columnsize = 0
);

-- A row stands here from a deletion until nothing of it can be read in the file any more.
CREATE TABLE unswept (since REAL NOT NULL) STRICT;
""",
        """
-- How often all of the index was merged since it was built; one row.
CREATE TABLE merges (number INTEGER NOT NULL) STRICT;
INSERT INTO merges VALUES (0);
""",
    ),
    probe=(
        "SELECT began, said, sounded, turns.ended, person, reply, heard, begun, confirmed,"
        " first_sound, trials, over, (SELECT jpeg FROM thumbnails), (SELECT person FROM words),"
        " (SELECT engine FROM conversations), (SELECT since FROM unswept),"
        " (SELECT number FROM merges) FROM turns LIMIT 1"
    ),
)
