-- What an administrator set for a hospital; one without a row has the defaults.
CREATE TABLE house_rules (
  hospital_id BIGINT NOT NULL PRIMARY KEY REFERENCES hospitals (id),
  max_shift_minutes INTEGER NOT NULL CHECK (max_shift_minutes BETWEEN 60 AND 1440),
  max_shift_blocks BOOLEAN NOT NULL,
  min_rest_minutes INTEGER NOT NULL CHECK (min_rest_minutes BETWEEN 0 AND 1440),
  min_rest_blocks BOOLEAN NOT NULL,
  max_week_minutes INTEGER NOT NULL CHECK (max_week_minutes BETWEEN 60 AND 10080),
  max_week_blocks BOOLEAN NOT NULL,
  rest_days INTEGER NOT NULL CHECK (rest_days BETWEEN 0 AND 6),
  rest_days_blocks BOOLEAN NOT NULL,
  working_regime TEXT NOT NULL CHECK (working_regime IN ('normal', 'rotating')),
  agreed_extension BOOLEAN NOT NULL
);
