-- test-answer: $1 integer and one more. answer integer, missing text (nullable)
SELECT $1::integer + 1 AS answer, NULL::text AS missing
