DROP TABLE approved_unit_kinds;
ALTER TABLE units DROP COLUMN kind;
