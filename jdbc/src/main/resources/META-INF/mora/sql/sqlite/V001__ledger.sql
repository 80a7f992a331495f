-- The ledger's tables on SQLite. Moments (…_at, …_until, not_before, next) are nanoseconds since
-- 1970-01-01T00:00Z; the largest and the smallest BIGINT mean never and for ever ago.
-- Flags are 0 or 1. Columns marked "personal" are blanked by erasure.

-- One row for each version of these files that has been applied.
CREATE TABLE mora_schema (
  version     INTEGER NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL
);

-- One row for each process that writes: what it last committed, to be read again when an answer is lost.
-- The row "lock" counts the commits of all, and is what writers queue for where the database has no
-- better lock.
CREATE TABLE mora_writer (
  instance    TEXT NOT NULL PRIMARY KEY,
  token       INTEGER NOT NULL
);
INSERT INTO mora_writer (instance, token) VALUES ('lock', 0);

-- One row for each dispatch: who it is for, and where it stands, the sum of its events. Narrow, for
-- it is written at every step.
CREATE TABLE mora_dispatch (
  number        INTEGER NOT NULL PRIMARY KEY,   -- place in the order of planning
  id            TEXT NOT NULL,
  campaign      TEXT NOT NULL,
  borrower      TEXT NOT NULL,
  channel       TEXT NOT NULL,
  account       TEXT NOT NULL,
  priority      INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  revision      INTEGER NOT NULL,           -- of its letter: one more with each change of that
  last_sequence INTEGER NOT NULL,            -- of its last event: what an update compares before it sets
  state         TEXT NOT NULL,
  state_rank    INTEGER NOT NULL,
  fence         INTEGER NOT NULL,
  attempt       INTEGER NOT NULL,
  not_before    INTEGER NOT NULL,
  due_at        INTEGER NOT NULL,            -- not_before, or what it was postponed to
  lease_owner   TEXT,
  lease_until   INTEGER,
  reason        TEXT NOT NULL,
  detail        TEXT NOT NULL,
  changed_at    INTEGER NOT NULL,
  misses        INTEGER NOT NULL,
  submits       INTEGER NOT NULL,
  unknown_since INTEGER,
  may_be_sent   INTEGER NOT NULL,
  submitted_at  INTEGER,
  released      INTEGER NOT NULL,
  held          INTEGER NOT NULL,
  accepted_at   INTEGER,
  sent_at       INTEGER,
  delivered_at  INTEGER,
  read_at       INTEGER,
  failed_at     INTEGER,
  fail_code     TEXT,
  fail_told_at  INTEGER,
  provider_ids  TEXT NOT NULL               -- JSON array; personal
);

CREATE INDEX mora_dispatch_due ON mora_dispatch (channel, account, campaign, priority, due_at, id)
  WHERE state = 'PLANNED';
CREATE INDEX mora_dispatch_expiry ON mora_dispatch (expires_at)
  WHERE state = 'PLANNED';
CREATE INDEX mora_dispatch_lease ON mora_dispatch (state, lease_until)
  WHERE state IN ('CLAIMED', 'SUBMITTING');
CREATE INDEX mora_dispatch_unknown ON mora_dispatch (unknown_since)
  WHERE state = 'UNKNOWN';
-- At most one dispatch of a borrower is under way, whatever a program believes.
CREATE UNIQUE INDEX mora_dispatch_in_flight ON mora_dispatch (borrower)
  WHERE state IN ('CLAIMED', 'SUBMITTING');
CREATE INDEX mora_dispatch_unsettled ON mora_dispatch (borrower, channel)
  WHERE state IN ('UNKNOWN', 'UNKNOWN_HELD');

