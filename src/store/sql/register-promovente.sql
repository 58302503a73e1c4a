-- register-promovente: adds a promovente to a process.
--
-- $1 integer process
-- $2 integer number, null: the next
-- $3 text    folio, null: made of the process's code and the number
-- $4 text    name
-- $5 text    demarcation where it collects, null: the only one there is
--
-- promovente integer
SELECT apoyo.register_promovente ($1::integer, $2::integer, $3::text, $4::text, $5::text)
         AS promovente;
