-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a room keeps, version 1. One statement ends with a semicolon at the end of a line.

-- What there is once (server/storage/facts.h): 'next_seq' (no lower one is ever given out), 'indexed_seq' (up to it, messages can be searched for).
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The lives of the room: one for each time that it was opened.
CREATE TABLE epochs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    first_seq INTEGER NOT NULL,
    opened_at INTEGER NOT NULL
) STRICT;

-- `device`: a keyed hash of the device that shows itself as this user; `first_seq`: of its first coming, 0 when that is not known.
CREATE TABLE users (
    user INTEGER PRIMARY KEY,
    device BLOB UNIQUE,
    used_at INTEGER NOT NULL,
    first_seq INTEGER NOT NULL DEFAULT 0
) STRICT;

-- `audience`: 0 everyone, n > 0 the role n and above, -1 the users listed in `more`.
-- `more`: what belongs to this kind of event alone, as JSON.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    audience INTEGER NOT NULL,
    user INTEGER,
    name TEXT,
    role INTEGER,
    text TEXT,
    client_id TEXT,
    more TEXT
) STRICT;

CREATE UNIQUE INDEX events_once ON events (user, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX events_said_by ON events (user, seq) WHERE kind = 'said';
CREATE INDEX events_of_kind ON events (kind, seq) WHERE kind <> 'said';
CREATE INDEX events_at ON events (at);

-- `how` it ended: left, lost, kicked, closed (with the room), or nothing while it goes on.
CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER,
    how TEXT
) STRICT;

CREATE INDEX visits_going_on ON visits (user) WHERE to_at IS NULL;
CREATE INDEX visits_from ON visits (from_at);
CREATE INDEX visits_of ON visits (user);

-- Words of messages, by seq; the text stands in `events` (server/storage/foldedtext.h, wordindex.h). Every CJK code point is a word of its own.
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', prefix = '2 3', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Sk'");

-- Who has said something in a message that is in `words`, under which name, and last when.
CREATE TABLE authors (
    user INTEGER NOT NULL,
    name TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (user, name)
) STRICT, WITHOUT ROWID;
