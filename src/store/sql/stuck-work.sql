-- stuck-work: the work of a process that does not move by itself.
--
-- $1 integer process
--
-- support bigint, folio text, cause text, attempts integer, received_at timestamptz,
-- due_at timestamptz
SELECT w.support,
       w.folio,
       w.cause,
       w.attempts,
       w.received_at,
       w.due_at
  FROM apoyo.stuck_work ($1::integer) AS w;
