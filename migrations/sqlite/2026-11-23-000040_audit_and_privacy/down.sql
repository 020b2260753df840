DROP INDEX outbox_to_empty;
DROP TABLE doomed_blobs;
DROP TABLE erasures;
DROP TABLE data_exports;
DROP TABLE mail_refusals;
DROP TABLE notices;
DROP TABLE audit_head;
CREATE TABLE audit_kept AS SELECT * FROM audit_events;
DROP TABLE audit_events;
CREATE TABLE audit_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TIMESTAMP NOT NULL,
  actor_id BIGINT,
  actor_role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT,
  detail TEXT NOT NULL DEFAULT '{}'
);
INSERT INTO audit_events (id, at, actor_id, actor_role, action, subject_kind, subject_id, detail)
  SELECT id, at, actor_id, actor_role, action, subject_kind, subject_id, detail FROM audit_kept;
DROP TABLE audit_kept;
DROP TABLE audit_waiting;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
