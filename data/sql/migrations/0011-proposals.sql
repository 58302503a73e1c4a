-- 0011-proposals: acts of two people: what is proposed, who signed it, and how it ended.
SET ROLE apoyo_owner;

-- Opening and closing were commands of one person.
DROP FUNCTION IF EXISTS apoyo.open_process(integer), apoyo.close_process(integer);

-- data/sql/functions/24-proposals.sql fills it. Both people need the same right.
CREATE TABLE apoyo.proposal_kind (
  kind       text PRIMARY KEY CHECK (kind ~ '^[a-z][a-z-]*$'),
  right_role name NOT NULL,
  waits      interval NOT NULL CHECK (waits > '0')
);

-- The request is what was asked for, the plan what would be done. The hash stands for the plan's
-- bytes: jsonb's own text, which has one order of members and one way to write each value.
CREATE TABLE apoyo.proposal (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text NOT NULL REFERENCES apoyo.proposal_kind (kind),
  process     integer NOT NULL REFERENCES apoyo.process (id),
  request     jsonb NOT NULL,
  plan        jsonb NOT NULL,
  plan_hash   apoyo.hash NOT NULL
              CHECK (plan_hash = pg_catalog.sha256(pg_catalog.convert_to(plan::text, 'UTF8'))),
  proposed_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  expires_at  timestamptz NOT NULL CHECK (expires_at > proposed_at),
  state       text NOT NULL DEFAULT 'waiting'
              CHECK (state IN ('waiting', 'applied', 'refused', 'expired', 'overtaken')),
  ended_at    timestamptz,
  reason      text,
  CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CHECK (state NOT IN ('refused', 'overtaken') OR reason <> '')
);
-- Two plans for the same act would overtake each other.
CREATE UNIQUE INDEX ON apoyo.proposal (process, kind) WHERE state = 'waiting';

-- Place 1 proposed it. Nobody signs twice, whatever a command forgets to ask.
CREATE TABLE apoyo.proposal_signature (
  proposal    bigint NOT NULL REFERENCES apoyo.proposal (id),
  place       smallint NOT NULL CHECK (place IN (1, 2)),
  role        name NOT NULL REFERENCES apoyo.staff (role),
  signed_at   timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  workstation text NOT NULL,
  PRIMARY KEY (proposal, place),
  UNIQUE (proposal, role)
);

RESET ROLE;
