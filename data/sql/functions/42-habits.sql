-- 42-habits: what no single capture shows: one device for many people, more captures than time
-- allows, places too far apart, pictures that are nearly another's.
--
-- Asked of every capture: in plpgsql, which plans a statement once a session, where a function in SQL
-- that sets its search_path plans it at every call (five times as long, all of them together).
SET ROLE apoyo_owner;

-- Kilometres between two places in hundredths of a degree, on a sphere.
CREATE OR REPLACE FUNCTION apoyo.kilometres(
  p_lat integer, p_lon integer, q_lat integer, q_lon integer)
RETURNS numeric LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT round((6371 * 2 * asin(least(1, sqrt(
           sin(radians((q_lat - p_lat) / 200.0)) ^ 2
           + cos(radians(p_lat / 100.0)) * cos(radians(q_lat / 100.0))
             * sin(radians((q_lon - p_lon) / 200.0)) ^ 2))))::numeric, 1);
END;

CREATE OR REPLACE FUNCTION apoyo.differing_bits(p bigint, q bigint)
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT bit_count((p # q)::bit(64))::integer;
END;

-- How many bits may differ from a picture that a check still calls nearly the same; null where nobody
-- asks. Seven at most: farther ones no index finds.
CREATE OR REPLACE FUNCTION apoyo.near_bits(p_check jsonb)
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT least(7, ceil(64 * (1 - (p_check ->> 'above')::numeric))::integer - 1)
   WHERE p_check ->> 'use' IN ('flag', 'note');
END;

-- What a quarter can be in a picture so near: of four quarters one has no bit that differs where at
-- most three do, and at most one where at most seven do.
CREATE OR REPLACE FUNCTION apoyo.near_quarters(p_quarter bigint, p_bits integer)
RETURNS bigint[] LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN p_bits <= 3 THEN ARRAY[p_quarter]
              ELSE ARRAY(SELECT p_quarter # (1::bigint << b.bit) FROM generate_series(0, 15) AS b (bit))
                   || p_quarter END;
END;

-- The nearest picture of the same kind in another person's capture of the process, up to p_bits away.
-- Of two captures validated at the same time the one noted last sees the other, whichever came first:
-- note_habits() has them wait for each other.
-- Everything is a parameter: joined, the quarters' indexes would not be used.
CREATE OR REPLACE FUNCTION apoyo.nearest_picture(
  p_support bigint, p_process integer, p_person bytea, p_picture text, p_hash bigint, p_bits integer)
RETURNS integer LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT min(apoyo.differing_bits(n.hash, p_hash))
      FROM apoyo.picture_hash AS n
     WHERE n.process = p_process AND n.picture = p_picture AND n.support <> p_support
       AND (((n.hash >> 48) & 65535) = ANY (apoyo.near_quarters((p_hash >> 48) & 65535, p_bits))
            OR ((n.hash >> 32) & 65535) = ANY (apoyo.near_quarters((p_hash >> 32) & 65535, p_bits))
            OR ((n.hash >> 16) & 65535) = ANY (apoyo.near_quarters((p_hash >> 16) & 65535, p_bits))
            OR (n.hash & 65535) = ANY (apoyo.near_quarters(p_hash & 65535, p_bits)))
       AND apoyo.differing_bits(n.hash, p_hash) <= p_bits
       AND NOT EXISTS (SELECT FROM apoyo.trace AS o
                        WHERE o.support = n.support AND o.person = p_person));
END
$$;

-- Which pictures' very files came before with nobody else's capture, as far as is known: an earlier one
-- that is still being read, and whoever has no name, accuse nobody of another's signature.
CREATE OR REPLACE FUNCTION apoyo.own_pictures(t apoyo.trace)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(r.picture ORDER BY r.place)
      FROM unnest(apoyo.repeated_pictures(t.support)) WITH ORDINALITY AS r (picture, place)
     WHERE NOT EXISTS (
       SELECT FROM apoyo.image AS i
          JOIN apoyo.image AS e
            ON e.process = i.process AND e.hash = i.hash AND e.support < i.support
          JOIN apoyo.trace AS o ON o.support = e.support
        WHERE i.support = t.support
          AND i.number = array_position(ARRAY['front', 'back', 'selfie', 'signature'], r.picture)
          AND o.person <> t.person));
END
$$;

-- Where the same auxiliary was just before and just after: minutes away, and how far; the faster of
-- the two journeys. A step apart is none, and a place is good to a kilometre or two.
CREATE OR REPLACE FUNCTION apoyo.journey(t apoyo.trace)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    WITH neighbour AS (
      (SELECT b.* FROM apoyo.trace AS b
        WHERE b.auxiliary = t.auxiliary AND b.support <> t.support AND b.latitude IS NOT NULL
          AND b.captured_at <= t.captured_at AND b.captured_at > t.captured_at - interval '1 day'
        ORDER BY b.captured_at DESC, b.support DESC LIMIT 1)
      UNION ALL
      (SELECT a.* FROM apoyo.trace AS a
        WHERE a.auxiliary = t.auxiliary AND a.support <> t.support AND a.latitude IS NOT NULL
          AND a.captured_at > t.captured_at AND a.captured_at < t.captured_at + interval '1 day'
        ORDER BY a.captured_at, a.support LIMIT 1)
    ), journey AS (
      SELECT round((abs(extract(epoch FROM t.captured_at - n.captured_at)) / 60)::numeric, 1) AS minutes,
             apoyo.kilometres(n.latitude, n.longitude, t.latitude, t.longitude) AS km
        FROM neighbour AS n
       WHERE t.latitude IS NOT NULL
    )
    SELECT jsonb_build_object('minutes_since_last', j.minutes, 'km_since_last', j.km)
      FROM journey AS j
     ORDER BY greatest(0, j.km - 3) / greatest(j.minutes, 1) DESC, j.minutes LIMIT 1);
