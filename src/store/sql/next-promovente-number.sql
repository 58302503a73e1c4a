-- next-promovente-number: the number that a promovente gets for whom none is given.
--
-- $1 integer process
--
-- number integer
SELECT apoyo.next_promovente_number ($1::integer) AS number;
