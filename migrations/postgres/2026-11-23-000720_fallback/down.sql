DROP TABLE shift_fallbacks;
