-- A typed fact that an officer asks its applicant about: what stood, why, and what was answered.
CREATE TABLE asked_facts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  fact TEXT NOT NULL CHECK (fact IN ('registration_number', 'name_en', 'name_zh')),
  asked_by BIGINT NOT NULL REFERENCES users (id),
  asked_at TIMESTAMP NOT NULL,
  reason TEXT NOT NULL,
  old_value TEXT NOT NULL,
  new_value TEXT,
  answered_at TIMESTAMP,
  CHECK ((new_value IS NULL) = (answered_at IS NULL))
);
CREATE INDEX asked_facts_by_application ON asked_facts (application_id);
CREATE UNIQUE INDEX one_open_ask ON asked_facts (application_id, fact) WHERE answered_at IS NULL;
