-- test-count: rows bigint
SELECT count(*) AS rows FROM test_row
