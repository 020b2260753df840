-- The audit as a chain ------------------------------------------------------------------------------
-- Acts wait here until their transaction commits; sealing them needs a key, which SQL has not. What
-- the audit held before the chain waits too: it becomes the chain's beginning when the program opens
-- the database the next time, in its old order.
CREATE TABLE audit_waiting (
  id INTEGER PRIMARY KEY NOT NULL,
  at TIMESTAMP NOT NULL,
  actor_id BIGINT,
  actor_role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT,
  detail TEXT NOT NULL DEFAULT '{}'
);
INSERT INTO audit_waiting (id, at, actor_id, actor_role, action, subject_kind, subject_id, detail)
  SELECT id, at, actor_id, actor_role, action, subject_kind, subject_id, detail FROM audit_events;
DROP TABLE audit_events;
-- Numbered by the program, without gaps.
CREATE TABLE audit_events (
  id INTEGER PRIMARY KEY NOT NULL,
  at TIMESTAMP NOT NULL,
  actor_id BIGINT,
  actor_role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT,
  detail TEXT NOT NULL,
  mac TEXT NOT NULL
);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  last_id BIGINT NOT NULL,
  mac TEXT NOT NULL,
  sealed_key BLOB
);
INSERT INTO audit_head (id, last_id, mac) VALUES (1, 0, '');

-- Notices: what was written to somebody, to be read in the product -------------------------------------
CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  outbox_id BIGINT REFERENCES outbox (id),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  read_at TIMESTAMP
);
CREATE INDEX notices_of_person ON notices (user_id, id);
CREATE INDEX notices_unread ON notices (user_id) WHERE read_at IS NULL;

-- Kinds of letters that a person does not want by mail.
CREATE TABLE mail_refusals (
  user_id BIGINT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,
  PRIMARY KEY (user_id, kind)
);

-- Privacy ---------------------------------------------------------------------------------------------
CREATE TABLE data_exports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'gone')),
  asked_at TIMESTAMP NOT NULL,
  claimed_until TIMESTAMP,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  blob TEXT UNIQUE,
  size_bytes BIGINT,
  ready_at TIMESTAMP,
  expires_at TIMESTAMP
);
CREATE UNIQUE INDEX one_open_export ON data_exports (user_id) WHERE state IN ('waiting', 'running');

CREATE TABLE erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  application_id BIGINT REFERENCES applications (id),
  cause TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX one_erasure_of_application ON erasures (application_id) WHERE application_id IS NOT NULL;
CREATE UNIQUE INDEX one_erasure_of_person ON erasures (user_id) WHERE application_id IS NULL;
-- Files whose row is gone and that are still to be removed from the store.
CREATE TABLE doomed_blobs (
  blob TEXT PRIMARY KEY NOT NULL,
  since TIMESTAMP NOT NULL
);
CREATE INDEX outbox_to_empty ON outbox (created_at) WHERE payload <> '{}';
