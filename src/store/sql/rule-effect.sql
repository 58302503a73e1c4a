-- rule-effect: what another rule or period would make of the standing; writes nothing.
--
-- $1 integer     process
-- $2 text        JSON: the rule's document, null: as it is
-- $3 timestamptz begin of the period, null: as it is
-- $4 timestamptz end of the period, null: as it is
-- $5 boolean     whether windows of promoventes' own go on as much longer
--
-- effect text (JSON): size, changed, future_only, not_allowed, goals, situations, received,
-- entities, demarcations, demarcations_total, reached, promoventes
SELECT apoyo.rule_effect($1::integer, $2::jsonb, $3::timestamptz, $4::timestamptz,
                         $5::boolean)::text AS effect;
