DROP TABLE bulk_readings;
DROP TABLE document_looks;
DROP INDEX documents_to_scan;
ALTER TABLE documents DROP COLUMN scan;
