DROP INDEX audit_reads;
