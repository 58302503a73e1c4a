-- 34-certificates: the result of a closed process, fixed by two people with the tree it follows
-- from, and what becomes of the process afterwards.
SET ROLE apoyo_owner;

-- The valid supports of each cell: what standings are worked out from.
CREATE OR REPLACE FUNCTION apoyo.valid_now(p_process integer, p_whole boolean)
RETURNS apoyo.delta[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(ROW(c.promovente, c.demarcation, c.situation, c.n)::apoyo.delta), '{}')
    FROM apoyo.counts_now(p_process, p_whole) AS c
   WHERE c.situation = 'valid';
$$;

-- What the certificate says of each promovente, and of the whole process as promovente 0. Who has
-- no threshold of their own has none to meet: null; and who withdrew meets none, whatever was
-- collected before.
CREATE OR REPLACE FUNCTION apoyo.final_standing(p_process integer)
RETURNS TABLE (promovente integer, received bigint, valid bigint, required bigint,
               reached integer, needed integer, met boolean)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
BEGIN
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  r := apoyo.rule_of(p);
  RETURN QUERY
  SELECT t.promovente, t.received, t.valid, s.required, coalesce(s.reached, 0),
         coalesce(s.needed, 0), CASE WHEN m.state IS DISTINCT FROM 'withdrawn' THEN s.met END
    FROM apoyo.tally_promovente AS t
    LEFT JOIN apoyo.promovente AS m ON m.process = t.process AND m.number = t.promovente
    LEFT JOIN apoyo.standing_under(p, r, apoyo.requirements_under(p, r),
                                   apoyo.valid_now(p_process, r.joint)) AS s
      ON s.promovente = t.promovente
   WHERE t.process = p_process;
END
$$;

-- What must be reached in each demarcation, and what each promovente has there: the whole process
-- everywhere, a promovente where it has anything.
CREATE OR REPLACE FUNCTION apoyo.final_places(p_process integer)
RETURNS TABLE (promovente integer, place text, valid bigint, required bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
BEGIN
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  r := apoyo.rule_of(p);
  RETURN QUERY
  WITH place AS MATERIALIZED (
    SELECT l.scope, l.demarcation::text AS place, l.required
      FROM unnest(apoyo.requirements_under(p, r)) AS l
  ), cell AS MATERIALIZED (
    SELECT v.promovente, v.place, v.n
      FROM apoyo.valid_in_places(p, r, apoyo.valid_now(p_process, r.joint)) AS v
  )
  SELECT 0, l.place, coalesce(c.n, 0), l.required
    FROM place AS l
    LEFT JOIN cell AS c ON c.place = l.place
   WHERE r.joint
  UNION ALL
  SELECT c.promovente, c.place, c.n, l.required
    FROM cell AS c
    JOIN apoyo.promovente AS m ON m.process = p_process AND m.number = c.promovente
    JOIN place AS l ON l.scope = m.scope AND l.place = c.place
   WHERE NOT r.joint;
END
$$;

-- A hash over every figure that is certified.
CREATE OR REPLACE FUNCTION apoyo.standing_hash(p_process integer)
RETURNS bytea LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT sha256(convert_to(
           coalesce((SELECT string_agg(to_jsonb(s)::text, E'\n' ORDER BY s.promovente)
                       FROM apoyo.final_standing(p_process) AS s), '')
           || E'\n'
           || coalesce((SELECT string_agg(to_jsonb(l)::text, E'\n'
                                          ORDER BY l.promovente, l.place COLLATE "C")
                          FROM apoyo.final_places(p_process) AS l), ''), 'UTF8'));
$$;

-- The signed checkpoint that stands for the whole tree; refuses while anything waits for the
-- ledger.
CREATE OR REPLACE FUNCTION apoyo.require_whole_tree(p apoyo.process)
RETURNS apoyo.checkpoint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.tree;
  c apoyo.checkpoint;
  v_waiting bigint := (SELECT count(*) FROM apoyo.pending AS w WHERE w.process = p.id);
BEGIN
  IF v_waiting > 0 THEN
    PERFORM apoyo.refuse('AP159', p.code, v_waiting::text);
  END IF;
  SELECT r.* INTO STRICT t FROM apoyo.tree AS r WHERE r.process = p.id;
  SELECT k.* INTO c FROM apoyo.checkpoint AS k
   WHERE k.process = p.id ORDER BY k.size DESC LIMIT 1;
  IF c.size IS DISTINCT FROM t.size OR c.root IS DISTINCT FROM t.root THEN
    PERFORM apoyo.refuse('AP160', p.code, coalesce(c.size, 0)::text, t.size::text);
  END IF;
  RETURN c;
END
$$;

-- The figures themselves: nothing moves them any more, so that both sign the same.
CREATE OR REPLACE FUNCTION apoyo.plan_certify_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'closed');
  r apoyo.rule := apoyo.rule_of(p);
  c apoyo.checkpoint := apoyo.require_whole_tree(p);
  v_standing jsonb;
BEGIN
  SELECT jsonb_build_object(
           'received', sum(s.received) FILTER (WHERE s.promovente = 0),
           'valid', sum(s.valid) FILTER (WHERE s.promovente = 0),
           'promoventes', count(*) FILTER (WHERE s.promovente > 0),
           'with_goal', count(s.met), 'met', count(*) FILTER (WHERE s.met),
           -- Beyond a page nobody reads them, and the hash covers them.
           'standing', CASE WHEN count(s.met) <= 50 THEN
             coalesce(jsonb_agg(jsonb_build_array(s.promovente, s.valid, s.required, s.reached,
                                                  s.needed, s.met) ORDER BY s.promovente)
                        FILTER (WHERE s.met IS NOT NULL), '[]') END)
    INTO v_standing
    FROM apoyo.final_standing(p_process) AS s;
  RETURN jsonb_build_object(
           'process', p.code, 'name', p.name, 'kind', p.kind, 'simulacro', p.simulacro,
           'rule_version', p.rule_version, 'acuerdo', r.acuerdo, 'size', c.size,
           'root', encode(c.root, 'hex'),
           'standing_hash', encode(apoyo.standing_hash(p_process), 'hex')) || v_standing;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.enact_certify_process(p_process integer, p_first name)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  c apoyo.checkpoint;
BEGIN
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  c := apoyo.require_whole_tree(p);
  INSERT INTO apoyo.certificate (process, size, root, note, rule_version, standing_hash,
                                 certified_by, countersigned_by)
  VALUES (p_process, c.size, c.root, c.note, p.rule_version, apoyo.standing_hash(p_process),
          p_first, session_user);
  INSERT INTO apoyo.certificate_standing (process, promovente, received, valid, required, reached,
                                          needed, met)
  SELECT p_process, s.* FROM apoyo.final_standing(p_process) AS s;
  INSERT INTO apoyo.certificate_place (process, promovente, demarcation, valid, required)
  SELECT p_process, l.* FROM apoyo.final_places(p_process) AS l;
  PERFORM apoyo.reach_state(p_process, 'certified', 'process-certified', NULL, p_first);
END
$$;

-- Archived: nothing is left to be done with it. Its result stays what was certified.
CREATE OR REPLACE FUNCTION apoyo.plan_archive_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'certified');
  c apoyo.certificate;
BEGIN
  SELECT k.* INTO STRICT c FROM apoyo.certificate AS k WHERE k.process = p_process;
  RETURN jsonb_build_object(
           'process', p.code, 'name', p.name, 'simulacro', p.simulacro, 'size', c.size,
           'root', encode(c.root, 'hex'), 'certified_at', apoyo.utc_text(c.certified_at));
END
$$;

RESET ROLE;
