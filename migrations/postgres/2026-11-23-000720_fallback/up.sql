-- Places of a shift that stay free may go to another category of the same profession from a moment on: to a
-- new shift, at that category's rate.
CREATE TABLE shift_fallbacks (
  shift_id BIGINT PRIMARY KEY NOT NULL REFERENCES shifts (id),
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  applies_at TIMESTAMP NOT NULL,
  settled_at TIMESTAMP,
  moved_to BIGINT REFERENCES shifts (id),
  CHECK (moved_to IS NULL OR settled_at IS NOT NULL)
);
CREATE INDEX shift_fallbacks_due ON shift_fallbacks (applies_at) WHERE settled_at IS NULL;
