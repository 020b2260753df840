-- A typhoon or a rainstorm: for a day, in one cluster or in all.
CREATE TABLE weather_notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  signal TEXT NOT NULL CHECK (signal IN ('typhoon_8', 'typhoon_9', 'typhoon_10', 'rain_red', 'rain_black')),
  cluster_id BIGINT REFERENCES clusters (id),
  on_day DATE NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  posted_by BIGINT NOT NULL REFERENCES users (id),
  posted_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP
);
CREATE INDEX weather_notices_by_day ON weather_notices (on_day);

-- It is one more reason to call a shift off.
CREATE TABLE called_off_new (
  shift_id BIGINT PRIMARY KEY NOT NULL REFERENCES shifts (id),
  cause TEXT NOT NULL CHECK (cause IN ('fewer_patients', 'own_staff', 'closed', 'weather', 'mistake', 'other')),
  note TEXT NOT NULL DEFAULT '',
  called_off_by BIGINT NOT NULL REFERENCES users (id),
  called_off_at TIMESTAMP NOT NULL
);
INSERT INTO called_off_new (shift_id, cause, note, called_off_by, called_off_at)
  SELECT shift_id, cause, note, called_off_by, called_off_at FROM called_off;
DROP TABLE called_off;
ALTER TABLE called_off_new RENAME TO called_off;
