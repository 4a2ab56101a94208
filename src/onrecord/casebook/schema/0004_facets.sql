-- What the first hits of a search are counted by, and narrowed to, is read from indexes alone: the
-- rows themselves lie among texts.
CREATE INDEX report_facts ON report (number, latest, language, outlet, published);
DROP INDEX report_latest_day;
CREATE INDEX report_days ON report (latest, published, language, outlet);
-- A name can be that of something else, too.
DROP INDEX entity_named;
CREATE INDEX entity_named ON entity (name, report, kind) WHERE kind IN ('person', 'organization');
CREATE INDEX entity_of ON entity (report, name, kind) WHERE kind IN ('person', 'organization');
CREATE INDEX place_of ON place (report, geonames_id);
CREATE INDEX event_of ON event (report, said_in, type);
CREATE INDEX statement_of ON statement (report, source_kind, stance, quotation, certainty);
