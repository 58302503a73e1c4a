-- create-configured-process: makes the process of a configuration; its draft goes.
--
-- $1 text    configuration
-- $2 bigint  draft, null without one
-- $3 integer revision of the draft that was seen, null without one
--
-- process integer
SELECT apoyo.create_configured_process($1::text::jsonb, $2::bigint, $3::integer) AS process;