END
$$;

-- The most of p_what (persons, or devices) that one device or auxiliary had in any span of time that
-- holds the capture, whichever came first at the server: captures in front of it and behind count alike.
-- One without a clave is somebody of its own.
--
-- A span that begins at a holds whoever captured at b for a in (b - p_span, b], and nobody twice where
-- that begins no sooner than the same one's capture before: the most is where most of these overlap.
CREATE OR REPLACE FUNCTION apoyo.most_within(
  t apoyo.trace, p_by text, p_what text, p_span interval)
RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    WITH near AS (
      SELECT o.* FROM apoyo.trace AS o
       WHERE p_by = 'device' AND o.device = t.device
         AND o.captured_at > t.captured_at - p_span AND o.captured_at < t.captured_at + p_span
       UNION ALL
      SELECT o.* FROM apoyo.trace AS o
       WHERE p_by = 'auxiliary' AND o.auxiliary = t.auxiliary
         AND o.captured_at > t.captured_at - p_span AND o.captured_at < t.captured_at + p_span
    ), overlap AS (
      SELECT n.captured_at AS until,
             greatest(n.captured_at - p_span, t.captured_at - p_span,
                      lag(n.captured_at) OVER (
                        PARTITION BY CASE WHEN p_what = 'devices' THEN int8send(n.device)
                                          ELSE coalesce(n.person, int8send(n.support)) END
                        ORDER BY n.captured_at, n.support)) AS since
        FROM near AS n
    )
    SELECT max(s.n)::bigint
      FROM (SELECT e.at, sum(e.step) OVER (ORDER BY e.at, e.step) AS n
              FROM (SELECT o.since, 1 FROM overlap AS o
                     UNION ALL
                    SELECT o.until, -1 FROM overlap AS o) AS e (at, step)) AS s
     WHERE s.at < t.captured_at);
END
$$;

-- What the clocks betray by the settings of now.
CREATE OR REPLACE FUNCTION apoyo.reception_of(t apoyo.trace)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(f.code ORDER BY f.code)
      FROM apoyo.support AS s
      JOIN apoyo.process AS p ON p.id = s.process
      JOIN apoyo.promovente AS m ON m.process = s.process AND m.number = s.promovente
     CROSS JOIN apoyo.checks_of(s.process) AS k
     CROSS JOIN LATERAL apoyo.clock_findings(s.captured_at, s.sent_at, s.received_at,
                                             coalesce(m.opens_at, p.opens_at), k.clock_skew,
                                             k.clock_ahead) AS f
     WHERE s.id = t.support);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.habits_of(t apoyo.trace, p_checks jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_strip_nulls(jsonb_build_object(
             'device_people_day', apoyo.most_within(t, 'device', 'people', interval '1 day'),
             -- Several telephones of one auxiliary are one pair of hands.
             'auxiliary_people_hour', apoyo.most_within(t, 'auxiliary', 'people', interval '1 hour'),
             'device_people_hour', CASE WHEN t.auxiliary IS NULL THEN
               apoyo.most_within(t, 'device', 'people', interval '1 hour') END,
             'auxiliary_devices', apoyo.most_within(t, 'auxiliary', 'devices', interval '1 day'),
             -- For the tree of the inspection.
             'reception', apoyo.reception_of(t),
             'own', apoyo.own_pictures(t),
             'near', (SELECT jsonb_object_agg(h.picture,
                                               apoyo.nearest_picture(t.support, t.process, t.person,
                                                                     h.picture, h.hash, b.bits))
                        FROM apoyo.picture_hash AS h
                       CROSS JOIN LATERAL (SELECT apoyo.near_bits(p_checks -> (h.picture || '.near')))
                                          AS b (bits)
                       WHERE h.support = t.support AND b.bits IS NOT NULL)))
           || coalesce(apoyo.journey(t), '{}'));
