-- People whom a business writes to first, on SQLite.

-- A business and the limit that its senders share.
CREATE TABLE mora_business (
  channel      TEXT NOT NULL,
  business     TEXT NOT NULL,
  tier         INTEGER NOT NULL,             -- people, as the provider told last; 0: never
  told_at      INTEGER NOT NULL,
  began_at     INTEGER,                      -- NULL: it has written to nobody yet
  PRIMARY KEY (channel, business)
);

-- When it last wrote first to whom; a count within 24 hours is what the limit is about.
CREATE TABLE mora_reached (
  channel      TEXT NOT NULL,
  business     TEXT NOT NULL,
  person       TEXT NOT NULL,                 -- hash of an address
  reached_at   INTEGER NOT NULL,
  before_at    INTEGER NOT NULL,             -- the time before: counts again if that is taken back
  PRIMARY KEY (channel, business, person)
);
CREATE INDEX mora_reached_at ON mora_reached (channel, business, reached_at);

INSERT INTO mora_schema (version, name) VALUES (3, 'reach');
