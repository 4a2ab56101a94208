-- What a comparison came to is of a round. A new one is written beside the one in force, in many
-- short transactions between which others write; what is in force is told by the one row of
-- "comparison". What was kept before is made anew.
DROP TABLE part;
DROP TABLE scene;
DROP TABLE travel;
DROP TABLE member;
DROP TABLE finding;
DROP TABLE spot;
DROP TABLE comparison;

-- The number of the last round that was begun, and of the last that reports were removed after:
-- what was begun until then holds words that must not come back.
INSERT INTO state VALUES ('round', 0), ('forgotten', 0);

CREATE TABLE comparison (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    round INTEGER NOT NULL,
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
    round INTEGER NOT NULL,
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
    UNIQUE (round, kind, id)
) STRICT;
CREATE INDEX finding_rank
ON finding (round, kind, origins DESC, reports DESC, tellings DESC, id);
CREATE INDEX finding_day ON finding (round, kind, earliest, latest, id);
CREATE INDEX finding_late ON finding (round, kind, latest DESC, id);
CREATE INDEX finding_sort
ON finding (round, kind, sort, origins DESC, reports DESC, tellings DESC, id);
CREATE INDEX finding_name ON finding (round, kind, name COLLATE NOCASE, id);

-- The items of reports that a finding is made of.
CREATE TABLE member (
    round INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    finding INTEGER NOT NULL REFERENCES finding (number) ON DELETE CASCADE,
    PRIMARY KEY (round, report, item, finding)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_finding ON member (finding);

-- The places (GeoNames) at which an event is told to have been.
CREATE TABLE scene (
    round INTEGER NOT NULL,
    geonames_id INTEGER NOT NULL,
    finding INTEGER NOT NULL REFERENCES finding (number) ON DELETE CASCADE,
    PRIMARY KEY (round, geonames_id, finding)
) STRICT, WITHOUT ROWID;
CREATE INDEX scene_finding ON scene (finding);

-- Who took part in an event: both are findings.
CREATE TABLE part (
    entity INTEGER NOT NULL REFERENCES finding (number) ON DELETE CASCADE,
    event INTEGER NOT NULL REFERENCES finding (number) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    PRIMARY KEY (entity, event, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_event ON part (event);

-- Somebody went from one place to another; "start" and "end" are the characters that tell it.
CREATE TABLE travel (
    round INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (round, from_id, to_id, report, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX travel_to ON travel (round, to_id, from_id);

-- Where the reports' places are, each once.
CREATE TABLE spot (
    round INTEGER NOT NULL,
    geonames_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    kind TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    reports INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (round, geonames_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX spot_rank ON spot (round, reports DESC, mentions DESC, geonames_id);
