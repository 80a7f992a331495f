-- Resends of unknowns, and campaigns of different weight, on PostgreSQL.

-- Gates of earlier bodies that may have been accepted: JSON array of moments; NULL: none.
ALTER TABLE mora_dispatch ADD COLUMN earlier TEXT;

-- How many messages a campaign has in its turn, and how many of them the last one has had.
ALTER TABLE mora_campaign ADD COLUMN weight INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE mora_turn ADD COLUMN taken INTEGER DEFAULT 1 NOT NULL;

INSERT INTO mora_schema (version, name) VALUES (2, 'resends and weights');
