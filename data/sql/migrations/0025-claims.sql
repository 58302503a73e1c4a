-- 0025-claims: claims tell the day a card was shown, and find what was tried in vain at once.
SET ROLE apoyo_owner;

-- It told only the telephone's own clock.
DROP FUNCTION IF EXISTS apoyo.claim_validation(text, integer, interval);
-- It could not use the indexes of the quarters.
DROP FUNCTION IF EXISTS apoyo.nearest_picture(bigint, text);

-- Work whose last attempt is over is rare among all that is due. The figure is apoyo.most_attempts().
CREATE INDEX work_spent ON apoyo.work (due_at, support) WHERE kind = 'validation' AND attempt >= 5;

RESET ROLE;
