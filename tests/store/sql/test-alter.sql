-- test-alter: changes what a star means.
ALTER TABLE test_row ADD COLUMN IF NOT EXISTS more integer
