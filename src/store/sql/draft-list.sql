-- draft-list: the drafts, the one changed last first.
--
-- draft bigint, revision integer, name text, kind text, code text (these three nullable),
-- step integer, configuration text, changed_by text, changed_by_name text, changed_at timestamptz
SELECT d.draft,
       d.revision,
       d.name,
       d.kind,
       d.code,
       d.step,
       d.configuration::text AS configuration,
       d.changed_by,
       d.changed_by_name,
       d.changed_at
  FROM apoyo.draft_list AS d
 ORDER BY d.changed_at DESC, d.draft DESC;
