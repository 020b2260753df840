-- Accounts ---------------------------------------------------------------------------------------
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL DEFAULT '',
  mobile TEXT NOT NULL DEFAULT '',
  lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  role TEXT NOT NULL CHECK (role IN ('clinician', 'unit_manager', 'officer', 'administrator')),
  category TEXT CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  heard_from TEXT NOT NULL DEFAULT '',
  collection_statement TEXT,
  consented_at TIMESTAMP,
  staff_number TEXT UNIQUE,
  password_hash TEXT,
  email_confirmed_at TIMESTAMP,
  disabled_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  CHECK ((role = 'clinician') = (category IS NOT NULL))
);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE known_devices (
  token_hash TEXT PRIMARY KEY NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE account_links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'set_password')),
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  salt TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);

CREATE TABLE throttles (
  bucket TEXT PRIMARY KEY NOT NULL,
  window_started_at TIMESTAMP NOT NULL,
  hits INTEGER NOT NULL
);

CREATE TABLE person_keys (
  user_id BIGINT PRIMARY KEY NOT NULL REFERENCES users (id),
  wrapped BLOB NOT NULL,
  created_at TIMESTAMP NOT NULL
);

-- Organisation: rows with dates, never an enum; clusters merge and hospitals open ------------------
CREATE TABLE clusters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE
);

CREATE TABLE hospitals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cluster_id BIGINT NOT NULL REFERENCES clusters (id),
  code TEXT NOT NULL UNIQUE,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  accident_emergency BOOLEAN NOT NULL,
  regime TEXT NOT NULL CHECK (regime IN ('hk', 'macau', 'lienchiang', 'kaohsiung', 'taitung')),
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE
);

CREATE TABLE specialties (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  profession TEXT NOT NULL CHECK (profession IN ('nurse', 'doctor')),
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL
);

CREATE TABLE units (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  code TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  specialty_id BIGINT NOT NULL REFERENCES specialties (id),
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  UNIQUE (hospital_id, code)
);

CREATE TABLE unit_managers (
  unit_id BIGINT NOT NULL REFERENCES units (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  PRIMARY KEY (unit_id, user_id)
);

CREATE TABLE shift_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id BIGINT NOT NULL REFERENCES units (id),
  band TEXT NOT NULL CHECK (band IN ('A', 'P', 'N')),
  starts_minute INTEGER NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
  length_minutes INTEGER NOT NULL CHECK (length_minutes BETWEEN 60 AND 1440),
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 20)
);

CREATE TABLE rates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  band TEXT NOT NULL CHECK (band IN ('A', 'P', 'N')),
  cents_per_hour BIGINT NOT NULL CHECK (cents_per_hour > 0),
  currency TEXT NOT NULL,
  effective_from DATE NOT NULL,
  UNIQUE (category, band, currency, effective_from)
);

-- Applications and their vetting --------------------------------------------------------------------
CREATE TABLE applications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reference TEXT NOT NULL UNIQUE,
  user_id BIGINT NOT NULL REFERENCES users (id),
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'checking_documents', 'more_information',
    'awaiting_references', 'ready_for_decision', 'approved', 'suspended', 'rejected', 'withdrawn')),
  state_since TIMESTAMP NOT NULL,
  registration_number TEXT NOT NULL DEFAULT '',
  created_at TIMESTAMP NOT NULL,
  submitted_at TIMESTAMP,
  officer_id BIGINT REFERENCES users (id),
  recommended_by BIGINT REFERENCES users (id),
  recommendation TEXT CHECK (recommendation IN ('approve', 'reject')),
  recommendation_reason TEXT NOT NULL DEFAULT '',
  decided_by BIGINT REFERENCES users (id),
  decided_at TIMESTAMP,
  decision_reason TEXT NOT NULL DEFAULT '',
  CHECK (decided_by IS NULL OR recommended_by IS NULL OR decided_by <> recommended_by)
);
CREATE UNIQUE INDEX one_open_application ON applications (user_id) WHERE state NOT IN ('rejected', 'withdrawn');
CREATE INDEX applications_by_state ON applications (state, submitted_at);

CREATE TABLE application_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  at TIMESTAMP NOT NULL,
  actor_id BIGINT REFERENCES users (id),
  actor_role TEXT NOT NULL,
  act TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX application_events_by_application ON application_events (application_id, id);

