-- Who was told that a notice about the weather began: they hear when it ends.
CREATE TABLE weather_told (
  notice_id BIGINT NOT NULL REFERENCES weather_notices (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  PRIMARY KEY (notice_id, user_id)
);
