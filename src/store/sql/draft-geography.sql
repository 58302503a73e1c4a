-- draft-geography: a draft version from an import of sections, whole or not at all.
--
-- $1 bigint import, $2 text name
--
-- geography integer
SELECT apoyo.draft_geography ($1::bigint, $2::text) AS geography;
