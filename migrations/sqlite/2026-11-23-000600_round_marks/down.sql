ALTER TABLE promotion_candidates DROP COLUMN potential;
ALTER TABLE promotion_candidates DROP COLUMN potential_note;
ALTER TABLE promotion_candidates DROP COLUMN marked_by;
ALTER TABLE promotion_candidates DROP COLUMN marked_at;
ALTER TABLE promotion_candidates DROP COLUMN conditions_entry;
ALTER TABLE promotion_candidates DROP COLUMN sheet_entry;
ALTER TABLE promotion_candidates DROP COLUMN eligible;
ALTER TABLE promotion_candidates DROP COLUMN total;
ALTER TABLE promotion_candidates DROP COLUMN place;
PRAGMA defer_foreign_keys=ON;
CREATE TABLE promotion_rounds_old AS SELECT * FROM promotion_rounds;
DROP TABLE promotion_rounds;
CREATE TABLE promotion_rounds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  post TEXT NOT NULL CHECK (post IN ('junior_officer', 'officer', 'senior_officer')),
  lower_total INTEGER NOT NULL CHECK (lower_total >= 0),
  selection_on DATE NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'listed', 'appointed', 'void')),
  appointed BIGINT REFERENCES engagements (id),
  opened_by BIGINT NOT NULL REFERENCES users (id),
  opened_at TIMESTAMP NOT NULL,
  state_since TIMESTAMP NOT NULL,
  CONSTRAINT who_was_appointed CHECK ((state = 'appointed') = (appointed IS NOT NULL))
);
INSERT INTO promotion_rounds
  SELECT id, hospital_id, post, lower_total, selection_on, CASE WHEN state = 'closed' THEN 'void' ELSE state END,
    appointed, opened_by, opened_at, state_since
  FROM promotion_rounds_old;
DROP TABLE promotion_rounds_old;
