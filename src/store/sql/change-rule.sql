-- change-rule: gives a process that has not opened a new version of its rule.
--
-- $1 integer process
-- $2 integer revision of it that was looked at
-- $3 text    JSON: the rule's document
-- $4 text    JSON: the reason and acuerdo of each member (nullable)
-- $5 text    acuerdo, null: that of the version before
-- $6 text    reason
--
-- version integer
SELECT apoyo.change_rule($1::integer, $2::integer, $3::jsonb, $4::jsonb, $5::text, $6::text)
         AS version;
