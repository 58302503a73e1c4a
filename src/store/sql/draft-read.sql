-- draft-read: one draft as it is now; no row when it is gone.
--
-- $1 bigint draft
--
-- revision integer, step integer, configuration text, changed_by text, changed_by_name text,
-- changed_at timestamptz
SELECT d.revision,
       d.step,
       d.configuration::text AS configuration,
       d.changed_by,
       d.changed_by_name,
       d.changed_at
  FROM apoyo.draft_list AS d
 WHERE d.draft = $1::bigint;
