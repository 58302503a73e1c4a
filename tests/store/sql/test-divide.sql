-- test-divide: $1 integer is divided by 0.
SELECT $1::integer / 0 AS never
