-- rename-exception-list: another name for a list that no process stands on.
--
-- $1 integer version, $2 text name, $3 integer revision of the list that was looked at
-- $4 text new name
SELECT apoyo.rename_exception_list ($1::integer, $2::text, $3::integer, $4::text);
