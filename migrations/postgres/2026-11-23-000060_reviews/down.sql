DROP TABLE reviews;
DROP TABLE escalations;
