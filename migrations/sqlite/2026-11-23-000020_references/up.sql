-- An enquiry has more ends than an answer, and an answer has more ways to come in.
PRAGMA defer_foreign_keys=ON;
CREATE TABLE referees_old AS SELECT * FROM referees;
DROP TABLE referees;
CREATE TABLE referees (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  hospital TEXT NOT NULL,
  unit TEXT NOT NULL,
  contact TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('named', 'asked', 'opened', 'answered', 'declined', 'bounced', 'expired',
    'redirected', 'refuted', 'given_up')),
  salt TEXT,
  token_hash TEXT UNIQUE,
  asked_at TIMESTAMP,
  expires_at TIMESTAMP,
  opened_at TIMESTAMP,
  answered_at TIMESTAMP,
  answer_sealed BLOB,
  lang TEXT,
  reminders INTEGER NOT NULL DEFAULT 0,
  reminded_at TIMESTAMP,
  turned_at TIMESTAMP,
  answered_by TEXT CHECK (answered_by IN ('link', 'telephone', 'personnel')),
  answer_source TEXT,
  answer_agent TEXT,
  suspicions TEXT NOT NULL DEFAULT '[]',
  suggestion_sealed BLOB
);
INSERT INTO referees (id, application_id, hospital, unit, contact, email, phone, state, salt, token_hash, asked_at,
    expires_at, opened_at, answered_at, answer_sealed, answered_by)
  SELECT id, application_id, hospital, unit, contact, email, phone, state, salt, token_hash, asked_at,
    expires_at, opened_at, answered_at, answer_sealed, CASE WHEN state = 'answered' THEN 'link' END
  FROM referees_old;
DROP TABLE referees_old;
CREATE INDEX referees_by_application ON referees (application_id);
CREATE INDEX referees_waiting ON referees (expires_at) WHERE state IN ('asked', 'opened');

-- What an officer wrote down of a call or a record; sealed with the applicant's key.
CREATE TABLE reference_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  referee_id BIGINT NOT NULL REFERENCES referees (id),
  officer_id BIGINT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL CHECK (kind IN ('call_back', 'telephone', 'personnel')),
  outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'denied', 'not_reached')),
  at TIMESTAMP NOT NULL,
  note_sealed BLOB NOT NULL
);
CREATE INDEX reference_notes_by_referee ON reference_notes (referee_id);

-- From where a clinician signed in lately: keyed hashes, kept for thirty days.
CREATE TABLE sightings (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  agent TEXT NOT NULL,
  seen_at TIMESTAMP NOT NULL,
  PRIMARY KEY (user_id, source, agent)
);
CREATE INDEX sightings_by_agent ON sightings (agent, seen_at);

-- A letter that the other side refused for good.
ALTER TABLE outbox ADD COLUMN bounced_at TIMESTAMP;
