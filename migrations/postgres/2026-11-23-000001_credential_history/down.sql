DROP INDEX documents_by_last_day;
ALTER TABLE documents DROP COLUMN reminded_days;
DROP INDEX one_pending_document;
DROP INDEX one_standing_document;
CREATE UNIQUE INDEX one_current_document ON documents (application_id, slot) WHERE state <> 'replaced';
