DROP TABLE promotion_candidates;
DROP TABLE promotion_panel;
DROP TABLE promotion_rounds;
