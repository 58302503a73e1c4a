-- record-findings: ends a validation and moves the support to its situation.
--
-- $1  bigint  support
-- $2  integer attempt
-- $3  text    verdict: acceptable, in_review, rejected, late
-- $4  text    situation of a rejected one, else null
-- $5  text    cause within that situation (nullable)
-- $6  bigint  person of the roll (nullable)
-- $7  bytea   citizen key, exactly when there is a person
-- $8  jsonb   findings: [{"code": …, "field": …}, …]
-- $9  bytea   salt of the commitment
-- $10 bytea   private body, sealed
-- $11 text    tree of the evaluated checks (nullable)
-- $12 bytea   what it was made from, sealed; exactly when there is a tree
--
-- situation text
SELECT apoyo.record_findings ($1::bigint, $2::integer, $3::text, $4::text, $5::text, $6::bigint,
                              $7::bytea, $8::jsonb, $9::bytea, $10::bytea, $11::text,
                              $12::bytea) AS situation;
