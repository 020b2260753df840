-- Where locum work turns into a contract. The regime is that of the day on which it was opened.
CREATE TABLE engagements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  regime TEXT NOT NULL CHECK (regime IN ('macau', 'lienchiang', 'kaohsiung', 'taitung')),
  state TEXT NOT NULL CHECK (state IN ('reserve', 'probation', 'engaged', 'ended')),
  starts_on DATE NOT NULL,
  opened_by BIGINT NOT NULL REFERENCES users (id),
  opened_at TIMESTAMP NOT NULL,
  state_since TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX one_engagement_a_hospital ON engagements (user_id, hospital_id) WHERE state <> 'ended';
CREATE INDEX engagements_by_hospital ON engagements (hospital_id);

-- What was reckoned and decided: a question of the regime with what was given. The answer is asked anew
-- whenever it is shown, so it cannot disagree with the rules.
CREATE TABLE engagement_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  engagement_id BIGINT NOT NULL REFERENCES engagements (id),
  question TEXT NOT NULL,
  given TEXT NOT NULL,
  due_on DATE,
  entered_by BIGINT NOT NULL REFERENCES users (id),
  entered_at TIMESTAMP NOT NULL,
  confirmed_by BIGINT REFERENCES users (id),
  confirmed_at TIMESTAMP,
  reminded_at TIMESTAMP,
  CONSTRAINT two_people CHECK (confirmed_by IS NULL OR confirmed_by <> entered_by)
);
CREATE INDEX entries_of_engagement ON engagement_entries (engagement_id, id);
CREATE INDEX entries_due ON engagement_entries (due_on) WHERE reminded_at IS NULL;

CREATE TABLE leave_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  engagement_id BIGINT NOT NULL REFERENCES engagements (id),
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused')),
  asked_at TIMESTAMP NOT NULL,
  decided_by BIGINT REFERENCES users (id),
  decided_at TIMESTAMP,
  CHECK (last_day >= first_day)
);
CREATE INDEX leave_of_engagement ON leave_requests (engagement_id, first_day);
