-- note-habits: keeps when, where and with what pictures a support was captured, and tells what the
-- captures before it make of that.
--
-- $1 bigint  support
-- $2 integer attempt
-- $3 integer latitude in hundredths of a degree (nullable)
-- $4 integer longitude, likewise
-- $5 text    JSON: perceptual hash of each picture, 16 hexadecimal digits
--
-- habits text: JSON
SELECT apoyo.note_habits ($1::bigint, $2::integer, $3::integer, $4::integer,
                          $5::jsonb)::text AS habits;
