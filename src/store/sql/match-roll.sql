-- match-roll: the person of the roll with whom most of the keys agree; no row when there is none.
--
-- $1 bytea keyed hash of the clave de elector, null when it was not given
-- $2 bytea of the CURP
-- $3 bytea of the CIC
-- $4 bytea of the OCR
--
-- roll bigint, status text, cause text (nullable), section text, agrees jsonb
SELECT m.roll,
       m.status,
       m.cause,
       m.section,
       m.agrees
  FROM apoyo.match_roll ($1::bytea, $2::bytea, $3::bytea, $4::bytea) AS m;
