DROP TABLE feedback;
DROP TABLE absences;
