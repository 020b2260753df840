-- A round of promotion (Taitung): for which post, who sits on the panel, who takes part, who was chosen.
CREATE TABLE promotion_rounds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  post TEXT NOT NULL CHECK (post IN ('junior_officer', 'officer', 'senior_officer')),
  lower_total INTEGER NOT NULL CHECK (lower_total >= 0),
  selection_on DATE NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'listed', 'appointed', 'void')),
  appointed BIGINT REFERENCES engagements (id),
  opened_by BIGINT NOT NULL REFERENCES users (id),
  opened_at TIMESTAMP NOT NULL,
  state_since TIMESTAMP NOT NULL,
  CONSTRAINT who_was_appointed CHECK ((state = 'appointed') = (appointed IS NOT NULL))
);

CREATE TABLE promotion_panel (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  round_id BIGINT NOT NULL REFERENCES promotion_rounds (id),
  name TEXT NOT NULL,
  kin_degree INTEGER CHECK (kin_degree BETWEEN 0 AND 9),
  recused BOOLEAN NOT NULL
);
CREATE INDEX panel_of_round ON promotion_panel (round_id, id);

CREATE TABLE promotion_candidates (
  round_id BIGINT NOT NULL REFERENCES promotion_rounds (id),
  engagement_id BIGINT NOT NULL REFERENCES engagements (id),
  PRIMARY KEY (round_id, engagement_id)
);
