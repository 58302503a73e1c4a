-- save-draft: keeps a configuration that is being written.
--
-- $1 bigint  draft, null for a new one
-- $2 integer revision that was seen, null for a new one
-- $3 text    configuration
-- $4 integer step of the assistant
-- $5 text    key of a new one, which is made once however often it is asked for; null for others
--
-- draft bigint, revision integer
SELECT d.draft,
       d.revision
  FROM apoyo.save_draft($1::bigint, $2::integer, $3::text::jsonb, $4::integer,
                        $5::text::uuid) AS d;
