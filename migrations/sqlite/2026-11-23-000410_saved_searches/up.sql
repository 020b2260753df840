-- A filter of the board that a member keeps, and whether they hear of what is new in it.
CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  told TEXT NOT NULL CHECK (told IN ('never', 'daily', 'at_once')),
  -- The newest shift that was looked at.
  seen_id BIGINT NOT NULL,
  looked_at TIMESTAMP NOT NULL,
  told_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_searches_of_person ON saved_searches (user_id, id);
