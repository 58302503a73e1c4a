-- test-series: $1 integer rows, $2 integer the row that fails (0 none). n integer, filler text
SELECT g AS n, repeat('x', 100) AS filler, 1 / (CASE WHEN g = $2::integer THEN 0 ELSE 1 END) AS one
  FROM (SELECT generate_series(1, $1::integer) AS g) AS series
