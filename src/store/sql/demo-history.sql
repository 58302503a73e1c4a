-- demo-history: how many supports the demonstration's past is to have.
--
-- $1 text a number
SELECT set_config ('demo.history', $1::text, false);
