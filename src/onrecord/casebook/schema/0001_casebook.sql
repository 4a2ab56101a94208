-- A report as it was published. What it says (text) and which bytes it came from never change; which
-- of its article's versions is the latest does.
CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- Versions of one article have its number in common: that of the first version.
    article INTEGER NOT NULL,
    version INTEGER NOT NULL,
    latest INTEGER NOT NULL CHECK (latest IN (0, 1)),
    because TEXT NOT NULL,
    language TEXT NOT NULL,
    outlet TEXT,
    title TEXT,
    url TEXT,
    published TEXT,
    published_grain TEXT,
    published_basis TEXT NOT NULL,
    retrieved TEXT,
    original_sha256 TEXT NOT NULL UNIQUE,
    text_sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    added TEXT NOT NULL,
    UNIQUE (article, version)
) STRICT;
CREATE UNIQUE INDEX report_latest ON report (article) WHERE latest = 1;
CREATE INDEX report_url ON report (url) WHERE url IS NOT NULL;
CREATE INDEX report_headline ON report (outlet, title) WHERE outlet IS NOT NULL AND title IS NOT NULL;
CREATE INDEX report_published ON report (published);

CREATE TRIGGER report_stays BEFORE UPDATE OF id, original_sha256, text_sha256, text ON report
BEGIN
    SELECT RAISE(ABORT, 'a report does not change');
END;

-- The names (paths) under which a report was given.
CREATE TABLE given (
    name TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    PRIMARY KEY (name, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX given_report ON given (report);

-- What made records: software, pipelines, word data.
CREATE TABLE maker (
    id TEXT PRIMARY KEY,
    software TEXT NOT NULL,
    pipelines TEXT NOT NULL,
    lexicon_digest TEXT NOT NULL,
    knowledge_digest TEXT
) STRICT;

-- Records by what made them; the tables below show the current one in words. Both blobs are
-- compressed (zlib); record_sha256 is the digest of the record's JSON.
CREATE TABLE record (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    made_by TEXT NOT NULL REFERENCES maker (id),
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    record_sha256 TEXT NOT NULL,
    record BLOB NOT NULL,
    brief BLOB NOT NULL,
    UNIQUE (report, made_by)
) STRICT;
CREATE UNIQUE INDEX record_current ON record (report) WHERE current = 1;
CREATE INDEX record_maker ON record (made_by);

CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_kind TEXT,
    cue TEXT NOT NULL,
    words TEXT NOT NULL,
    quotation TEXT NOT NULL,
    stance TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    within TEXT,
    chain TEXT NOT NULL,
    -- JSON: [[start, end], ...], characters of the report's text.
    spans TEXT NOT NULL,
    UNIQUE (report, id)
) STRICT;

CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    actors TEXT NOT NULL,
    trigger TEXT NOT NULL,
    recipients TEXT NOT NULL,
    factuality TEXT NOT NULL,
    said_in TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    UNIQUE (report, id)
) STRICT;

CREATE TABLE entity (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    link TEXT,
    mentions INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    UNIQUE (report, id)
) STRICT;

CREATE TABLE time (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    UNIQUE (report, id)
) STRICT;

CREATE TABLE place (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    geonames_id INTEGER,
    country TEXT,
    kind TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    UNIQUE (report, id)
) STRICT;

-- What people decided; a later judgement may withdraw one, nothing is overwritten.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict TEXT NOT NULL CHECK (
        verdict IN ('same', 'different', 'reject', 'rename', 'merge', 'split', 'withdraw')
    ),
    -- JSON: keys of items, ids of groups, or the number of the judgement that is withdrawn.
    items TEXT NOT NULL CHECK (json_valid(items)),
    value TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'a judgement is never overwritten');
END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'a judgement is never deleted');
END;

-- Inputs that gave no report, or whose report gave no record.
CREATE TABLE quarantine (
    name TEXT PRIMARY KEY,
    sha256 TEXT,
    error TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text,
    content = 'report', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    source, words,
    content = 'statement', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 2"
);
-- A removed word leaves the index at once, not when its pages are next merged.
INSERT INTO report_words (report_words, rank) VALUES ('secure-delete', 1);
INSERT INTO statement_words (statement_words, rank) VALUES ('secure-delete', 1);
