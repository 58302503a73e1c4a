-- 0035-facts-kept: since when the acts of a process keep what went into them.
SET ROLE apoyo_owner;

-- The acts in its log up to this event are from before 0030 and left no judgement; 0: all of them do.
-- Those after it must have one.
ALTER TABLE apoyo.process ADD facts_kept_after bigint NOT NULL DEFAULT 0;

-- The first judgement there is tells it. Where there is none yet, no act has been carried out since
-- 0030: all of them are from before.
UPDATE apoyo.process SET facts_kept_after = m.event
  FROM (SELECT coalesce((SELECT min(j.event) - 1 FROM apoyo.judgement AS j),
                        (SELECT CASE WHEN q.is_called THEN q.last_value ELSE 0 END
                           FROM apoyo.event_id AS q)) AS event) AS m;

RESET ROLE;
