-- 13-kinds: the kinds of process: the rule that the law gives each to begin with, and the article
-- that each of its members stands on. Core's apoyo_rule_new_for_kind() says the same.
--
-- Where no law names a figure the process's own convocatoria does, or the law of the entity.
-- "counting.GROUND" is the article by which a support does not count for that ground; where there is
-- none, apoyo.counting_articles() gives that of the member the ground follows from: the base names the
-- list that a person has to be on, the review what images have to show.
SET ROLE apoyo_owner;

WITH common (document, basis) AS (VALUES (
  '{"joint": false, "base": "nominal_list", "rounding": "ceiling", "duplicates": "first",
    "exclusive": true, "models": ["E", "F", "G", "H"], "modalities": ["auxiliary", "self"],
    "grace_hours": 24, "review": {"model": "all"}, "withdrawal": false, "hearing_days": 5,
    "time_zone": "America/Mexico_City"}'::jsonb,
  '{"joint": "convocatoria", "base": "convocatoria", "cutoff": "convocatoria",
    "scope": "convocatoria", "duplicates": "convocatoria", "exclusive": "convocatoria",
    "models": "convocatoria", "modalities": "convocatoria", "exception_list": "convocatoria",
    "grace_hours": "convocatoria", "review": "convocatoria", "withdrawal": "convocatoria",
    "hearing_days": "convocatoria", "time_zone": "convocatoria", "cell_level": "convocatoria",
    "window": "convocatoria"}'::jsonb)
), kind (place, kind, window_days, word, document, basis) AS (VALUES
  (1, 'revocation', 0, 'promovente',
   '{"joint": true, "scope": "country", "percentage": "3",
     "dispersion": {"level": "entity", "at_least": 17, "percentage": "3"}, "withdrawal": true,
     "cell_level": "entity"}'::jsonb,
   '{"base": "LFRM art. 7", "percentage": "CPEUM art. 35-IX; LFRM art. 7",
     "rounding": "LFRM art. 7", "dispersion": "CPEUM art. 35-IX; LFRM art. 7",
     "scope": "CPEUM art. 35-IX", "counting.not_found": "LFRM arts. 21-26",
     "counting.dropped": "LFRM arts. 21-26", "counting.not_on_roll": "LFRM arts. 21-26",
     "counting.inconsistent": "Lineamientos de RM, Anexo Técnico"}'::jsonb),
  (2, 'presidency', 120, 'aspirante',
   '{"scope": "country", "percentage": "1",
     "dispersion": {"level": "entity", "at_least": 17, "percentage": "1"},
     "cell_level": "entity"}',
   '{"base": "LGIPE art. 371.1", "cutoff": "LGIPE art. 371.1", "scope": "LGIPE art. 371.1",
     "percentage": "LGIPE art. 371.1", "rounding": "LGIPE art. 371.1",
     "dispersion": "LGIPE art. 371.1", "duplicates": "LGIPE art. 385.2",
     "exclusive": "LGIPE art. 385.2", "hearing_days": "SUP-JDC-186/2018",
     "counting.not_found": "LGIPE art. 385.2.a", "counting.dropped": "LGIPE art. 385.2.e",
     "counting.not_on_roll": "LGIPE art. 385.2.e",
     "counting.inconsistent": "LGIPE art. 385.2.a, b",
     "counting.duplicate_same": "LGIPE art. 385.2.f",
     "counting.duplicate_other": "LGIPE art. 385.2.g"}'),
  (3, 'senate', 90, 'aspirante',
   '{"scope": "entity", "percentage": "2",
     "dispersion": {"level": "federal_district", "fraction": "1/2", "percentage": "1"},
     "cell_level": "federal_district"}',
   '{"base": "LGIPE art. 371.2", "cutoff": "LGIPE art. 371.2", "scope": "LGIPE art. 371.2",
     "percentage": "LGIPE art. 371.2", "rounding": "LGIPE art. 371.2",
     "dispersion": "LGIPE art. 371.2", "duplicates": "LGIPE art. 385.2",
     "exclusive": "LGIPE art. 385.2", "hearing_days": "SUP-JDC-186/2018",
     "counting.not_found": "LGIPE art. 385.2.a", "counting.dropped": "LGIPE art. 385.2.e",
     "counting.not_on_roll": "LGIPE art. 385.2.e",
     "counting.out_of_scope": "LGIPE art. 385.2.c",
     "counting.inconsistent": "LGIPE art. 385.2.a, b",
     "counting.duplicate_same": "LGIPE art. 385.2.f",
     "counting.duplicate_other": "LGIPE art. 385.2.g"}'),
  (4, 'federal_deputy', 60, 'aspirante',
   '{"scope": "federal_district", "percentage": "2",
     "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"},
     "cell_level": "section"}',
   '{"base": "LGIPE art. 371.3", "cutoff": "LGIPE art. 371.3", "scope": "LGIPE art. 371.3",
     "percentage": "LGIPE art. 371.3", "rounding": "LGIPE art. 371.3",
     "dispersion": "LGIPE art. 371.3", "duplicates": "LGIPE art. 385.2",
     "exclusive": "LGIPE art. 385.2", "hearing_days": "SUP-JDC-186/2018",
     "counting.not_found": "LGIPE art. 385.2.a", "counting.dropped": "LGIPE art. 385.2.e",
     "counting.not_on_roll": "LGIPE art. 385.2.e",
     "counting.out_of_scope": "LGIPE art. 385.2.d",
     "counting.inconsistent": "LGIPE art. 385.2.a, b",
     "counting.duplicate_same": "LGIPE art. 385.2.f",
     "counting.duplicate_other": "LGIPE art. 385.2.g"}'),
  (5, 'governorship', 0, 'aspirante',
   '{"scope": "entity", "percentage": "3", "cell_level": "entity"}',
   '{"base": "legislación local", "cutoff": "legislación local", "scope": "legislación local",
     "percentage": "legislación local", "rounding": "legislación local",
     "dispersion": "legislación local", "duplicates": "legislación local",
     "exclusive": "legislación local", "window": "legislación local"}'),
  (6, 'local_deputy', 0, 'aspirante',
   '{"scope": "local_district", "percentage": "3", "cell_level": "local_district"}',
   '{"base": "legislación local", "cutoff": "legislación local", "scope": "legislación local",
     "percentage": "legislación local", "rounding": "legislación local",
     "dispersion": "legislación local", "duplicates": "legislación local",
     "exclusive": "legislación local", "window": "legislación local"}'),
  (7, 'municipality', 0, 'aspirante',
   '{"scope": "municipality", "percentage": "3", "cell_level": "municipality"}',
   '{"base": "legislación local", "cutoff": "legislación local", "scope": "legislación local",
     "percentage": "legislación local", "rounding": "legislación local",
     "dispersion": "legislación local", "duplicates": "legislación local",
     "exclusive": "legislación local", "window": "legislación local"}'),
  (8, 'consultation', 0, 'promovente',
   '{"scope": "country", "percentage": "2", "exclusive": false, "cell_level": "entity"}',
   '{"base": "CPEUM art. 35-VIII; LFCP arts. 12-14",
     "percentage": "CPEUM art. 35-VIII; LFCP arts. 12-14",
     "rounding": "CPEUM art. 35-VIII; LFCP arts. 12-14",
     "dispersion": "CPEUM art. 35-VIII; LFCP arts. 12-14", "duplicates": "LFCP art. 34"}'),
  (9, 'initiative', 0, 'promovente',
   '{"scope": "country", "percentage": "0.13", "exclusive": false, "cell_level": "entity"}',
   '{"base": "CPEUM art. 71-IV; LOCGEUM arts. 130-133",
     "percentage": "CPEUM art. 71-IV; LOCGEUM arts. 130-133",
     "rounding": "CPEUM art. 71-IV; LOCGEUM arts. 130-133",
     "dispersion": "CPEUM art. 71-IV; LOCGEUM arts. 130-133",
     "counting.not_found": "LOCGEUM art. 132", "counting.dropped": "LOCGEUM art. 132",
     "counting.not_on_roll": "LOCGEUM art. 132"}'),
  (10, 'party', 0, 'organización',
   '{"base": "roll", "scope": "country", "percentage": "0.26", "duplicates": "last",
     "cell_level": "entity"}',
   '{"base": "LGPP art. 10", "cutoff": "LGPP art. 10", "percentage": "LGPP art. 10",
     "rounding": "LGPP art. 10", "dispersion": "LGPP arts. 10 y 12",
     "duplicates": "LGPP art. 18", "exclusive": "LGPP art. 18",
     "counting.inconsistent": "Instructivo PPN"}')
)
INSERT INTO apoyo.kind (kind, place, document, basis, window_days, promovente_word)
SELECT k.kind, k.place, jsonb_build_object('kind', k.kind) || c.document || k.document,
       c.basis || k.basis, k.window_days, k.word
  FROM kind AS k
 CROSS JOIN common AS c
