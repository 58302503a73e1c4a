-- configuration: the kinds of process, and the drafts of configurations.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.kind_list, apoyo.draft_list;

CREATE VIEW apoyo.kind_list WITH (security_barrier) AS
SELECT k.place, k.kind, k.document, k.basis, k.window_days, k.promovente_word
  FROM apoyo.kind AS k;

CREATE VIEW apoyo.draft_list WITH (security_barrier) AS
SELECT d.id AS draft, d.revision, d.configuration ->> 'name' AS name,
       d.configuration ->> 'kind' AS kind, d.configuration ->> 'code' AS code, d.step,
       d.configuration, d.changed_by::text AS changed_by,
       apoyo.display_name(d.changed_by) AS changed_by_name, d.changed_at
  FROM apoyo.draft AS d
 WHERE d.discarded_at IS NULL;

RESET ROLE;
