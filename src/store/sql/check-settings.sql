-- check-settings: the settings of the automatic checks of a process, the newest first.
--
-- $1 integer process
--
-- version integer, document text (JSON), acuerdo text (nullable), reason text (nullable),
-- adopted_by_name text, adopted_at timestamptz
SELECT c.version,
       c.document::text AS document,
       c.acuerdo,
       c.reason,
       c.adopted_by_name,
       c.adopted_at
  FROM apoyo.check_settings_list AS c
 WHERE c.process = $1::integer
 ORDER BY c.version DESC;
