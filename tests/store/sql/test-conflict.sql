-- test-conflict: breaks a primary key.
INSERT INTO test_row (id) VALUES ($1::integer), ($1::integer)
