-- discard-geography: a draft that will not be adopted.
--
-- $1 integer draft
SELECT apoyo.discard_geography ($1::integer);
