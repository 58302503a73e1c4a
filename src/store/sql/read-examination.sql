-- read-examination: what the last examination of a support was made from, to make it again.
--
-- $1 text the ticket that opened it, in a transaction before this one
--
-- process integer, engine integer, rule_version integer, settings integer, rule text (JSON),
-- checks text (JSON), tree text (JSON), tree_digest bytea, sealed bytea
SELECT e.process,
       e.engine,
       e.rule_version,
       e.settings,
       e.rule::text AS rule,
       e.checks::text AS checks,
       e.tree::text AS tree,
       e.tree_digest,
       e.sealed
  FROM apoyo.read_examination ($1::text) AS e;
