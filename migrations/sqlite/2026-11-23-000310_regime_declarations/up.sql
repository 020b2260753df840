-- What a member declared to the hospitals of a regime: only what follows from it, not what was said.
-- `units` are rows of the units from which they stand aside, with spaces between.
CREATE TABLE regime_declarations (
  user_id BIGINT NOT NULL REFERENCES users (id),
  regime TEXT NOT NULL CHECK (regime IN ('macau', 'lienchiang', 'kaohsiung')),
  outcome TEXT NOT NULL CHECK (outcome IN ('clear', 'career_nurse', 'second_job', 'barred')),
  units TEXT NOT NULL,
  declared_at TIMESTAMP NOT NULL,
  PRIMARY KEY (user_id, regime)
);
