DROP TABLE pay_lines;
DROP TABLE pay_runs;
DROP TABLE pay_terms;
DROP TABLE experience_rates;
DROP TABLE attendance;
