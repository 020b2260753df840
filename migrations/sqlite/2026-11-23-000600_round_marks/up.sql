-- A round counts its posts, keeps what it was decided on, and may end with nobody; unit heads mark potential.
PRAGMA defer_foreign_keys=ON;
CREATE TABLE promotion_rounds_old AS SELECT * FROM promotion_rounds;
DROP TABLE promotion_rounds;
CREATE TABLE promotion_rounds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  post TEXT NOT NULL CHECK (post IN ('junior_officer', 'officer', 'senior_officer')),
  lower_total INTEGER NOT NULL CHECK (lower_total >= 0),
  holders INTEGER NOT NULL DEFAULT 0 CHECK (holders >= 0),
  selection_on DATE NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'listed', 'appointed', 'void', 'closed')),
  appointed BIGINT REFERENCES engagements (id),
  closed_because TEXT CHECK (closed_because IN ('nobody', 'no_place')),
  quota INTEGER CHECK (quota >= 0),
  opened_by BIGINT NOT NULL REFERENCES users (id),
  opened_at TIMESTAMP NOT NULL,
  state_since TIMESTAMP NOT NULL,
  CONSTRAINT who_was_appointed CHECK ((state = 'appointed') = (appointed IS NOT NULL)),
  CONSTRAINT why_closed CHECK ((state = 'closed') = (closed_because IS NOT NULL))
);
INSERT INTO promotion_rounds (id, hospital_id, post, lower_total, selection_on, state, appointed, opened_by,
    opened_at, state_since)
  SELECT id, hospital_id, post, lower_total, selection_on, state, appointed, opened_by, opened_at, state_since
  FROM promotion_rounds_old;
DROP TABLE promotion_rounds_old;
ALTER TABLE promotion_candidates ADD COLUMN potential TEXT;
ALTER TABLE promotion_candidates ADD COLUMN potential_note TEXT;
ALTER TABLE promotion_candidates ADD COLUMN marked_by BIGINT REFERENCES users (id);
ALTER TABLE promotion_candidates ADD COLUMN marked_at TIMESTAMP;
ALTER TABLE promotion_candidates ADD COLUMN conditions_entry BIGINT REFERENCES engagement_entries (id);
ALTER TABLE promotion_candidates ADD COLUMN sheet_entry BIGINT REFERENCES engagement_entries (id);
ALTER TABLE promotion_candidates ADD COLUMN eligible BOOLEAN;
ALTER TABLE promotion_candidates ADD COLUMN total TEXT;
ALTER TABLE promotion_candidates ADD COLUMN place INTEGER;
