-- What the virus scanner said of a document; what waits or was found is shown to nobody.
ALTER TABLE documents ADD COLUMN scan TEXT NOT NULL DEFAULT 'not_asked'
  CHECK (scan IN ('not_asked', 'pending', 'clean', 'infected'));
CREATE INDEX documents_to_scan ON documents (id) WHERE scan = 'pending';

-- At which documents an officer looked lately; bulk reading stops (R12).
CREATE TABLE document_looks (
  officer_id BIGINT NOT NULL REFERENCES users (id),
  document_id BIGINT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  looked_at TIMESTAMP NOT NULL,
  PRIMARY KEY (officer_id, document_id)
);

-- Why an officer needed to read many at once, and until when that counts.
CREATE TABLE bulk_readings (
  officer_id BIGINT PRIMARY KEY NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  until TIMESTAMP NOT NULL,
  alerted_at TIMESTAMP
);
