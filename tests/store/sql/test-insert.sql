-- test-insert: $1 integer
INSERT INTO test_row (id) VALUES ($1::integer) RETURNING id
