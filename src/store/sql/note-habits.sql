-- note-habits: keeps when, where and with what pictures a support was captured, and tells what the
-- captures around it make of that.
--
-- $1 bigint  support
-- $2 integer attempt
-- $3 integer latitude in hundredths of a degree (nullable)
-- $4 integer longitude, likewise
-- $5 text    JSON: perceptual hash of each picture, 16 hexadecimal digits
-- $6 bytea   keyed hash of the clave that was typed (nullable)
--
-- habits text: JSON
SELECT apoyo.note_habits ($1::bigint, $2::integer, $3::integer, $4::integer,
                          $5::jsonb, $6::bytea)::text AS habits;
