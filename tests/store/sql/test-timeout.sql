-- test-timeout: lets no later statement run for long.
SET statement_timeout = 200
