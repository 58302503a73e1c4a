-- claim-validation: takes supports to validate, for as long as the lease lasts.
--
-- $1 text    the worker
-- $2 integer how many at most
-- $3 integer lease in milliseconds
--
-- support bigint, process integer, promovente integer, capture uuid, attempt integer,
-- captured_at timestamptz, received_at timestamptz, rule_version integer, rule jsonb, modality text,
-- settings integer, checks jsonb (with the first row of a process only), repeated text[] (pictures
-- whose very file came before), shown_at timestamptz (the capture by the server's clock)
SELECT c.support,
       c.process,
       c.promovente,
       c.capture,
       c.attempt,
       c.captured_at,
       c.received_at,
       c.rule_version,
       c.rule,
       c.modality,
       c.settings,
       c.checks,
       c.repeated,
       c.shown_at
  FROM apoyo.claim_validation ($1::text, $2::integer,
                               $3::integer * interval '1 millisecond') AS c;
