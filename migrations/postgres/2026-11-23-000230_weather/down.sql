UPDATE called_off SET cause = 'other' WHERE cause = 'weather';
ALTER TABLE called_off DROP CONSTRAINT called_off_cause_check;
ALTER TABLE called_off ADD CONSTRAINT called_off_cause_check
  CHECK (cause IN ('fewer_patients', 'own_staff', 'closed', 'mistake', 'other'));
DROP TABLE weather_notices;
