-- intake-fixture: a small country, two open processes and one that is over, and auxiliaries whose
-- keys the tests know. Runs as the superuser of a private cluster.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE ROLE tester LOGIN;
CREATE ROLE second LOGIN;
GRANT apoyo_setup TO tester, second;
INSERT INTO apoyo.staff (role, display_name) VALUES ('tester', 'Tester'), ('second', 'Second');
INSERT INTO apoyo.staff_scope (role) VALUES ('tester'), ('second');

SET SESSION AUTHORIZATION tester;
SELECT apoyo.sign_in('test', 'test') \g /dev/null
SELECT apoyo.begin_import('geography') AS import \gset
INSERT INTO staging.geography_:import (code, level, name, parent, nominal_list, inegi_code,
                                       municipality, federal_district, local_district)
VALUES ('MX', 'country', 'México', NULL, NULL, NULL, NULL, NULL, NULL),
       ('C1', 'circumscription', 'Primera', 'MX', NULL, NULL, NULL, NULL, NULL),
       ('09', 'entity', 'Ciudad de México', 'C1', NULL, '09', NULL, NULL, NULL),
       ('09-F12', 'federal_district', 'Distrito 12', '09', NULL, NULL, NULL, NULL, NULL),
       ('09-L01', 'local_district', 'Distrito local 1', '09', NULL, NULL, NULL, NULL, NULL),
       ('09-M002', 'municipality', 'Azcapotzalco', '09', NULL, '002', NULL, NULL, NULL),
       ('09-S0001', 'section', '0001', '09-M002', 1400, NULL, '09-M002', '09-F12', '09-L01');
SELECT apoyo.adopt_geography(:import) \g /dev/null

DO $$
DECLARE
  v_process integer;
  v record;
BEGIN
  FOR v IN SELECT * FROM (VALUES ('TA26', interval '-1 day', 'ABC'), ('TB26', '-1 day', 'DEF'),
                                 ('TC26', '10 days', 'GHJ')) AS p (code, opens, letters)
  LOOP
    v_process := apoyo.create_process(
      v.code, 'Prueba ' || v.code, 'revocation',
      '{"kind": "revocation", "joint": true, "base": "nominal_list", "scope": "country",
        "percentage": "3", "rounding": "ceiling",
        "dispersion": {"level": "entity", "at_least": 1, "percentage": "3"},
        "duplicates": "first", "exclusive": true, "models": ["E", "F", "G", "H"],
        "modalities": ["auxiliary"], "grace_hours": 24, "review": {"model": "findings"},
        "withdrawal": true, "hearing_days": 5, "time_zone": "America/Mexico_City",
        "cell_level": "entity"}',
      now() + v.opens, now() + v.opens + interval '30 days', 'INE/CG-TEST/2026', true);
    PERFORM apoyo.register_promovente(v_process, n, v.code || '-' || n, 'Promovente ' || n, 'MX')
       FROM generate_series(1, 3) AS n;
    PERFORM apoyo.declare_ready(l.process, l.revision)
       FROM apoyo.process_list AS l WHERE l.process = v_process;
    PERFORM apoyo.propose('open-process', v_process);
    -- Keys of twenty equal letters, one for each promovente.
    PERFORM apoyo.register_auxiliary(
              v_process, n, sha256(repeat(substr(v.letters, n, 1), 20)::bytea))
       FROM generate_series(1, 3) AS n;
  END LOOP;
END
$$;

-- Opening takes two.
SET SESSION AUTHORIZATION second;
SELECT apoyo.sign_in('test', 'test') \g /dev/null
SELECT apoyo.sign_proposal(i.proposal, i.plan_hash) FROM apoyo.proposal_inbox AS i \g /dev/null
