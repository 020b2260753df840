-- What was told once about a file that is late.
CREATE TABLE escalations (
  application_id BIGINT NOT NULL REFERENCES applications (id),
  kind TEXT NOT NULL CHECK (kind IN ('due', 'overdue')),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, kind)
);

-- An applicant whose file is late asks for a review; somebody answers by name.
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  asked_at TIMESTAMP NOT NULL,
  due_on DATE NOT NULL,
  urged_at TIMESTAMP,
  answered_by BIGINT REFERENCES users (id),
  answered_at TIMESTAMP,
  answer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX reviews_by_application ON reviews (application_id);
CREATE UNIQUE INDEX one_open_review ON reviews (application_id) WHERE answered_at IS NULL;
