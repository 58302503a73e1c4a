-- adopt-promoventes: registers the promoventes of an import, all or none.
--
-- $1 integer process
-- $2 bigint  import
--
-- promoventes integer
SELECT apoyo.adopt_promoventes ($1::integer, $2::bigint) AS promoventes;
