-- begin-people-import: begins an import of promoventes or auxiliaries of a process.
--
-- $1 text    promoventes or auxiliaries
-- $2 integer process
--
-- import bigint
SELECT apoyo.begin_people_import ($1::text, $2::integer) AS import;
