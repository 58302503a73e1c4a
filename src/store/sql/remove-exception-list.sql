-- remove-exception-list: takes away a list that no process stands on.
--
-- $1 integer version, $2 text name, $3 integer revision of the list that was looked at
SELECT apoyo.remove_exception_list ($1::integer, $2::text, $3::integer);
