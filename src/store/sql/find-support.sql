-- find-support: the number of a support by its folio.
--
-- $1 text folio, as written
--
-- support bigint
SELECT apoyo.find_support ($1::text) AS support;
