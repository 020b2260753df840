-- The story of a file names who read its papers.
CREATE INDEX audit_reads ON audit_events (subject_id, id) WHERE action = 'document.read';
