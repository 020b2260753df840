-- The office asks a member whether they can take a shift: once a member and shift. What they answer is
-- their pick, or that they would rather not.
CREATE TABLE shift_invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  shift_id BIGINT NOT NULL REFERENCES shifts (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  invited_by BIGINT NOT NULL REFERENCES users (id),
  invited_at TIMESTAMP NOT NULL,
  declined_at TIMESTAMP,
  UNIQUE (shift_id, user_id)
);
CREATE INDEX shift_invitations_of_member ON shift_invitations (user_id, invited_at);
