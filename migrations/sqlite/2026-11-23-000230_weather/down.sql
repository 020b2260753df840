CREATE TABLE called_off_old (
  shift_id BIGINT PRIMARY KEY NOT NULL REFERENCES shifts (id),
  cause TEXT NOT NULL CHECK (cause IN ('fewer_patients', 'own_staff', 'closed', 'mistake', 'other')),
  note TEXT NOT NULL DEFAULT '',
  called_off_by BIGINT NOT NULL REFERENCES users (id),
  called_off_at TIMESTAMP NOT NULL
);
INSERT INTO called_off_old (shift_id, cause, note, called_off_by, called_off_at)
  SELECT shift_id, CASE cause WHEN 'weather' THEN 'other' ELSE cause END, note, called_off_by, called_off_at
  FROM called_off;
DROP TABLE called_off;
ALTER TABLE called_off_old RENAME TO called_off;
DROP TABLE weather_notices;
