-- test-copy: rows of test_row, one number a line.
COPY test_row (id) FROM STDIN
