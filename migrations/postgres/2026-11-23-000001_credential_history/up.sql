-- A member renews a certificate while the verified one still stands: one of each a slot.
DROP INDEX one_current_document;
CREATE UNIQUE INDEX one_standing_document ON documents (application_id, slot) WHERE state = 'verified';
CREATE UNIQUE INDEX one_pending_document ON documents (application_id, slot) WHERE state IN ('uploaded', 'returned');
-- The last reminder that went out before its last day, in days; 0 when its end was told.
ALTER TABLE documents ADD COLUMN reminded_days INTEGER;
CREATE INDEX documents_by_last_day ON documents (state, expires_on);