END
$$;

-- Has captures that could betray each other noted one after the other: those of one device or one
-- auxiliary, and those with a picture of which a quarter is the same; where a check looks farther than
-- three bits, those with such a picture at all. In one order, so that no two wait for each other.
CREATE OR REPLACE FUNCTION apoyo.lock_habits(p_support bigint, p_hashes jsonb, p_checks jsonb)
RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(k.key)
    FROM (SELECT DISTINCT hashtextextended(n.name, 42)
            FROM (SELECT 'device ' || s.device FROM apoyo.support AS s WHERE s.id = p_support
                   UNION ALL
                  SELECT 'auxiliary ' || d.auxiliary
                    FROM apoyo.support AS s
                    JOIN apoyo.device AS d ON d.id = s.device
                   WHERE s.id = p_support
                   UNION ALL
                  SELECT CASE WHEN apoyo.near_bits(p_checks -> (h.picture || '.near')) > 3
                              THEN concat_ws(' ', s.process, h.picture)
                              ELSE concat_ws(' ', s.process, h.picture, q.place,
                                             substr(h.hash, 4 * q.place + 1, 4)) END
                    FROM apoyo.support AS s
                   CROSS JOIN jsonb_each_text(coalesce(p_hashes, '{}')) AS h (picture, hash)
                   CROSS JOIN generate_series(0, 3) AS q (place)
                   WHERE s.id = p_support) AS n (name)
           WHERE n.name IS NOT NULL
           ORDER BY 1) AS k (key);
END
$$;

-- Keeps the trace and the hashes of a capture, and answers what they betray of it. Place: hundredths
-- of a degree, or null. Hashes: {"selfie": "16 hexadecimal digits", …}. Person: a keyed hash of who it
-- says it is, or null.
CREATE OR REPLACE FUNCTION apoyo.note_habits(
  p_support bigint, p_attempt integer, p_latitude integer, p_longitude integer, p_hashes jsonb,
  p_person bytea DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.trace;
  v_checks jsonb;
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  PERFORM apoyo.require_attempt(p_support, p_attempt);
  IF jsonb_typeof(coalesce(p_hashes, '{}')) <> 'object'
     OR EXISTS (SELECT FROM jsonb_each(p_hashes) AS h (picture, hash)
                 WHERE h.picture NOT IN ('front', 'back', 'selfie', 'signature')
                    OR jsonb_typeof(h.hash) <> 'string' OR h.hash #>> '{}' !~ '^[0-9a-f]{16}$') THEN
    PERFORM apoyo.refuse('AP412', p_support::text);
  END IF;
  v_checks := (SELECT k.document -> 'checks'
                 FROM apoyo.support AS s
                CROSS JOIN apoyo.checks_of(s.process) AS k WHERE s.id = p_support);
  PERFORM apoyo.lock_habits(p_support, p_hashes, v_checks);
  INSERT INTO apoyo.trace AS o (support, process, promovente, device, auxiliary, captured_at, latitude,
                                longitude, person)
  SELECT s.id, s.process, s.promovente, s.device, d.auxiliary,
         apoyo.captured_by_server_clock(s.captured_at, s.sent_at, s.received_at),
         p_latitude, p_longitude, p_person
    FROM apoyo.support AS s
    LEFT JOIN apoyo.device AS d ON d.id = s.device
   WHERE s.id = p_support
  ON CONFLICT (support) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude,
                                      person = excluded.person
  RETURNING o.* INTO STRICT t;
  INSERT INTO apoyo.picture_hash AS o (support, process, picture, hash)
  SELECT t.support, t.process, h.picture, ('x' || h.hash)::bit(64)::bigint
    FROM jsonb_each_text(coalesce(p_hashes, '{}')) AS h (picture, hash)
  ON CONFLICT (support, picture) DO UPDATE SET hash = excluded.hash;
  RETURN apoyo.habits_of(t, v_checks);
END
$$;

RESET ROLE;
