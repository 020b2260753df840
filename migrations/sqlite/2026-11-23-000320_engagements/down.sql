DROP TABLE leave_requests;
DROP TABLE engagement_entries;
DROP TABLE engagements;