ON CONFLICT (kind) DO UPDATE
  SET place = excluded.place, document = excluded.document, basis = excluded.basis,
      window_days = excluded.window_days, promovente_word = excluded.promovente_word;

-- A rule's members one by one, by the names that reasons are given under: what the dispersion and
-- the review say stands apart, and "so many" and "such a share" of the demarcations are one.
CREATE OR REPLACE FUNCTION apoyo.rule_members(p_rule jsonb)
RETURNS TABLE (member text, value jsonb) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN i.key IS NULL THEN m.key
              WHEN i.key IN ('at_least', 'fraction') THEN 'dispersion.needed'
              ELSE m.key || '.' || i.key END,
         coalesce(i.value, m.value)
    FROM jsonb_each(CASE WHEN jsonb_typeof(p_rule) = 'object' THEN p_rule ELSE '{}' END) AS m
    LEFT JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(m.value) = 'object' THEN m.value
                                      ELSE '{}' END) AS i ON i.value <> 'null'
   WHERE m.value <> 'null';
END;

-- The members in which a rule is not what the law gives its kind. Those that are technical, or
-- that every process says for itself, need no reason and are left out; a dispersion or a sample
-- that the law does not have at all is one change.
CREATE OR REPLACE FUNCTION apoyo.rule_changes(p_rule jsonb)
RETURNS TABLE (member text, by_law jsonb, value jsonb) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c.member, c.by_law, c.value
    FROM (SELECT coalesce(n.member, o.member) AS member, o.value AS by_law, n.value AS value
            FROM (SELECT m.* FROM apoyo.kind AS k, apoyo.rule_members(k.document) AS m
                   WHERE k.kind = p_rule ->> 'kind') AS o
            FULL JOIN apoyo.rule_members(p_rule) AS n ON n.member = o.member) AS c
   WHERE c.by_law IS DISTINCT FROM c.value
     AND c.member NOT IN ('kind', 'cutoff', 'time_zone', 'cell_level', 'exception_list')
     AND (c.member IN ('dispersion.level', 'review.model')
          OR c.member NOT LIKE '%.%'
          OR (c.by_law IS NOT NULL AND c.value IS NOT NULL))
   ORDER BY c.member COLLATE "C";
$$;

-- The article by which a support of the kind does or does not count, for each situation: the law's
-- own where it has one, else what the kind's rule about it stands on.
CREATE OR REPLACE FUNCTION apoyo.counting_articles(p_kind text)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_object_agg(g.ground, coalesce(k.basis ->> ('counting.' || g.ground),
                                             k.basis ->> g.member, k.basis ->> 'base'))
    FROM apoyo.kind AS k,
         (VALUES ('not_verified', 'review'), ('withdrawn', 'withdrawal'), ('late', 'window'),
                 ('not_found', 'base'), ('dropped', 'base'), ('not_on_roll', 'base'),
                 ('out_of_scope', 'scope'), ('out_of_exception', 'exception_list'),
                 ('inconsistent', 'review'), ('processing', 'review'), ('in_review', 'review'),
                 ('duplicate_same', 'duplicates'), ('duplicate_other', 'exclusive'),
                 ('valid', 'base')) AS g (ground, member)
   WHERE k.kind = p_kind;
$$;

-- Those of the rules that were there before a rule kept its own.
UPDATE apoyo.rule AS r SET articles = apoyo.counting_articles(r.document ->> 'kind')
 WHERE r.articles IS NULL;

RESET ROLE;
