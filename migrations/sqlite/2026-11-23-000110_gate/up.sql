-- Limits of a hospital on picking, beside its house rules on working time: each warns or blocks.
CREATE TABLE pick_rules (
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  rule TEXT NOT NULL CHECK (rule IN ('nights', 'four_week_hours', 'quota')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 40320),
  blocks BOOLEAN NOT NULL,
  PRIMARY KEY (hospital_id, rule)
);

-- How a unit takes people, and how they find it. A unit without a row books at once.
CREATE TABLE unit_terms (
  unit_id BIGINT PRIMARY KEY NOT NULL REFERENCES units (id),
  mode TEXT NOT NULL CHECK (mode IN ('instant', 'confirm')),
  confirm_hours INTEGER NOT NULL CHECK (confirm_hours BETWEEN 1 AND 168),
  cutoff_hours INTEGER NOT NULL CHECK (cutoff_hours BETWEEN 0 AND 168),
  report_to TEXT NOT NULL DEFAULT '',
  directions_en TEXT NOT NULL DEFAULT '',
  directions_zh TEXT NOT NULL DEFAULT ''
);

-- Documents that a unit wants to be verified, beyond the practising certificate.
CREATE TABLE unit_requirements (
  unit_id BIGINT NOT NULL REFERENCES units (id),
  slot TEXT NOT NULL,
  PRIMARY KEY (unit_id, slot)
);

-- A member's word that somebody close to them heads a unit.
CREATE TABLE relatives (
  user_id BIGINT NOT NULL REFERENCES users (id),
  unit_id BIGINT NOT NULL REFERENCES units (id),
  relation TEXT NOT NULL,
  declared_at TIMESTAMP NOT NULL,
  PRIMARY KEY (user_id, unit_id)
);

-- A unit does not want somebody for now: with a reason, a date and an appeal.
CREATE TABLE unit_blocks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id BIGINT NOT NULL REFERENCES units (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  blocked_by BIGINT NOT NULL REFERENCES users (id),
  blocked_at TIMESTAMP NOT NULL,
  review_on DATE NOT NULL,
  appeal TEXT NOT NULL DEFAULT '',
  appealed_at TIMESTAMP,
  answer TEXT NOT NULL DEFAULT '',
  answered_by BIGINT REFERENCES users (id),
  answered_at TIMESTAMP,
  lifted_at TIMESTAMP
);
CREATE UNIQUE INDEX one_block_a_unit ON unit_blocks (user_id, unit_id) WHERE lifted_at IS NULL;

-- The main job's roster: it counts for rest and is shown to nobody else.
CREATE TABLE main_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  CHECK (ends_at > starts_at)
);
CREATE INDEX main_job_of_user ON main_job (user_id, starts_at);

-- A fair release: from when, until when those with few recent shifts come first, and the public seed.
ALTER TABLE shifts ADD COLUMN opens_at TIMESTAMP;
ALTER TABLE shifts ADD COLUMN first_until TIMESTAMP;
ALTER TABLE shifts ADD COLUMN seed TEXT;
