-- 41-validation: what the validator service may do.
SET ROLE apoyo_owner;

-- What the database finds of its own says as much as what the inspection finds: what it is about, the
-- cause that people would most likely give, the check, how sure it is, and by which settings and rule.
CREATE OR REPLACE FUNCTION apoyo.finding_detail(
  p_process integer, p_rule integer, p_code text, p_detail jsonb)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object('field', 'capture', 'cause', o.cause,
                            'check', coalesce(p_detail ->> 'picture' || '.', '') || o.name,
                            'confidence', 1, 'settings', k.version, 'rule', p_rule)
         || coalesce(p_detail, '{}')
    FROM (VALUES ('clock_skew', 'M9', 'behaviour.clock_skew'),
                 ('captured_after_sending', 'M9', 'behaviour.captured_after_sending'),
                 ('captured_before_opening', 'M9', 'behaviour.captured_before_opening'),
                 ('unknown_section', 'M9', 'data.roll'),
                 ('attempt_failed', 'M9', 'data.presence'),
                 ('unreadable', 'M7', 'data.presence'),
                 ('picture_sent_before', 'M9', 'repeated')) AS o (code, cause, name)
   CROSS JOIN apoyo.checks_of(p_process) AS k
   WHERE o.code = p_code;
$$;

CREATE OR REPLACE FUNCTION apoyo.add_finding(p_support bigint, p_code text, p_detail jsonb)
RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO apoyo.finding (support, process, number, code, detail)
  SELECT s.id, s.process,
         1 + (SELECT coalesce(max(f.number), 0) FROM apoyo.finding AS f WHERE f.support = s.id),
         p_code,
         -- The inspection's say it all themselves.
         CASE WHEN p_detail ? 'check' THEN p_detail
              ELSE coalesce(apoyo.finding_detail(s.process, s.rule_version, p_code, p_detail), p_detail)
         END
    FROM apoyo.support AS s
   WHERE s.id = p_support;
$$;

-- No validator could finish it. The caller holds the row of its work. The last claim's number is
-- kept, so that people are shown what pictures it or one before it has made.
CREATE OR REPLACE FUNCTION apoyo.send_unreadable_to_review(p_support bigint)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_claim integer;
BEGIN
  DELETE FROM apoyo.work AS w WHERE w.support = p_support AND w.kind = 'validation'
    RETURNING w.attempt INTO v_claim;
  PERFORM apoyo.add_finding(p_support, 'unreadable', jsonb_build_object('claim', v_claim));
  PERFORM apoyo.settle(p_support, 'support-validated', '{in_review}', '{processing}', NULL,
                       false, NULL, NULL, NULL, NULL, NULL);
END
$$;

-- The pictures of a capture whose very file came with an earlier one, in the order they are sent in.
CREATE OR REPLACE FUNCTION apoyo.repeated_pictures(p_support bigint)
RETURNS text[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT coalesce(array_agg((ARRAY['front', 'back', 'selfie', 'signature'])[i.number]
                              ORDER BY i.number), '{}')
      FROM apoyo.image AS i
     WHERE i.support = p_support
       AND EXISTS (SELECT FROM apoyo.image AS e
                    WHERE e.process = i.process AND e.hash = i.hash AND e.support < i.support));
END
$$;

-- The person of the roll with whom most of the keys agree; no row if there is none. A key that was
-- not given agrees with null.
CREATE OR REPLACE FUNCTION apoyo.match_roll(
  p_clave_key bytea, p_curp_key bytea, p_cic_key bytea, p_ocr_key bytea)
