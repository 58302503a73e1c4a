-- 0021-closings: when a promovente's period ends, as functions hand it to each other.
SET ROLE apoyo_owner;

-- They took whole processes.
DROP FUNCTION IF EXISTS
  apoyo.closings_under(integer, timestamptz),
  apoyo.relate_lateness(apoyo.process, apoyo.rule, apoyo.process, apoyo.rule),
  apoyo.rule_moves(apoyo.process, apoyo.rule, apoyo.process, apoyo.rule),
  apoyo.rule_deltas(apoyo.process, apoyo.rule, apoyo.process, apoyo.rule),
  apoyo.carry_out_moves(apoyo.process, apoyo.rule, apoyo.process, apoyo.rule);

CREATE TYPE apoyo.closing AS (
  promovente integer,
  closes_at  timestamptz
);

RESET ROLE;
