-- 0032-habits: whose captures an auxiliary's are, and how strictly the clocks are looked at.
SET ROLE apoyo_owner;

-- The keyed hash of the clave that was typed: several captures of one person are one person, whoever
-- they are. Ends with the rest of the row.
ALTER TABLE apoyo.trace ADD person bytea CHECK (pg_catalog.octet_length(person) = 32);

-- Every reception asks for these two, in seconds, and the document is long: read from it once.
ALTER TABLE apoyo.check_settings
  ADD clock_use text NOT NULL
      GENERATED ALWAYS AS (coalesce(document #>> '{checks,data.clock,use}', 'off')) STORED,
  ADD clock_skew numeric NOT NULL
      GENERATED ALWAYS AS (coalesce((document #>> '{checks,data.clock,skew}')::numeric, 600)) STORED,
  ADD clock_ahead numeric NOT NULL
      GENERATED ALWAYS AS (coalesce((document #>> '{checks,data.clock,ahead}')::numeric, 60)) STORED;

-- They did not know persons, nor limits.
DROP FUNCTION IF EXISTS
  apoyo.note_habits(bigint, integer, integer, integer, jsonb),
  apoyo.nearest_picture(bigint, integer, text, bigint),
  apoyo.habits_of(apoyo.trace),
  apoyo.clock_findings(timestamptz, timestamptz, timestamptz, timestamptz),
  apoyo.lock_habits(bigint, jsonb);

RESET ROLE;
