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

-- The number of a claim is never given again, also when the work begins anew or its row was gone
-- meanwhile: attempts are counted from the first of their round, and rounds are too far apart to meet.
-- At most apoyo.most_attempts() numbers of a round are used, which is less than the increment.
ALTER TABLE apoyo.work ADD COLUMN first_attempt integer NOT NULL DEFAULT 0;
CREATE SEQUENCE apoyo.work_round AS integer INCREMENT 8 START 8 MINVALUE 8;
DROP INDEX apoyo.work_spent;
CREATE INDEX work_spent ON apoyo.work (due_at, support)
 WHERE kind = 'validation' AND attempt - first_attempt >= 5;

-- It told only where the capture lies.
DROP FUNCTION IF EXISTS apoyo.use_evidence_ticket(bigint, bytea, text, text);

RESET ROLE;
