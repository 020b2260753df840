ALTER TABLE promotion_candidates
  DROP COLUMN potential,
  DROP COLUMN potential_note,
  DROP COLUMN marked_by,
  DROP COLUMN marked_at,
  DROP COLUMN conditions_entry,
  DROP COLUMN sheet_entry,
  DROP COLUMN eligible,
  DROP COLUMN total,
  DROP COLUMN place;
ALTER TABLE promotion_rounds DROP CONSTRAINT why_closed, DROP CONSTRAINT promotion_rounds_state_check;
UPDATE promotion_rounds SET state = 'void' WHERE state = 'closed';
ALTER TABLE promotion_rounds
  DROP COLUMN holders,
  DROP COLUMN closed_because,
  DROP COLUMN quota,
  ADD CONSTRAINT promotion_rounds_state_check CHECK (state IN ('open', 'listed', 'appointed', 'void'));
