CREATE TABLE sites (id INTEGER, name TEXT, lat REAL, lon REAL);
INSERT INTO sites VALUES (1, 'North base', 54.7, 20.5);
