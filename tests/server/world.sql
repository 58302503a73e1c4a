-- world: two entities, two contests and their people, small enough to know by heart. One query, as
-- the superuser of a private cluster.
DO $$
DECLARE
  v_person record;
BEGIN
  FOR v_person IN
    SELECT * FROM (VALUES ('ruben', 'apoyo_setup'), ('sofia', 'apoyo_setup'),
                          ('elena', 'apoyo_auditor'), ('lucia', 'apoyo_supervisor'), ('carlos', 'apoyo_closer'),
                          ('diego', 'apoyo_closer')) AS p (role, member_of)
  LOOP
    EXECUTE format('CREATE ROLE %I LOGIN', v_person.role);
    EXECUTE format('GRANT %I TO %I', v_person.member_of, v_person.role);
    INSERT INTO apoyo.staff (role, display_name) VALUES (v_person.role, v_person.role);
    INSERT INTO apoyo.staff_scope (role, since) VALUES (v_person.role, now());
  END LOOP;
END
$$;

SET SESSION AUTHORIZATION ruben;
DO $$
DECLARE
  v_import bigint;
  v_process integer;
  v_rule jsonb := '{"kind": "revocation", "joint": true, "base": "nominal_list",
    "scope": "country", "percentage": "3", "rounding": "ceiling",
    "dispersion": {"level": "entity", "at_least": 1, "percentage": "3"},
    "duplicates": "first", "exclusive": true, "models": ["E", "F", "G", "H"],
    "modalities": ["auxiliary", "self"], "grace_hours": 24, "review": {"model": "findings"},
    "withdrawal": true, "hearing_days": 5, "time_zone": "America/Mexico_City",
    "cell_level": "entity"}';
BEGIN
  PERFORM apoyo.sign_in('test', 'test');
  v_import := apoyo.begin_import('geography');
  EXECUTE format($q$
    INSERT INTO staging.%I (code, level, name, parent, nominal_list, municipality,
                            federal_district, local_district)
    VALUES ('MX', 'country', 'México', NULL, NULL, NULL, NULL, NULL),
           ('C1', 'circumscription', 'Primera', 'MX', NULL, NULL, NULL, NULL),
           ('01', 'entity', 'Uno', 'C1', NULL, NULL, NULL, NULL),
           ('02', 'entity', 'Dos', 'C1', NULL, NULL, NULL, NULL),
           ('01-F01', 'federal_district', 'Uno F1', '01', NULL, NULL, NULL, NULL),
           ('02-F01', 'federal_district', 'Dos F1', '02', NULL, NULL, NULL, NULL),
           ('01-L01', 'local_district', 'Uno L1', '01', NULL, NULL, NULL, NULL),
           ('02-L01', 'local_district', 'Dos L1', '02', NULL, NULL, NULL, NULL),
           ('01-M001', 'municipality', 'Uno M1', '01', NULL, NULL, NULL, NULL),
           ('02-M001', 'municipality', 'Dos M1', '02', NULL, NULL, NULL, NULL),
           ('01-S0001', 'section', 'Uno S1', '01-M001', '1000', '01-M001', '01-F01', '01-L01'),
           ('01-S0002', 'section', 'Uno S2', '01-M001', '1500', '01-M001', '01-F01', '01-L01'),
           ('02-S0001', 'section', 'Dos S1', '02-M001', '2000', '02-M001', '02-F01', '02-L01')
    $q$, 'geography_' || v_import);
  PERFORM apoyo.adopt_geography(v_import);

  -- 1: joint, reviewed by findings. 2: one district, each its own, counted by section. 3: as 1,
  -- everything reviewed.
  v_process := apoyo.create_process('ONE', 'One', 'revocation', v_rule,
    now() - interval '1 day', now() + interval '30 days', 'A-1', true);
  PERFORM apoyo.register_promovente(v_process, n, 'ONE-' || n, 'Promovente ' || n, 'MX')
     FROM generate_series(1, 3) AS n;
  v_process := apoyo.create_process('TWO', 'Two', 'federal_deputy',
    v_rule || '{"kind": "federal_deputy", "joint": false, "scope": "federal_district",
      "percentage": "2", "cell_level": "section",
      "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"}}',
    now() - interval '1 day', now() + interval '30 days', 'A-2', true);
  PERFORM apoyo.register_promovente(v_process, 1, 'TWO-1', 'Aspirante 1', '01-F01');
  v_process := apoyo.create_process('THREE', 'Three', 'revocation',
    v_rule || '{"review": {"model": "all"}}',
    now() - interval '1 day', now() + interval '30 days', 'A-3', true);
  PERFORM apoyo.register_promovente(v_process, 1, 'THREE-1', 'Promovente 1', 'MX');
  -- One key a promovente: the hash of "process.promovente", and so is the device's token.
  PERFORM apoyo.register_auxiliary(m.process, m.promovente,
                                   sha256(convert_to(m.process || '.' || m.promovente, 'UTF8')))
     FROM apoyo.board_promovente AS m;
  PERFORM apoyo.declare_ready(p.process, p.revision) FROM apoyo.process_list AS p;
  PERFORM apoyo.propose('open-process', p.process) FROM apoyo.board_process AS p;
END
$$;
SET SESSION AUTHORIZATION sofia;
DO $$
BEGIN
  PERFORM apoyo.sign_in('test', 'test');
  PERFORM apoyo.sign_proposal(i.proposal, i.plan_hash) FROM apoyo.proposal_inbox AS i;
END
$$;
RESET SESSION AUTHORIZATION;

SET SESSION AUTHORIZATION apoyo_intake;
SELECT apoyo.register_device(sha256(convert_to(k.key, 'UTF8')), sha256(convert_to(k.key, 'UTF8')),
                             k.key)
  FROM unnest('{1.1,1.2,1.3,2.1,3.1}'::text[]) AS k (key);
RESET SESSION AUTHORIZATION;

-- These captures have bytes for pictures that are none; who reads them is tested by itself.
UPDATE apoyo.check_settings SET document = document || '{"reading": "no"}';
