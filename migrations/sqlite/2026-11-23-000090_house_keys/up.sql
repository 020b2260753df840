-- Secrets of the house's own, wrapped by the instance key: what signs links and forms outlives its change.
CREATE TABLE house_keys (
  name TEXT PRIMARY KEY NOT NULL,
  wrapped BLOB NOT NULL
);
