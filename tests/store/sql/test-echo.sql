-- test-echo: $1 text. size integer, value text
SELECT length($1::text) AS size, $1::text AS value
