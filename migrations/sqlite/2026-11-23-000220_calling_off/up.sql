-- A shift that its unit called off: why, in a word of ours and in the unit's own. Whose places ended is
-- kept with the bookings.
CREATE TABLE called_off (
  shift_id BIGINT PRIMARY KEY NOT NULL REFERENCES shifts (id),
  cause TEXT NOT NULL CHECK (cause IN ('fewer_patients', 'own_staff', 'closed', 'mistake', 'other')),
  note TEXT NOT NULL DEFAULT '',
  called_off_by BIGINT NOT NULL REFERENCES users (id),
  called_off_at TIMESTAMP NOT NULL
);
