-- What an officer declared about an applicant before opening the file; a relation bars them from it.
CREATE TABLE declarations (
  application_id BIGINT NOT NULL REFERENCES applications (id),
  officer_id BIGINT NOT NULL REFERENCES users (id),
  relation TEXT NOT NULL CHECK (relation IN ('none', 'spouse', 'first_degree', 'second_degree', 'third_degree', 'interest')),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, officer_id)
);
CREATE INDEX declarations_of_officer ON declarations (officer_id) WHERE relation <> 'none';
