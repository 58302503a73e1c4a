-- change-promovente: corrects a promovente before the process opens.
--
-- $1 integer process
-- $2 integer promovente
-- $3 integer revision that was looked at, null: whatever it is
-- $4 text    name
-- $5 text    folio
-- $6 text    demarcation where it collects
SELECT apoyo.change_promovente ($1::integer, $2::integer, $3::integer, $4::text, $5::text,
                                $6::text);