-- What each dispatch says and to whom; written when it is planned, and hardly ever again.
CREATE TABLE mora_letter (
  number             INTEGER NOT NULL PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  campaign           TEXT NOT NULL,
  borrower           TEXT NOT NULL,
  step               TEXT NOT NULL,
  slot               TEXT NOT NULL,
  channel            TEXT NOT NULL,
  account            TEXT NOT NULL,
  segment            TEXT NOT NULL,
  loans              TEXT NOT NULL,         -- JSON array
  policies           TEXT NOT NULL,         -- JSON object: which version of each decided
  priority           INTEGER NOT NULL,
  planned_not_before INTEGER NOT NULL,
  expires_at         INTEGER NOT NULL,
  template_name      TEXT,
  template_version   TEXT,
  template_language  TEXT,
  planned_at         INTEGER NOT NULL,
  content_hash       TEXT NOT NULL,
  to_kind            TEXT,
  to_address         TEXT,                  -- personal
  content            TEXT,                  -- JSON; personal
  brief              TEXT,                  -- personal
  UNIQUE (campaign, borrower, step, slot)
);

CREATE INDEX mora_letter_borrower ON mora_letter (borrower, number);
CREATE INDEX mora_letter_address ON mora_letter (to_address);
CREATE INDEX mora_letter_template ON mora_letter (template_name, number);
CREATE INDEX mora_letter_kept ON mora_letter (number)
  WHERE content IS NOT NULL;

-- Every transition; nothing is ever changed but by erasure.
CREATE TABLE mora_event (
  sequence    INTEGER NOT NULL PRIMARY KEY,
  number      INTEGER NOT NULL,              -- of the dispatch
  transition  TEXT NOT NULL,
  to_state    TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  evidence    TEXT NOT NULL,
  when_at     INTEGER,
  provider_id TEXT                           -- personal
);
CREATE INDEX mora_event_number ON mora_event (number);

-- Which dispatch was first to bring a provider id; the id is kept as its hash.
CREATE TABLE mora_provider_id (
  blanked     TEXT NOT NULL PRIMARY KEY,
  dispatch    TEXT NOT NULL
);

-- Contacts made outside the library.
CREATE TABLE mora_contact (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  borrower    TEXT NOT NULL,
  loan        TEXT NOT NULL,            -- empty: none
  happened_at INTEGER NOT NULL,
  channel     TEXT NOT NULL,
  direction   TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  template    TEXT NOT NULL
);
CREATE INDEX mora_contact_borrower ON mora_contact (borrower, happened_at);

CREATE TABLE mora_consent (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  borrower    TEXT NOT NULL,
  channel     TEXT NOT NULL,
  state       TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  source      TEXT NOT NULL
);
CREATE INDEX mora_consent_borrower ON mora_consent (borrower);

CREATE TABLE mora_suppression (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  borrower    TEXT NOT NULL,
  reason      TEXT NOT NULL,
  scope       TEXT NOT NULL,                 -- all, loan, channel, phone, email
  scope_id    TEXT NOT NULL,                 -- personal where it is a number or an address
  until_at    INTEGER
);
CREATE INDEX mora_suppression_borrower ON mora_suppression (borrower);

CREATE TABLE mora_unusable (
  borrower    TEXT NOT NULL,
  channel     TEXT NOT NULL,
  to_kind     TEXT NOT NULL,
  to_address  TEXT NOT NULL,                 -- personal
  PRIMARY KEY (borrower, channel, to_kind, to_address)
);

CREATE TABLE mora_sender (
  channel      TEXT NOT NULL,
  account      TEXT NOT NULL,
  interval_nanos INTEGER NOT NULL,
  burst        INTEGER NOT NULL,
  next_at      INTEGER NOT NULL,
  paused_until INTEGER NOT NULL,
  slow_step    INTEGER NOT NULL,
  alive_at     INTEGER NOT NULL,
  stop_reason  TEXT,
  stop_actor   TEXT,
  stop_at      INTEGER,
  PRIMARY KEY (channel, account)
);

-- Whose turn it was last among the campaigns of a sender.
CREATE TABLE mora_turn (
  channel      TEXT NOT NULL,
  account      TEXT NOT NULL,
  campaign     TEXT NOT NULL,
  PRIMARY KEY (channel, account)
);

