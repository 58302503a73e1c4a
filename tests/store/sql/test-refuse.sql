-- test-refuse: what a command says when it refuses.
SELECT test_refuse($1::text) AS never
