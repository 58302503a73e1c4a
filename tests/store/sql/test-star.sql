-- test-star: every column of test_row.
SELECT * FROM test_row
