-- announce-service: tells the consoles where a service is reached.
--
-- $1 text service
-- $2 text address
SELECT apoyo.announce_service ($1::text, $2::text);
