DROP TABLE asked_facts;
