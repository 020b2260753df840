-- For development only: enquiries in the newer states fall back to asked.
ALTER TABLE outbox DROP COLUMN bounced_at;
DROP TABLE sightings;
DROP TABLE reference_notes;
DROP INDEX referees_waiting;
UPDATE referees SET state = 'asked' WHERE state IN ('bounced', 'expired', 'redirected', 'refuted', 'given_up');
