-- A member's calendar feed: only a hash of its address is kept, and the salt that the address is made from.
CREATE TABLE calendar_feeds (
  user_id BIGINT PRIMARY KEY NOT NULL REFERENCES users (id),
  salt TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  level TEXT NOT NULL CHECK (level IN ('busy', 'hospital', 'full')),
  made_at TIMESTAMP NOT NULL
);
