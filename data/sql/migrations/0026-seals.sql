-- 0026-seals: what is looked at or asked for cannot be taken out of the log again.
SET ROLE apoyo_owner;

-- A refused registration was an error, and a replay one call.
DROP FUNCTION IF EXISTS
  apoyo.register_auxiliary_by_ticket(bigint, bytea, integer, bytea, bytea),
  apoyo.open_examination(bigint);

-- The transaction that opened it.
ALTER TABLE apoyo.ticket ADD COLUMN opened_in xid8;
ALTER TABLE apoyo.ticket
  DROP CONSTRAINT ticket_kind_check,
  DROP CONSTRAINT ticket_check1,
  ADD CONSTRAINT ticket_kind_check
    CHECK (kind IN ('evidence', 'search', 'registration', 'examination')),
  ADD CONSTRAINT ticket_support_check
    CHECK ((kind IN ('evidence', 'examination')) = (support IS NOT NULL)),
  ADD CONSTRAINT ticket_opened_in_check CHECK (kind <> 'examination' OR opened_in IS NOT NULL);

-- How many tickets somebody opened, ever: a row to be written by each.
CREATE TABLE apoyo.ticket_turn (
  role name PRIMARY KEY REFERENCES apoyo.staff (role),
  turn bigint NOT NULL
);

RESET ROLE;
