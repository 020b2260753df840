-- What came of a place: the member's own signatures, the times that the unit stands for, and what the
-- member says of them.
CREATE TABLE attendance (
  booking_id BIGINT PRIMARY KEY NOT NULL REFERENCES bookings (id),
  state TEXT NOT NULL CHECK (state IN ('signed', 'recorded', 'authorised', 'agreed', 'queried')),
  signed_in_at TIMESTAMP,
  signed_out_at TIMESTAMP,
  from_at TIMESTAMP,
  to_at TIMESTAMP,
  reason TEXT NOT NULL DEFAULT '',
  query TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT '',
  authorised_by BIGINT REFERENCES users (id),
  authorised_at TIMESTAMP,
  settled_at TIMESTAMP,
  CHECK (state = 'signed' OR (from_at IS NOT NULL AND to_at IS NOT NULL)),
  CHECK (to_at > from_at),
  CHECK (state NOT IN ('authorised', 'agreed', 'queried') OR authorised_by IS NOT NULL)
);
CREATE INDEX attendance_by_state ON attendance (state, authorised_at);

-- What years of experience add to an hour. A row that came after a pick never counts for it.
CREATE TABLE experience_rates (
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  currency TEXT NOT NULL,
  from_years INTEGER NOT NULL CHECK (from_years BETWEEN 1 AND 60),
  extra_cents_per_hour BIGINT NOT NULL CHECK (extra_cents_per_hour > 0),
  effective_from DATE NOT NULL,
  created_at TIMESTAMP NOT NULL,
  PRIMARY KEY (category, currency, from_years, effective_from)
);

-- What a regime's pay rules need of a hospital: the salary that Macau's shift allowance is a share of,
-- the minimum wage and level that Kaohsiung's hourly wage is made of. In whole units of its currency.
CREATE TABLE pay_terms (
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  category TEXT NOT NULL CHECK (category IN ('en_general', 'rn_general', 'doctor_non_specialist', 'doctor_specialist')),
  effective_from DATE NOT NULL,
  monthly_salary INTEGER CHECK (monthly_salary > 0),
  minimum_hourly_wage INTEGER CHECK (minimum_hourly_wage > 0),
  hourly_level INTEGER CHECK (hourly_level >= 0),
  PRIMARY KEY (hospital_id, category, effective_from)
);

-- A payroll export: made by one person, released by another.
CREATE TABLE pay_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('made', 'released', 'paid', 'discarded')),
  made_by BIGINT NOT NULL REFERENCES users (id),
  made_at TIMESTAMP NOT NULL,
  settled_by BIGINT REFERENCES users (id),
  settled_at TIMESTAMP,
  paid_by BIGINT REFERENCES users (id),
  paid_at TIMESTAMP,
  CHECK (state NOT IN ('released', 'paid') OR (settled_by IS NOT NULL AND settled_by <> made_by)),
  CHECK (state <> 'paid' OR paid_by IS NOT NULL)
);

-- What is paid, with how it was reckoned: the hours of one place, or a month's allowance.
CREATE TABLE pay_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  booking_id BIGINT REFERENCES bookings (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  hospital_id BIGINT NOT NULL REFERENCES hospitals (id),
  regime TEXT NOT NULL,
  month DATE NOT NULL,
  cents BIGINT NOT NULL,
  currency TEXT NOT NULL,
  working TEXT NOT NULL,
  reckoned_at TIMESTAMP NOT NULL,
  run_id BIGINT REFERENCES pay_runs (id)
);
CREATE UNIQUE INDEX one_line_a_place ON pay_lines (booking_id) WHERE booking_id IS NOT NULL;
CREATE UNIQUE INDEX one_open_allowance ON pay_lines (user_id, hospital_id, month) WHERE booking_id IS NULL AND run_id IS NULL;
CREATE INDEX pay_lines_of_member ON pay_lines (user_id, month);
CREATE INDEX pay_lines_of_run ON pay_lines (run_id);
