-- A case ends in more ways than a decision, and a decision can be appealed against or voided.
PRAGMA defer_foreign_keys=ON;
CREATE TABLE applications_old AS SELECT * FROM applications;
DROP TABLE applications;
CREATE TABLE applications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reference TEXT NOT NULL UNIQUE,
  user_id BIGINT NOT NULL REFERENCES users (id),
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'checking_documents', 'more_information',
    'awaiting_references', 'ready_for_decision', 'approved', 'suspended', 'rejected', 'withdrawn', 'lapsed', 'appealed',
    'voided', 'expired', 'left')),
  state_since TIMESTAMP NOT NULL,
  registration_number TEXT NOT NULL DEFAULT '',
  created_at TIMESTAMP NOT NULL,
  touched_at TIMESTAMP NOT NULL,
  draft_warnings INTEGER NOT NULL DEFAULT 0,
  submitted_at TIMESTAMP,
  officer_id BIGINT REFERENCES users (id),
  recommended_by BIGINT REFERENCES users (id),
  recommendation TEXT CHECK (recommendation IN ('approve', 'reject')),
  recommendation_reason TEXT NOT NULL DEFAULT '',
  decided_by BIGINT REFERENCES users (id),
  decided_at TIMESTAMP,
  decision_reason TEXT NOT NULL DEFAULT '',
  conditions TEXT NOT NULL DEFAULT '',
  again_from DATE,
  CHECK (decided_by IS NULL OR recommended_by IS NULL OR decided_by <> recommended_by)
);
INSERT INTO applications (id, reference, user_id, category, state, state_since, registration_number, created_at,
    touched_at, submitted_at, officer_id, recommended_by, recommendation, recommendation_reason, decided_by, decided_at,
    decision_reason)
  SELECT id, reference, user_id, category, state, state_since, registration_number, created_at,
    COALESCE(submitted_at, state_since), submitted_at, officer_id, recommended_by, recommendation,
    recommendation_reason, decided_by, decided_at, decision_reason
  FROM applications_old;
DROP TABLE applications_old;
CREATE UNIQUE INDEX one_open_application ON applications (user_id)
  WHERE state NOT IN ('rejected', 'withdrawn', 'expired', 'left');
CREATE INDEX applications_by_state ON applications (state, submitted_at);
CREATE INDEX applications_by_officer ON applications (officer_id, state);

-- An appeal against a rejection; one an application.
CREATE TABLE appeals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL UNIQUE REFERENCES applications (id),
  made_at TIMESTAMP NOT NULL,
  due_on DATE NOT NULL,
  appeal TEXT NOT NULL,
  answered_by BIGINT REFERENCES users (id),
  answered_at TIMESTAMP,
  answer TEXT NOT NULL DEFAULT ''
);

-- A proposal to void a decision, because an officer should have withdrawn from it.
CREATE TABLE voidings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  about_id BIGINT NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  proposed_by BIGINT NOT NULL REFERENCES users (id),
  proposed_at TIMESTAMP NOT NULL,
  answered_by BIGINT REFERENCES users (id),
  answered_at TIMESTAMP,
  outcome TEXT CHECK (outcome IN ('voided', 'refused')),
  CHECK (about_id <> proposed_by),
  CHECK (outcome IS NULL OR outcome = 'refused' OR (answered_by <> proposed_by AND answered_by <> about_id))
);
CREATE UNIQUE INDEX one_open_voiding ON voidings (application_id) WHERE outcome IS NULL;
