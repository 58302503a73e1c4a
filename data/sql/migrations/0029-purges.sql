-- 0029-purges: when the personal data of a process came to its end.
SET ROLE apoyo_owner;

ALTER TABLE apoyo.process ADD COLUMN purged_at timestamptz CHECK (purged_at IS NULL OR archived_at IS NOT NULL);

RESET ROLE;
