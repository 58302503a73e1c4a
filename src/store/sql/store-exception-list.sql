-- store-exception-list: municipalities under a regime of exception; a list of the same name is
-- replaced.
--
-- $1 integer version, $2 text name, $3 text acuerdo, $4 text coding (ine, inegi), $5 text[] codes
--
-- list integer
SELECT apoyo.store_exception_list ($1::integer, $2::text, $3::text, $4::text, $5::text[]) AS list;
