-- 0036-keys-ended: the keys that were destroyed before 0031 kept the time of it.
SET ROLE apoyo_owner;

-- The internal log tells when. Without it, a destruction that was told and not finished could not be
-- told again: there is no key any more that could be held against the one that it was begun with.
UPDATE apoyo.process AS p SET key_destroyed_at = d.at
  FROM (SELECT pg_catalog.convert_from(v.body, 'UTF8')::jsonb ->> 'process' AS code,
               pg_catalog.min(e.recorded_at) AS at
          FROM apoyo.event AS e
          JOIN apoyo.event_private AS v ON v.process = e.process AND v.event = e.id
         WHERE e.process = 0
           AND pg_catalog.convert_from(e.body, 'UTF8')::jsonb ->> 'kind' = 'key-destroyed'
         GROUP BY 1) AS d
 WHERE p.code = d.code AND p.purged_at IS NOT NULL AND p.key_destroyed_at IS NULL;

RESET ROLE;
