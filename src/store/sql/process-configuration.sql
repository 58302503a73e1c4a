-- process-configuration: the whole configuration of a process as one document.
--
-- $1 integer process
-- $2 boolean with its promoventes
--
-- configuration text
SELECT apoyo.process_configuration($1::integer, $2::boolean)::text AS configuration;