CREATE TABLE experiences (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  hospital TEXT NOT NULL,
  unit TEXT NOT NULL,
  specialty_id BIGINT NOT NULL REFERENCES specialties (id),
  from_on DATE NOT NULL,
  to_on DATE
);
CREATE INDEX experiences_by_application ON experiences (application_id);

CREATE TABLE approved_specialties (
  application_id BIGINT NOT NULL REFERENCES applications (id),
  specialty_id BIGINT NOT NULL REFERENCES specialties (id),
  PRIMARY KEY (application_id, specialty_id)
);

CREATE TABLE referees (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  hospital TEXT NOT NULL,
  unit TEXT NOT NULL,
  contact TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('named', 'asked', 'opened', 'answered', 'declined')),
  salt TEXT,
  token_hash TEXT UNIQUE,
  asked_at TIMESTAMP,
  expires_at TIMESTAMP,
  opened_at TIMESTAMP,
  answered_at TIMESTAMP,
  answer_sealed BLOB
);
CREATE INDEX referees_by_application ON referees (application_id);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  slot TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  blob TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('uploaded', 'verified', 'returned', 'replaced')),
  expires_on DATE,
  return_reason TEXT,
  return_note TEXT NOT NULL DEFAULT '',
  uploaded_at TIMESTAMP NOT NULL,
  reviewed_by BIGINT REFERENCES users (id),
  reviewed_at TIMESTAMP
);
CREATE INDEX documents_by_application ON documents (application_id);
CREATE UNIQUE INDEX one_current_document ON documents (application_id, slot) WHERE state <> 'replaced';

-- Shifts and bookings -------------------------------------------------------------------------------
CREATE TABLE shifts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id BIGINT NOT NULL REFERENCES units (id),
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  specialty_id BIGINT NOT NULL REFERENCES specialties (id),
  band TEXT NOT NULL CHECK (band IN ('A', 'P', 'N')),
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 20),
  filled INTEGER NOT NULL DEFAULT 0,
  cents_per_hour BIGINT NOT NULL CHECK (cents_per_hour > 0),
  currency TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'cancelled')),
  posted_by BIGINT NOT NULL REFERENCES users (id),
  created_at TIMESTAMP NOT NULL,
  CONSTRAINT shifts_never_overbooked CHECK (filled BETWEEN 0 AND places),
  CHECK (ends_at > starts_at)
);
CREATE INDEX shifts_board ON shifts (category, starts_at, id) WHERE state = 'open';
CREATE INDEX shifts_of_unit ON shifts (unit_id, starts_at);

CREATE TABLE bookings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shift_id BIGINT NOT NULL REFERENCES shifts (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'released')),
  cents_per_hour BIGINT NOT NULL,
  idempotency_key TEXT NOT NULL UNIQUE,
  picked_at TIMESTAMP NOT NULL,
  undo_until TIMESTAMP NOT NULL,
  unit_told_at TIMESTAMP,
  CHECK (ends_at > starts_at)
);
CREATE UNIQUE INDEX one_place_a_member ON bookings (shift_id, user_id) WHERE state = 'held';
CREATE INDEX bookings_of_member ON bookings (user_id, starts_at, ends_at) WHERE state = 'held';

CREATE TRIGGER bookings_never_overlap BEFORE INSERT ON bookings
WHEN NEW.state = 'held' AND EXISTS (
  SELECT 1 FROM bookings
  WHERE user_id = NEW.user_id AND state = 'held' AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
)
BEGIN
  SELECT RAISE(ABORT, 'bookings_never_overlap');
END;

-- The record, the post, the figures -------------------------------------------------------------------
CREATE TABLE audit_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TIMESTAMP NOT NULL,
  actor_id BIGINT,
  actor_role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT,
  detail TEXT NOT NULL DEFAULT '{}'
);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  recipient_id BIGINT REFERENCES users (id),
  address TEXT NOT NULL,
  lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  payload TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  next_attempt_at TIMESTAMP NOT NULL,
  claimed_until TIMESTAMP,
  attempts INTEGER NOT NULL DEFAULT 0,
  sent_at TIMESTAMP,
  parked_at TIMESTAMP,
  last_error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE sent_at IS NULL AND parked_at IS NULL;

CREATE TABLE statistics_snapshots (
  as_at DATE PRIMARY KEY NOT NULL,
  figures TEXT NOT NULL
);
