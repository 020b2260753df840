DROP TABLE regime_declarations;
