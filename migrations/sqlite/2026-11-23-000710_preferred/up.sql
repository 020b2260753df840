-- People whom a unit would have first: they have worked there. A shift may be theirs alone for a while.
CREATE TABLE preferred_members (
  unit_id BIGINT NOT NULL REFERENCES units (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  added_by BIGINT NOT NULL REFERENCES users (id),
  added_at TIMESTAMP NOT NULL,
  PRIMARY KEY (unit_id, user_id)
);
CREATE INDEX preferred_units_of_member ON preferred_members (user_id);
ALTER TABLE shifts ADD COLUMN preferred_until TIMESTAMP;
