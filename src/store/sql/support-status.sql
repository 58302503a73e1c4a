-- support-status: a support that this device sent; no row for any other.
--
-- $1 text    folio
-- $2 bigint  device
--
-- folio text, situation text, received_at timestamptz, captured_at timestamptz, process integer,
-- promovente integer
SELECT s.folio,
       s.situation,
       s.received_at,
       s.captured_at,
       s.process,
       s.promovente
  FROM apoyo.support_status($1::text, $2::bigint) AS s