RETURNS TABLE (roll bigint, status text, cause text, entity text, section text, agrees jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  RETURN QUERY
  WITH candidate AS (
    SELECT o.id FROM apoyo.roll AS o WHERE o.clave_key = p_clave_key
    UNION SELECT o.id FROM apoyo.roll AS o WHERE o.curp_key = p_curp_key
    UNION SELECT o.id FROM apoyo.roll AS o WHERE o.cic_key = p_cic_key
    UNION SELECT o.id FROM apoyo.roll AS o WHERE o.ocr_key = p_ocr_key
  )
  SELECT o.id, o.status::text, o.cause, o.entity, o.section,
         jsonb_build_object(
           'clave', o.clave_key = p_clave_key,
           'curp', CASE WHEN p_curp_key IS NOT NULL THEN coalesce(o.curp_key = p_curp_key, false) END,
           'cic', CASE WHEN p_cic_key IS NOT NULL THEN coalesce(o.cic_key = p_cic_key, false) END,
           'ocr', CASE WHEN p_ocr_key IS NOT NULL THEN coalesce(o.ocr_key = p_ocr_key, false) END)
    FROM candidate AS c
    JOIN apoyo.roll AS o ON o.id = c.id
   ORDER BY coalesce((o.clave_key = p_clave_key)::integer, 0)
            + coalesce((o.curp_key = p_curp_key)::integer, 0)
            + coalesce((o.cic_key = p_cic_key)::integer, 0)
            + coalesce((o.ocr_key = p_ocr_key)::integer, 0) DESC NULLS LAST,
            o.clave_key = p_clave_key DESC NULLS LAST, o.id
   LIMIT 1;
END
$$;

-- The cell of a person of the roll, and whether it lies in a promovente's scope. A section that
-- the geography does not know lies in its entity; what is finer nobody can say (null).
CREATE OR REPLACE FUNCTION apoyo.place_on_roll(
  p_roll bigint, p_geography integer, p_level apoyo.level, p_scope text)
RETURNS TABLE (demarcation text, in_scope boolean, status apoyo.roll_status, cause text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
  SELECT CASE p_level
           WHEN 'entity' THEN o.entity
           WHEN 'federal_district' THEN s.federal_district
           WHEN 'local_district' THEN s.local_district
           WHEN 'municipality' THEN s.municipality
           ELSE s.code
         END,
         CASE WHEN p_scope IN ('MX', o.entity) THEN true
              WHEN left(p_scope, 2) ~ '^[0-9]' AND left(p_scope, 2) <> o.entity THEN false
              ELSE p_scope IN (s.circumscription, s.federal_district, s.local_district,
                               s.municipality, s.code)
         END,
         o.status, o.cause
    FROM apoyo.roll AS o
    LEFT JOIN apoyo.section AS s
      ON s.geography = p_geography AND s.code = o.entity || '-S' || o.section
   WHERE o.id = p_roll;
END
$$;

-- Whether a person of the roll lives in one of the municipalities where paper is admitted; null
-- where nobody can say which municipality that is.
CREATE OR REPLACE FUNCTION apoyo.lives_in_list(p_roll bigint, p_geography integer, p_list text)
RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_municipality text := (
    SELECT coalesce(s.municipality, o.entity || '-M' || o.municipality)
      FROM apoyo.roll AS o
      LEFT JOIN apoyo.section AS s
        ON s.geography = p_geography AND s.code = o.entity || '-S' || o.section
     WHERE o.id = p_roll);
BEGIN
  IF v_municipality IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN EXISTS (SELECT FROM apoyo.exception_list AS l
                   JOIN apoyo.exception_municipality AS m ON m.list = l.id
                  WHERE l.geography = p_geography AND l.name = p_list
                    AND m.code = v_municipality COLLATE "C");
END
$$;

-- What the validator's word means as grounds.
CREATE OR REPLACE FUNCTION apoyo.verdict_grounds(p_verdict text, p_cause text)
RETURNS apoyo.situation[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  CASE p_verdict
    WHEN 'acceptable' THEN RETURN '{}'::apoyo.situation[];
    WHEN 'in_review' THEN RETURN '{in_review}'::apoyo.situation[];
    WHEN 'late' THEN RETURN '{late}'::apoyo.situation[];
    WHEN 'rejected' THEN
      IF p_cause IS NULL OR p_cause NOT IN ('not_found', 'dropped', 'not_on_roll', 'out_of_scope',
                                            'out_of_exception', 'inconsistent', 'late') THEN
        PERFORM apoyo.refuse('AP403', coalesce(p_cause, ''));
      END IF;
      RETURN ARRAY[p_cause]::apoyo.situation[];
    ELSE
      PERFORM apoyo.refuse('AP402', coalesce(p_verdict, ''));
      RETURN NULL;
  END CASE;
END
$$;

-- Keeps what the checks said and what they were made from. Refuses a tree of other versions than it
-- names, so that a replay never judges by the wrong ones.
CREATE OR REPLACE FUNCTION apoyo.add_examination(
  p_support bigint, p_attempt integer, p_tree text, p_sealed bytea)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_tree jsonb;
BEGIN
  v_tree := p_tree::jsonb;
  INSERT INTO apoyo.examination (support, process, attempt, engine, settings, rule_version,
                                 evaluation, digest, sealed)
  SELECT s.id, s.process, p_attempt, (v_tree ->> 'engine')::integer, c.version, s.rule_version,
         v_tree, sha256(convert_to(p_tree, 'UTF8')), p_sealed
    FROM apoyo.support AS s
    JOIN apoyo.check_settings AS c
      ON c.process = s.process AND c.version = (v_tree ->> 'settings')::integer
   WHERE s.id = p_support AND s.rule_version = (v_tree ->> 'rule')::integer
     AND jsonb_typeof(v_tree -> 'nodes') = 'array' AND p_sealed IS NOT NULL;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP410', p_support::text);
  END IF;
EXCEPTION
  WHEN data_exception THEN
    PERFORM apoyo.refuse('AP410', p_support::text);
END
$$;

-- What is found again when a support is validated again is not found twice, though its figures or the
-- settings that judged it may be others by then; nor what the reception found before the inspection.
CREATE OR REPLACE FUNCTION apoyo.add_findings(p_support bigint, p_findings jsonb)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_passing text[] := ARRAY['settings', 'rule', 'confidence', 'measured', 'limit', 'region',
                             'seconds'];
  f record;
BEGIN
  FOR f IN
    -- As add_finding stores it, so that it is known again.
    SELECT e.value ->> 'code' AS code,
           CASE WHEN e.value ? 'check' THEN e.value - 'code'
                ELSE coalesce(apoyo.finding_detail(s.process, s.rule_version, e.value ->> 'code',
                                                   e.value - 'code'), e.value - 'code')
           END AS detail
      FROM jsonb_array_elements(p_findings) WITH ORDINALITY AS e (value, place)
      JOIN apoyo.support AS s ON s.id = p_support
     ORDER BY e.place
  LOOP
    PERFORM apoyo.add_finding(p_support, f.code, f.detail)
      WHERE NOT EXISTS (SELECT FROM apoyo.finding AS o
                         WHERE o.support = p_support AND o.code = f.code
                           AND coalesce(o.detail, '{}') - v_passing
                               = coalesce(f.detail, '{}') - v_passing);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.record_findings(
  p_support bigint, p_attempt integer, p_verdict text, p_cause text, p_detail text,
  p_roll bigint, p_citizen_key bytea, p_findings jsonb, p_salt bytea, p_private bytea,
  p_tree text DEFAULT NULL, p_sealed bytea DEFAULT NULL)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s record;
  v_place record;
  v_grounds apoyo.situation[];
  v_detail text := p_detail;
  v_demarcation text := '-';
  v_in_list boolean;
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  v_grounds := apoyo.verdict_grounds(p_verdict, p_cause);
  IF (p_roll IS NULL) <> (p_citizen_key IS NULL) THEN
    PERFORM apoyo.refuse('AP405');
  END IF;
  IF jsonb_typeof(coalesce(p_findings, '[]')) <> 'array'
     OR jsonb_path_exists(p_findings, '$[*] ? (@.code.type() != "string" || !exists(@.code))') THEN
    PERFORM apoyo.refuse('AP407');
  END IF;
  SELECT t.process, m.scope, p.geography, r.cell_level, r.review_model,
         CASE WHEN t.modality = 'exception' THEN r.exception_list END AS list INTO s
    FROM apoyo.support AS t
    JOIN apoyo.promovente AS m ON m.process = t.process AND m.number = t.promovente
    JOIN apoyo.process AS p ON p.id = t.process
    JOIN apoyo.rule AS r ON r.process = t.process AND r.version = t.rule_version
   WHERE t.id = p_support;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP408', coalesce(p_support::text, ''));
  END IF;
  PERFORM apoyo.require_process_at_once(s.process, 'open', 'closing');
  PERFORM apoyo.require_attempt(p_support, p_attempt);

  -- What the roll says does not depend on what the validator makes of it.
  IF p_roll IS NOT NULL THEN
    SELECT * INTO v_place
      FROM apoyo.place_on_roll(p_roll, s.geography, s.cell_level, s.scope);
    IF NOT FOUND THEN
      PERFORM apoyo.refuse('AP406', p_roll::text);
    END IF;
    v_demarcation := coalesce(v_place.demarcation, '-');
    v_detail := coalesce(v_detail, v_place.cause);
    v_grounds := v_grounds || CASE v_place.status
                                WHEN 'dropped' THEN '{dropped}'
                                WHEN 'not_on_list' THEN '{not_on_roll}'
                                ELSE '{}' END::apoyo.situation[];
    v_in_list := s.list IS NULL OR apoyo.lives_in_list(p_roll, s.geography, s.list);
    IF v_in_list IS FALSE THEN
      v_grounds := v_grounds || 'out_of_exception'::apoyo.situation;
    END IF;
    IF v_place.in_scope IS FALSE THEN
      v_grounds := v_grounds || 'out_of_scope'::apoyo.situation;
    ELSIF v_place.in_scope IS NULL OR v_place.demarcation IS NULL OR v_in_list IS NULL THEN
      v_grounds := v_grounds || 'in_review'::apoyo.situation;
      PERFORM apoyo.add_findings(p_support, '[{"code": "unknown_section"}]');
    END IF;
  END IF;
  -- What the clocks betrayed at the reception is for people, whatever the pictures show.
  IF EXISTS (SELECT FROM apoyo.finding AS f
              WHERE f.support = p_support
                AND f.code IN ('clock_skew', 'captured_after_sending', 'captured_before_opening')) THEN
    v_grounds := v_grounds || 'in_review'::apoyo.situation;
  END IF;
  IF v_grounds = '{}' AND s.review_model = 'all' THEN
    v_grounds := '{in_review}';
  END IF;

  DELETE FROM apoyo.work AS w WHERE w.support = p_support AND w.kind = 'validation';
  IF p_tree IS NOT NULL THEN
    PERFORM apoyo.add_examination(p_support, p_attempt, p_tree, p_sealed);
  END IF;
  PERFORM apoyo.add_findings(p_support, p_findings);
  -- Also where no tree says it. Settings that do not ask for it are heeded.
  PERFORM apoyo.add_findings(p_support, jsonb_agg(jsonb_build_object(
            'code', 'picture_sent_before', 'field', r.picture, 'picture', r.picture)
            ORDER BY r.place))
     FROM apoyo.checks_of(s.process) AS k,
          unnest(apoyo.repeated_pictures(p_support)) WITH ORDINALITY AS r (picture, place)
    WHERE k.document #>> ARRAY['checks', r.picture || '.repeated', 'use'] = 'flag'
      AND NOT EXISTS (SELECT FROM apoyo.finding AS o
                       WHERE o.support = p_support AND o.detail ->> 'picture' = r.picture
                         AND o.code IN ('picture_sent_before', 'signature_repeated'));
  RETURN apoyo.settle(p_support, 'support-validated', v_grounds, '{processing}', v_detail,
                      true, p_roll, p_citizen_key, v_demarcation, p_salt, p_private);
END
$$;

RESET ROLE;
