-- store-exception-list: municipalities under a regime of exception; a list of the same name is
-- replaced.
--
-- $1 integer version, $2 text name
-- $3 integer revision of the list that was looked at, 0: a new one
-- $4 text acuerdo, $5 text coding (ine, inegi), $6 text[] codes
--
-- list integer
SELECT apoyo.store_exception_list ($1::integer, $2::text, $3::integer, $4::text, $5::text,
                                   $6::text[]) AS list;
