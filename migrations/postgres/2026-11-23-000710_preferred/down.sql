ALTER TABLE shifts DROP COLUMN preferred_until;
DROP TABLE preferred_members;
