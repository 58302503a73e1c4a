-- replay-counting: each act that settled a support judged again, the oldest first.
--
-- $1 bigint support
--
-- act text (null: the support is decided and no act left what went into it; same: those were not kept
-- then), rule_version integer, situation text, again text (null: this program does not know the
-- engine), same boolean
SELECT r.act,
       r.rule_version,
       r.situation,
       r.again,
       r.same
  FROM apoyo.replay_counting ($1::bigint) AS r;
