-- helpers: what the SQL tests share: pgTAP, acting as somebody, and a small world to act in.
CREATE SCHEMA tap;
CREATE EXTENSION pgtap SCHEMA tap;
CREATE EXTENSION plpgsql_check SCHEMA tap;
CREATE SCHEMA test;

-- Runs one statement as p_role and answers its first column as text.
CREATE FUNCTION test.ask(p_role text, p_statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_answer text;
BEGIN
  PERFORM set_config('session_authorization', p_role, false);
  EXECUTE p_statement INTO v_answer;
  PERFORM set_config('session_authorization', 'postgres', false);
  RETURN v_answer;
END
$$;

-- The SQLSTATE with which the statement is refused, or 'done'.
CREATE FUNCTION test.refusal(p_role text, p_statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('session_authorization', p_role, false);
  EXECUTE p_statement;
  PERFORM set_config('session_authorization', 'postgres', false);
  RETURN 'done';
EXCEPTION
  WHEN OTHERS THEN
    -- The rolled back block has put the session user back.
    RETURN SQLSTATE;
END
$$;

-- 32 bytes from a word.
CREATE FUNCTION test.h(text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to($1, 'UTF8'));
$$;

-- Two entities of two federal districts with two sections of 1,000 and 1,001 electors each.
CREATE FUNCTION test.geography() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_import bigint := test.ask('ruben', $q$SELECT apoyo.begin_import('geography')$q$);
BEGIN
  EXECUTE format($q$
    INSERT INTO staging.%I (code, level, name, parent, nominal_list, inegi_code, municipality,
                            federal_district, local_district)
    SELECT 'MX', 'country', 'México', NULL, NULL, NULL, NULL, NULL, NULL UNION ALL
    SELECT 'C1', 'circumscription', 'Primera', 'MX', NULL, NULL, NULL, NULL, NULL UNION ALL
    SELECT e, 'entity', 'Entidad ' || e, 'C1', NULL, NULL, NULL, NULL, NULL
      FROM unnest('{05,09}'::text[]) AS e UNION ALL
    SELECT e || x.code, x.level, x.level || e, e, NULL, NULL, NULL, NULL, NULL
      FROM unnest('{05,09}'::text[]) AS e,
           (VALUES ('-F01', 'federal_district'), ('-F02', 'federal_district'),
                   ('-L01', 'local_district'), ('-M001', 'municipality')) AS x (code, level)
     UNION ALL
    SELECT e || '-S000' || s, 'section', 'Sección ' || s, e || '-M001', (999 + s)::text, NULL,
           e || '-M001', e || '-F0' || (1 + (s - 1) / 2), e || '-L01'
      FROM unnest('{05,09}'::text[]) AS e, generate_series(1, 4) AS s$q$,
    'geography_' || v_import);
  PERFORM test.ask('ruben', format('SELECT apoyo.adopt_geography(%s)', v_import));
END
$$;

CREATE FUNCTION test.rule(p_changes jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"kind": "revocation", "joint": true, "base": "nominal_list", "scope": "country",
           "percentage": "3", "rounding": "ceiling",
           "dispersion": {"level": "entity", "fraction": "1/2", "percentage": "3"},
           "duplicates": "first", "exclusive": true, "models": ["G"],
           "modalities": ["auxiliary", "self"], "grace_hours": 24,
           "review": {"model": "findings"}, "withdrawal": true, "hearing_days": 5,
           "time_zone": "America/Mexico_City", "cell_level": "entity"}'::jsonb || p_changes;
$$;

-- A draft process that began yesterday.
CREATE FUNCTION test.draft(p_code text, p_changes jsonb DEFAULT '{}') RETURNS integer
LANGUAGE sql AS $$
  SELECT test.ask('ruben', format(
    'SELECT apoyo.create_process(%L, %L, %L, %L, now() - interval ''1 day'', '
    'now() + interval ''10 days'', ''INE/CG1/2026'', true)',
    p_code, 'Process ' || p_code, test.rule(p_changes) ->> 'kind', test.rule(p_changes)))::integer;
$$;

-- Declares a draft ready.
CREATE FUNCTION test.declare(p_process integer) RETURNS void LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT apoyo.declare_ready(%s, %s)', p.id, p.revision))
    FROM apoyo.process AS p WHERE p.id = p_process;
$$;

-- Proposes an act as p_role and answers its number.
CREATE FUNCTION test.propose(p_role text, p_kind text, p_process integer) RETURNS bigint
LANGUAGE sql AS $$
  SELECT test.ask(p_role, format('SELECT p.proposal FROM apoyo.propose(%L, %s) AS p',
                                 p_kind, p_process))::bigint;
$$;

-- The call with which its second person signs it.
CREATE FUNCTION test.signing(p_proposal bigint) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT s.state FROM apoyo.sign_proposal(%s, %L) AS s', o.id, o.plan_hash)
    FROM apoyo.proposal AS o WHERE o.id = p_proposal;
$$;

-- An act of two people from one end to the other, with what comes before it: how it ended.
CREATE FUNCTION test.enact(p_kind text, p_process integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_people text[] := CASE WHEN p_kind IN ('close-process', 'certify-process', 'archive-process')
                          THEN '{carlos,diego}' ELSE '{ruben,sofia}' END;
  v_state text := (SELECT p.state FROM apoyo.process AS p WHERE p.id = p_process);
BEGIN
  IF p_kind = 'open-process' AND v_state = 'draft' THEN
    PERFORM test.declare(p_process);
  ELSIF p_kind = 'close-process' AND v_state = 'open' THEN
    PERFORM test.ask('carlos', format('SELECT apoyo.begin_closing(%s)', p_process));
  END IF;
  RETURN test.ask(v_people[2], test.signing(test.propose(v_people[1], p_kind, p_process)));
END
$$;

-- An open one with three promoventes, an auxiliary and a device each. The devices are numbered
-- 10 * process + promovente by their tokens.
CREATE FUNCTION test.process(
  p_code text, p_changes jsonb DEFAULT '{}', p_scopes text[] DEFAULT '{MX,MX,MX}')
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_process integer := test.draft(p_code, p_changes);
BEGIN
  FOR i IN 1 .. 3 LOOP
    PERFORM test.ask('ruben', format('SELECT apoyo.register_promovente(%s, %s, %L, %L, %L)',
                                     v_process, i, 'F-' || i, 'Promovente ' || i, p_scopes[i]));
    PERFORM test.ask('ruben', format('SELECT apoyo.register_auxiliary(%s, %s, %L)',
                                     v_process, i, test.h(p_code || i)));
    PERFORM test.ask('apoyo_intake', format(
      'SELECT apoyo.register_device(%L, %L, %L)', test.h(p_code || i),
      test.h('token' || v_process || i), 'phone'));
  END LOOP;
  PERFORM test.enact('open-process', v_process);
  RETURN v_process;
END
$$;

CREATE FUNCTION test.device(p_process integer, p_promovente integer) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT d.id FROM apoyo.device AS d
   WHERE d.token_hash = test.h('token' || p_process || p_promovente);
$$;

-- The call of receive_support that a well-behaved phone makes; p_capture is any word.
CREATE FUNCTION test.reception(
  p_process integer, p_promovente integer, p_capture text,
  p_captured_at timestamptz DEFAULT clock_timestamp(),
  p_sent_at timestamptz DEFAULT clock_timestamp(), p_digest text DEFAULT NULL,
  p_folio text DEFAULT NULL, p_modality text DEFAULT 'auxiliary')
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format(
    'SELECT r.outcome || '' '' || coalesce(r.situation, ''-'') FROM apoyo.receive_support('
    '%L::uuid, %s, %s, %s, %L, %L, %L, %L, %L, %L::bytea[], %L, ''\x70'') AS r',
    md5(p_capture)::uuid, p_process, p_promovente,
    coalesce(test.device(p_process, p_promovente), 0),
    test.h(coalesce(p_digest, p_capture)), coalesce(p_folio, 'T-' || p_capture), p_modality,
    p_captured_at, p_sent_at,
    ARRAY[test.h(p_capture || 1), test.h(p_capture || 2), test.h(p_capture || 3),
          test.h(p_capture || 4)],
    test.h('salt' || p_capture));
$$;

-- Receives it and answers the support's number.
CREATE FUNCTION test.receive(p_process integer, p_promovente integer, p_capture text)
RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM test.ask('apoyo_intake', test.reception(p_process, p_promovente, p_capture));
  RETURN (SELECT s.id FROM apoyo.support AS s
           WHERE s.capture = md5(p_capture)::uuid AND s.process = p_process);
END
$$;

-- A person of the roll; answers its number.
CREATE FUNCTION test.person(
  p_name text, p_entity text DEFAULT '05', p_section text DEFAULT '0001',
  p_status apoyo.roll_status DEFAULT 'active', p_cause text DEFAULT NULL)
RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO apoyo.roll AS o (clave_key, curp_key, cic_key, ocr_key, entity, section, status,
                               cause, import)
  VALUES (test.h(p_name || 'clave'), test.h(p_name || 'curp'), test.h(p_name || 'cic'),
          test.h(p_name || 'ocr'), p_entity, p_section, p_status, p_cause, 0)
  RETURNING o.id;
$$;

-- Puts the support into the hands of a validator; answers the attempt.
CREATE FUNCTION test.claim(p_support bigint) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  UPDATE apoyo.work SET due_at = clock_timestamp() WHERE kind = 'validation';
  PERFORM test.ask('apoyo_validator',
                   'SELECT count(*) FROM apoyo.claim_validation(''test'', 10000, ''1 hour'')');
  RETURN (SELECT w.attempt FROM apoyo.work AS w
           WHERE w.support = p_support AND w.kind = 'validation');
END
$$;

-- The validator's answer about it: the situation.
CREATE FUNCTION test.judge(
  p_support bigint, p_roll bigint, p_verdict text DEFAULT 'acceptable',
  p_cause text DEFAULT NULL, p_detail text DEFAULT NULL)
RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('apoyo_validator', format(
    'SELECT apoyo.record_findings(%s, %s, %L, %L, %L, %L, %L, ''[]'', %L, ''\x70'')',
    p_support, test.claim(p_support), p_verdict, p_cause, p_detail, p_roll,
    CASE WHEN p_roll IS NOT NULL THEN test.h('citizen' || p_roll) END, test.h('s')));
$$;

-- Runs the ledger until nothing is pending; answers how many rows of leaves there were.
CREATE FUNCTION test.fold() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_rows bigint;
BEGIN
  v_rows := test.ask('apoyo_ledger',
                     'SELECT coalesce(sum(cardinality(p.leaves)), 0)'
                     '  FROM apoyo.ledger_pass(''0'', 1000000) AS p');
  RETURN v_rows;
END
$$;

CREATE FUNCTION test.situations(p_process integer) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(s.promovente || ':' || s.situation, ' ' ORDER BY s.id)
    FROM apoyo.support AS s WHERE s.process = p_process;
$$;

-- The figures of a process by one of the recounts, in one text to compare.
CREATE FUNCTION test.figures(p_process integer, p_source text) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('apoyo_ledger', format(
    'SELECT string_agg(concat_ws('' '', r.promovente, r.demarcation, r.situation, r.n), E''\n'''
    '       ORDER BY r.promovente, r.demarcation COLLATE "C", r.situation COLLATE "C")'
    '  FROM apoyo.recount_%s(%s) AS r', p_source, p_process));
$$;

-- The supports of which what the acts left does not give again what they decided; null: none.
CREATE FUNCTION test.unlike() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(test.ask('apoyo_ledger', format(
           'SELECT string_agg(c.folio || '': '' || c.problem, '', '') FROM apoyo.check_counting(%s) AS c',
           p.id)), ', ')
    FROM apoyo.process AS p;
$$;

DO $$
DECLARE
  v_person record;
BEGIN
  FOR v_person IN
    SELECT * FROM (VALUES ('lucia', 'apoyo_supervisor, apoyo_watch'), ('ruben', 'apoyo_setup'),
                          ('sofia', 'apoyo_setup'), ('diego', 'apoyo_closer'),
                          ('ana', 'apoyo_reviewer'), ('carlos', 'apoyo_closer'),
                          ('elena', 'apoyo_auditor'), ('opl', 'apoyo_watch'),
                          ('gone', 'apoyo_setup'), ('nobody', NULL)) AS p (name, roles)
  LOOP
    EXECUTE format('CREATE ROLE %I LOGIN', v_person.name);
    IF v_person.roles IS NOT NULL THEN
      EXECUTE format('GRANT %s TO %I', v_person.roles, v_person.name);
      INSERT INTO apoyo.staff (role, display_name, active)
      VALUES (v_person.name, initcap(v_person.name), v_person.name <> 'gone');
    END IF;
  END LOOP;
  INSERT INTO apoyo.staff_scope (role)
  SELECT s.role FROM apoyo.staff AS s WHERE s.role NOT IN ('opl');
END
$$;

-- Signs the staff in on this connection.
CREATE FUNCTION test.sign_in() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_role text;
BEGIN
  FOREACH v_role IN ARRAY '{lucia,ruben,sofia,ana,carlos,diego,elena}'::text[] LOOP
    PERFORM test.ask(v_role, 'SELECT display_name FROM apoyo.sign_in(''1'', ''desk'')');
  END LOOP;
END
$$;
