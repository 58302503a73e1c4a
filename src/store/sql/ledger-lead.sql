-- ledger-lead: takes the lead for as long as the session lasts, unless another has it.
--
-- leads boolean
SELECT apoyo.ledger_lead () AS leads;
