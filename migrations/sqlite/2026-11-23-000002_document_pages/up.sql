-- The pages of a PDF as pictures, drawn by us and sealed like the original; officers look at these.
CREATE TABLE document_pages (
  document_id BIGINT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 20),
  blob TEXT NOT NULL UNIQUE,
  PRIMARY KEY (document_id, number)
);
