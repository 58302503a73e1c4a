-- 0020-staff-acts: what was done to each account, for the page that administers them. The internal
-- log has the same, and proves it.
SET ROLE apoyo_owner;

CREATE TABLE apoyo.staff_act (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role   name NOT NULL REFERENCES apoyo.staff (role),
  act    text NOT NULL CHECK (act ~ '^[a-z][a-z-]*$'),
  facts  jsonb NOT NULL,
  by     name NOT NULL,
  at     timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);
CREATE INDEX ON apoyo.staff_act (role, id);

RESET ROLE;
