DROP TABLE licence_patterns;
