-- Judgements learn to correct what was read: its source, its place, its date, and what was missed.
ALTER TABLE judgement RENAME TO judgement_before;
DROP TRIGGER judgement_stays;
DROP TRIGGER judgement_is_kept;
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict TEXT NOT NULL CHECK (
        verdict IN (
            'same', 'different', 'reject', 'rename', 'merge', 'split', 'withdraw',
            'source', 'place', 'date', 'statement'
        )
    ),
    -- JSON: keys of items, ids of groups, or the number of the judgement that is withdrawn.
    items TEXT NOT NULL CHECK (json_valid(items)),
    value TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
INSERT INTO judgement SELECT number, verdict, items, value, by, at, note FROM judgement_before;
-- Numbers of judgements that went with a removed report are not given again.
UPDATE sqlite_sequence
SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE name = 'judgement_before'))
WHERE name = 'judgement';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'judgement', seq FROM sqlite_sequence
WHERE name = 'judgement_before'
AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'judgement');
DROP TABLE judgement_before;

CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'a judgement is never overwritten');
END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'a judgement is never deleted');
END;

-- Every change of what is compared counts, so that a comparison can tell whether it is the latest.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('reports', (SELECT count(*) FROM record));

-- What the reports came to when they were last compared; one row. It can be made again at any time.
CREATE TABLE comparison (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    at TEXT NOT NULL,
    software TEXT NOT NULL,
    reports INTEGER NOT NULL,
    -- state 'reports', and the last judgement, that it knew of.
    state INTEGER NOT NULL,
    judgement INTEGER NOT NULL,
    -- JSON: how many findings of each kind.
    counts TEXT NOT NULL CHECK (json_valid(counts))
) STRICT;

CREATE TABLE finding (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('statement', 'event', 'disagreement', 'copy', 'entity')),
    id TEXT NOT NULL,
    -- What kind of its kind: the event's type, the disagreement's, the entity's.
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    origins INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    tellings INTEGER NOT NULL,
    -- Days (ISO 8601): of an event when it was, of everything else when it was told.
    earliest TEXT,
    latest TEXT,
    -- Compressed (zlib): the finding, and why its tellings are one.
    body BLOB NOT NULL,
    why BLOB NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX finding_rank ON finding (kind, origins DESC, reports DESC, tellings DESC, id);
CREATE INDEX finding_day ON finding (kind, earliest, latest, id);
CREATE INDEX finding_late ON finding (kind, latest DESC, id);
CREATE INDEX finding_sort ON finding (kind, sort, origins DESC, reports DESC, id);
CREATE INDEX finding_name ON finding (kind, name COLLATE NOCASE, id);

-- The items of reports that a finding is made of.
CREATE TABLE member (
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    finding INTEGER NOT NULL REFERENCES finding (number) ON DELETE CASCADE,
    PRIMARY KEY (report, item, finding)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_finding ON member (finding);

-- Where the reports' places are, each once.
CREATE TABLE spot (
    geonames_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT,
    kind TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    reports INTEGER NOT NULL,
    mentions INTEGER NOT NULL
) STRICT;
CREATE INDEX spot_rank ON spot (reports DESC, mentions DESC, geonames_id);

-- Facets of a search.
CREATE INDEX entity_named ON entity (name, report);
CREATE INDEX place_at ON place (geonames_id, report);
CREATE INDEX report_latest_day ON report (latest, published);
-- How many outlets and languages there are, without reading the reports.
CREATE INDEX report_coverage ON report (latest, language, outlet);
