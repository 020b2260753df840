DROP TABLE called_off;
