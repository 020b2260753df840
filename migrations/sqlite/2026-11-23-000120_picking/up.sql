-- A place may wait for the unit's word, and what becomes of it is kept with its reason.
ALTER TABLE bookings ADD COLUMN confirm_by TIMESTAMP;
ALTER TABLE bookings ADD COLUMN confirmed_at TIMESTAMP;
ALTER TABLE bookings ADD COLUMN reminded_at TIMESTAMP;
ALTER TABLE bookings ADD COLUMN released_at TIMESTAMP;
ALTER TABLE bookings ADD COLUMN released_why TEXT;
ALTER TABLE bookings ADD COLUMN released_note TEXT NOT NULL DEFAULT '';
ALTER TABLE bookings ADD COLUMN coming_asked_at TIMESTAMP;
ALTER TABLE bookings ADD COLUMN coming_at TIMESTAMP;
CREATE INDEX bookings_to_confirm ON bookings (confirm_by) WHERE state = 'held' AND confirmed_at IS NULL;

-- Places that are offered to somebody on the waiting list are kept for them until they answer.
ALTER TABLE shifts ADD COLUMN offered INTEGER NOT NULL DEFAULT 0
  CONSTRAINT shifts_never_overoffered CHECK (offered >= 0 AND filled + offered <= places);

CREATE TABLE waiting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shift_id BIGINT NOT NULL REFERENCES shifts (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  joined_at TIMESTAMP NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'taken', 'left', 'declined', 'expired', 'skipped')),
  offer_until TIMESTAMP
);
CREATE UNIQUE INDEX one_wait_a_member ON waiting (shift_id, user_id) WHERE state IN ('waiting', 'offered');
CREATE INDEX waiting_offers ON waiting (offer_until) WHERE state = 'offered';

-- A place is handed to a colleague, or exchanged for theirs; the unit agrees.
CREATE TABLE handovers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  booking_id BIGINT NOT NULL REFERENCES bookings (id),
  giver_id BIGINT NOT NULL REFERENCES users (id),
  taker_id BIGINT NOT NULL REFERENCES users (id),
  back_booking_id BIGINT REFERENCES bookings (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'agreed', 'refused', 'declined', 'withdrawn')),
  asked_at TIMESTAMP NOT NULL,
  settled_at TIMESTAMP,
  settled_by BIGINT REFERENCES users (id)
);
CREATE UNIQUE INDEX one_handover_a_place ON handovers (booking_id) WHERE state IN ('asked', 'accepted');
CREATE INDEX handovers_of_taker ON handovers (taker_id) WHERE state IN ('asked', 'accepted');
