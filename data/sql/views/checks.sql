-- checks: the settings of the automatic checks of each process, every version.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.check_settings_list;

CREATE VIEW apoyo.check_settings_list WITH (security_barrier) AS
SELECT c.process, c.version, c.document, c.acuerdo, c.reason, c.adopted_by::text AS adopted_by,
       apoyo.display_name(c.adopted_by) AS adopted_by_name, c.adopted_at, c.outdated
  FROM apoyo.check_settings AS c;

RESET ROLE;
