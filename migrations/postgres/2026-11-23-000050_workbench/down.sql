DROP TABLE officer_settings;
DROP TABLE office_views;
DROP TABLE canned_reasons;
DROP INDEX applications_by_officer;
DROP TABLE file_notes;
DROP TABLE document_checks;
