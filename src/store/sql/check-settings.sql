-- check-settings: the settings of the automatic checks of a process, the newest first.
--
-- $1 integer process
--
-- version integer, document text (JSON), acuerdo text (nullable), reason text (nullable),
-- adopted_by_name text, adopted_at timestamptz, outdated text[]: of the newest, the checks whose limits
-- people set when others shipped
SELECT c.version,
       c.document::text AS document,
       c.acuerdo,
       c.reason,
       c.adopted_by_name,
       c.adopted_at,
       c.outdated
  FROM apoyo.check_settings_list AS c
 WHERE c.process = $1::integer
 ORDER BY c.version DESC;