CREATE TABLE mora_recipient (
  channel      TEXT NOT NULL,
  account      TEXT NOT NULL,
  to_kind      TEXT NOT NULL,
  to_address   TEXT NOT NULL,                -- personal
  next_at      INTEGER NOT NULL,
  step         INTEGER NOT NULL,
  PRIMARY KEY (channel, account, to_kind, to_address)
);

CREATE TABLE mora_lender_stop (
  reason      TEXT NOT NULL,
  actor       TEXT NOT NULL,
  stopped_at  INTEGER NOT NULL
);

-- Templates that are stopped, and how many refusals in a row each has had.
CREATE TABLE mora_template (
  channel     TEXT NOT NULL,
  account     TEXT NOT NULL,
  name        TEXT NOT NULL,
  version     TEXT NOT NULL,
  language    TEXT NOT NULL,
  refusals    INTEGER NOT NULL,
  stop_reason TEXT,
  stop_actor  TEXT,
  stop_at     INTEGER,
  PRIMARY KEY (channel, account, name, version, language)
);

CREATE TABLE mora_campaign (
  id              TEXT NOT NULL PRIMARY KEY,
  digest          TEXT NOT NULL,
  approved_by     TEXT,
  approved_at     INTEGER,
  approved_digest TEXT,
  pause_reason    TEXT,
  pause_actor     TEXT,
  pause_at        INTEGER,
  cancel_reason   TEXT,
  cancel_actor    TEXT,
  cancel_at       INTEGER,
  since_at        INTEGER NOT NULL,
  halted          INTEGER NOT NULL
);
CREATE INDEX mora_campaign_since ON mora_campaign (since_at);

-- Statuses that came before their message was known.
CREATE TABLE mora_unmatched (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  status_key     TEXT NOT NULL UNIQUE,       -- personal
  channel        TEXT NOT NULL,
  account        TEXT NOT NULL,
  told_at        INTEGER NOT NULL,
  provider_id    TEXT NOT NULL,              -- personal
  correlation    TEXT NOT NULL,
  dispatch       TEXT,
  state          TEXT NOT NULL,
  fail_code      TEXT,
  fail_reason    TEXT,
  fail_handling  TEXT,
  recipient      TEXT NOT NULL,              -- personal
  since_at       INTEGER NOT NULL,
  next_try_at    INTEGER
);
CREATE INDEX mora_unmatched_provider ON mora_unmatched (provider_id);
CREATE INDEX mora_unmatched_dispatch ON mora_unmatched (dispatch);
CREATE INDEX mora_unmatched_try ON mora_unmatched (next_try_at);

-- What providers told us, as it came.
CREATE TABLE mora_inbox (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  channel     TEXT NOT NULL,
  account     TEXT NOT NULL,
  body        BLOB NOT NULL,               -- personal
  sha256      TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  status      TEXT NOT NULL,
  tries       INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  lease_until INTEGER NOT NULL,
  UNIQUE (sha256, channel)
);
CREATE INDEX mora_inbox_status ON mora_inbox (status, id);

-- What notifications have brought about, so that none does it twice.
CREATE TABLE mora_effect (
  effect_key  TEXT NOT NULL PRIMARY KEY,
  done_at     INTEGER NOT NULL
);
CREATE INDEX mora_effect_done ON mora_effect (done_at);

-- Facts beside the dispatches.
CREATE TABLE mora_note (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  shelf       TEXT NOT NULL,
  note_key    TEXT NOT NULL,
  borrower    TEXT,
  text        TEXT NOT NULL,                 -- personal where it has a borrower
  noted_at    INTEGER NOT NULL,
  UNIQUE (shelf, note_key)
);
CREATE INDEX mora_note_borrower ON mora_note (borrower);

INSERT INTO mora_schema (version, name) VALUES (1, 'ledger');
