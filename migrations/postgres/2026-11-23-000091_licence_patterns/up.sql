-- What licence numbers of a profession's body look like, one pattern a line.
CREATE TABLE licence_patterns (
  profession TEXT PRIMARY KEY NOT NULL CHECK (profession IN ('nurse', 'doctor')),
  patterns TEXT NOT NULL
);
