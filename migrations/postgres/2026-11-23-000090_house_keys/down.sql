DROP TABLE house_keys;
