-- Somebody did not come, as the unit says. A person of the office reviews it; no points are counted.
CREATE TABLE absences (
  booking_id BIGINT PRIMARY KEY NOT NULL REFERENCES bookings (id),
  state TEXT NOT NULL CHECK (state IN ('reported', 'excused', 'upheld')),
  note TEXT NOT NULL,
  reported_by BIGINT NOT NULL REFERENCES users (id),
  reported_at TIMESTAMP NOT NULL,
  word TEXT NOT NULL DEFAULT '',
  word_at TIMESTAMP,
  reviewed_by BIGINT REFERENCES users (id),
  reviewed_at TIMESTAMP,
  verdict TEXT NOT NULL DEFAULT '',
  CHECK (state = 'reported' OR (reviewed_by IS NOT NULL AND reviewed_by <> reported_by))
);
CREATE INDEX absences_open ON absences (reported_at) WHERE state = 'reported';

-- What the unit and the member say of each other after a shift; each reads the other's.
CREATE TABLE feedback (
  booking_id BIGINT NOT NULL REFERENCES bookings (id),
  side TEXT NOT NULL CHECK (side IN ('unit', 'member')),
  again BOOLEAN NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  given_by BIGINT NOT NULL REFERENCES users (id),
  given_at TIMESTAMP NOT NULL,
  PRIMARY KEY (booking_id, side)
);
