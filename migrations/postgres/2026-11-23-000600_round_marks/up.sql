-- A round counts its posts, keeps what it was decided on, and may end with nobody; unit heads mark potential.
ALTER TABLE promotion_rounds
  DROP CONSTRAINT promotion_rounds_state_check,
  ADD COLUMN holders INTEGER NOT NULL DEFAULT 0 CHECK (holders >= 0),
  ADD COLUMN closed_because TEXT CHECK (closed_because IN ('nobody', 'no_place')),
  ADD COLUMN quota INTEGER CHECK (quota >= 0);
ALTER TABLE promotion_rounds
  ADD CONSTRAINT promotion_rounds_state_check CHECK (state IN ('open', 'listed', 'appointed', 'void', 'closed')),
  ADD CONSTRAINT why_closed CHECK ((state = 'closed') = (closed_because IS NOT NULL));
ALTER TABLE promotion_candidates
  ADD COLUMN potential TEXT,
  ADD COLUMN potential_note TEXT,
  ADD COLUMN marked_by BIGINT REFERENCES users (id),
  ADD COLUMN marked_at TIMESTAMP,
  ADD COLUMN conditions_entry BIGINT REFERENCES engagement_entries (id),
  ADD COLUMN sheet_entry BIGINT REFERENCES engagement_entries (id),
  ADD COLUMN eligible BOOLEAN,
  ADD COLUMN total TEXT,
  ADD COLUMN place INTEGER;
