-- find-service: where a service is reached; no row where it has never run.
--
-- $1 text service
--
-- address text
SELECT f.address FROM apoyo.find_service ($1::text) AS f;
