-- receive-support: a capture that is in the vault becomes a support.
--
-- $1 uuid         capture
-- $2 integer      process
-- $3 integer      promovente
-- $4 bigint       device
-- $5 bytea        digest of metadata and images
-- $6 text         folio to give
-- $7 text         modality
-- $8 timestamptz  captured at, by the phone's clock
-- $9 timestamptz  sent at, by the phone's clock
-- $10 bytea[]     keyed hashes of the four images
-- $11 bytea       salt of the event's commitment
-- $12 bytea       private body of the event
--
-- outcome text, folio text, received_at timestamptz, situation text (all but the first null for a
-- conflict)
SELECT r.outcome,
       r.folio,
       r.received_at,
       r.situation
  FROM apoyo.receive_support($1::uuid, $2::integer, $3::integer, $4::bigint, $5::bytea, $6::text,
                             $7::text, $8::timestamptz, $9::timestamptz, $10::bytea[], $11::bytea,
                             $12::bytea) AS r
