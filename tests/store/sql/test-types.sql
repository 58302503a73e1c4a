-- test-types: one value of each type, as given.
SELECT $1::text AS a_text, $2::integer AS an_int, $3::bigint AS a_bigint, $4::boolean AS a_bool,
       $5::double precision AS a_double, $6::bytea AS bytes, $7::timestamptz AS a_time,
       $8::integer[] AS ints, $9::text[] AS texts, $10::bytea[] AS byte_list,
       $8::integer[] = ARRAY[1, -2, 3] AS ints_match
