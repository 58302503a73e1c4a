-- 42-habits: what no single capture shows: one device for many people, more captures than time
-- allows, places too far apart, pictures that are nearly another's.
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

-- The nearest picture of the same kind in another capture of the process, up to three bits away. Of
-- two captures validated at the same time the one noted last sees the other, whichever came first:
-- note_habits() has them wait for each other.
-- Everything is a parameter: joined, the quarters' indexes would not be used.
CREATE OR REPLACE FUNCTION apoyo.nearest_picture(
  p_support bigint, p_process integer, p_picture text, p_hash bigint)
RETURNS integer LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT min(apoyo.differing_bits(n.hash, p_hash))
    FROM apoyo.picture_hash AS n
   WHERE n.process = p_process AND n.picture = p_picture AND n.support <> p_support
     AND (((n.hash >> 48) & 65535) = ((p_hash >> 48) & 65535)
          OR ((n.hash >> 32) & 65535) = ((p_hash >> 32) & 65535)
          OR ((n.hash >> 16) & 65535) = ((p_hash >> 16) & 65535)
          OR (n.hash & 65535) = (p_hash & 65535))
     AND apoyo.differing_bits(n.hash, p_hash) <= 3;
$$;

-- What the same auxiliary did just before: minutes ago, and how far away.
CREATE OR REPLACE FUNCTION apoyo.journey(t apoyo.trace)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
           'minutes_since_last',
           round((extract(epoch FROM t.captured_at - b.captured_at) / 60)::numeric, 1),
           'km_since_last', apoyo.kilometres(b.latitude, b.longitude, t.latitude, t.longitude))
    FROM apoyo.trace AS b
   WHERE b.auxiliary = t.auxiliary AND b.support <> t.support AND b.latitude IS NOT NULL
     AND t.latitude IS NOT NULL AND b.captured_at <= t.captured_at
     AND b.captured_at > t.captured_at - interval '1 day'
   ORDER BY b.captured_at DESC, b.support DESC LIMIT 1;
$$;

CREATE OR REPLACE FUNCTION apoyo.habits_of(t apoyo.trace)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
           'device_people_hour', (SELECT count(*) FROM apoyo.trace AS o
                                   WHERE o.device = t.device AND o.captured_at <= t.captured_at
                                     AND o.captured_at > t.captured_at - interval '1 hour'),
           'device_people_day', (SELECT count(*) FROM apoyo.trace AS o
                                  WHERE o.device = t.device AND o.captured_at <= t.captured_at
                                    AND o.captured_at > t.captured_at - interval '1 day'),
           'auxiliary_devices', (SELECT count(DISTINCT o.device) FROM apoyo.trace AS o
                                  WHERE o.auxiliary = t.auxiliary AND o.captured_at <= t.captured_at
                                    AND o.captured_at > t.captured_at - interval '1 day'),
           -- What the clocks betrayed at the reception, for the tree of the inspection.
           'reception', (SELECT jsonb_agg(DISTINCT f.code) FROM apoyo.finding AS f
                          WHERE f.support = t.support
                            AND f.code IN ('clock_skew', 'captured_after_sending',
                                           'captured_before_opening')),
           'near', (SELECT jsonb_object_agg(h.picture,
                                             apoyo.nearest_picture(t.support, t.process, h.picture,
                                                                   h.hash))
                      FROM apoyo.picture_hash AS h WHERE h.support = t.support)))
         || coalesce(apoyo.journey(t), '{}');
$$;

-- Has captures that could betray each other noted one after the other: those of one device or one
-- auxiliary, and those with a picture of which a quarter is the same. In one order, so that no two
-- wait for each other.
CREATE OR REPLACE FUNCTION apoyo.lock_habits(p_support bigint, p_hashes jsonb)
RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT pg_advisory_xact_lock(k.key)
    FROM (SELECT DISTINCT hashtextextended(n.name, 42)
            FROM (SELECT 'device ' || s.device FROM apoyo.support AS s WHERE s.id = p_support
                   UNION ALL
                  SELECT 'auxiliary ' || d.auxiliary
                    FROM apoyo.support AS s
                    JOIN apoyo.device AS d ON d.id = s.device
                   WHERE s.id = p_support
                   UNION ALL
                  SELECT concat_ws(' ', s.process, h.picture, q.place, substr(h.hash, 4 * q.place + 1, 4))
                    FROM apoyo.support AS s
                   CROSS JOIN jsonb_each_text(coalesce(p_hashes, '{}')) AS h (picture, hash)
                   CROSS JOIN generate_series(0, 3) AS q (place)
                   WHERE s.id = p_support) AS n (name)
           WHERE n.name IS NOT NULL
           ORDER BY 1) AS k (key);
$$;

-- Keeps the trace and the hashes of a capture, and answers what they betray of it. Place: hundredths
-- of a degree, or null. Hashes: {"selfie": "16 hexadecimal digits", …}.
CREATE OR REPLACE FUNCTION apoyo.note_habits(
  p_support bigint, p_attempt integer, p_latitude integer, p_longitude integer, p_hashes jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.trace;
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  PERFORM apoyo.require_attempt(p_support, p_attempt);
  IF jsonb_typeof(coalesce(p_hashes, '{}')) <> 'object'
     OR EXISTS (SELECT FROM jsonb_each(p_hashes) AS h (picture, hash)
                 WHERE h.picture NOT IN ('front', 'back', 'selfie', 'signature')
                    OR jsonb_typeof(h.hash) <> 'string' OR h.hash #>> '{}' !~ '^[0-9a-f]{16}$') THEN
    PERFORM apoyo.refuse('AP412', p_support::text);
  END IF;
  PERFORM apoyo.lock_habits(p_support, p_hashes);
  INSERT INTO apoyo.trace AS o (support, process, promovente, device, auxiliary, captured_at, latitude,
                                  longitude)
  SELECT s.id, s.process, s.promovente, s.device, d.auxiliary,
         apoyo.captured_by_server_clock(s.captured_at, s.sent_at, s.received_at),
         p_latitude, p_longitude
    FROM apoyo.support AS s
    LEFT JOIN apoyo.device AS d ON d.id = s.device
   WHERE s.id = p_support
  ON CONFLICT (support) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude
  RETURNING o.* INTO STRICT t;
  INSERT INTO apoyo.picture_hash AS o (support, process, picture, hash)
  SELECT t.support, t.process, h.picture, ('x' || h.hash)::bit(64)::bigint
    FROM jsonb_each_text(coalesce(p_hashes, '{}')) AS h (picture, hash)
  ON CONFLICT (support, picture) DO UPDATE SET hash = excluded.hash;
  RETURN apoyo.habits_of(t);
END
$$;

RESET ROLE;
