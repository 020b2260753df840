-- What kind of place a unit is, and in which kinds an approval lets somebody work.
ALTER TABLE units ADD COLUMN kind TEXT NOT NULL DEFAULT 'ward' CHECK (kind IN ('ward', 'emergency', 'critical', 'theatre', 'clinic', 'community'));

CREATE TABLE approved_unit_kinds (
  application_id BIGINT NOT NULL REFERENCES applications (id),
  kind TEXT NOT NULL CHECK (kind IN ('ward', 'emergency', 'critical', 'theatre', 'clinic', 'community')),
  PRIMARY KEY (application_id, kind)
);

-- Who was approved before worked in units of any kind.
INSERT INTO approved_unit_kinds (application_id, kind)
SELECT DISTINCT application_id, kind FROM approved_specialties, (
  SELECT 'ward' AS kind UNION SELECT 'emergency' UNION SELECT 'critical' UNION SELECT 'theatre'
  UNION SELECT 'clinic' UNION SELECT 'community') AS kinds;
