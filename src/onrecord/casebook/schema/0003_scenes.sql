-- Where events were, who took part in them, and who went where: what the timeline, the map and the
-- pages of people are asked for. All of it goes with the comparison that it was kept with.

-- The places (GeoNames) at which an event is told to have been.
CREATE TABLE scene (
    geonames_id INTEGER NOT NULL,
    finding INTEGER NOT NULL REFERENCES finding (number) ON DELETE CASCADE,
    PRIMARY KEY (geonames_id, finding)
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
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (from_id, to_id, report, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX travel_to ON travel (to_id, from_id);
CREATE INDEX travel_report ON travel (report);

-- A comparison that was kept before these tables were there is made anew.
DELETE FROM comparison;
