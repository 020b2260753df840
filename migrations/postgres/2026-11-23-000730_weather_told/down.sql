DROP TABLE weather_told;
