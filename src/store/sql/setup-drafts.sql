-- setup-drafts: the drafts of the assistant, the one changed last first.
--
-- draft bigint, revision int, name text (nullable), kind text (nullable), code text (nullable),
-- step int, simulacro bool, changed_by_name text (nullable), changed_at timestamptz,
-- as_of timestamptz
SELECT d.draft, d.revision, d.name, d.kind, d.code, d.step,
       coalesce((d.configuration ->> 'simulacro')::boolean, false) AS simulacro,
       d.changed_by_name, d.changed_at, pg_catalog.statement_timestamp() AS as_of
  FROM apoyo.draft_list AS d
 ORDER BY d.changed_at DESC, d.draft DESC;
