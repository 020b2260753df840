ALTER TABLE shifts DROP COLUMN seed;
ALTER TABLE shifts DROP COLUMN first_until;
ALTER TABLE shifts DROP COLUMN opens_at;
DROP TABLE main_job;
DROP TABLE unit_blocks;
DROP TABLE relatives;
DROP TABLE unit_requirements;
DROP TABLE unit_terms;
DROP TABLE pick_rules;
