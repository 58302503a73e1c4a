-- 0016-process-life: who changed what of a process's configuration, when and on what authority, and
-- when it reached which state.
SET ROLE apoyo_owner;

-- The revision grows with every act on the configuration: whoever overwrites says which one they
-- looked at. cutoff: of the nominal list that thresholds are taken from; null: the geography's own.
ALTER TABLE apoyo.process
  ADD revision     integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  ADD created_by   name NOT NULL DEFAULT session_user,
  ADD changed_by   name NOT NULL DEFAULT session_user,
  ADD changed_at   timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  ADD cutoff       date,
  ADD ready_at     timestamptz,
  ADD closing_at   timestamptz,
  ADD certified_at timestamptz,
  ADD archived_at  timestamptz,
  ADD FOREIGN KEY (geography, cutoff) REFERENCES apoyo.nominal_cutoff (geography, cutoff);

-- changes: for each member that differs from the kind's default (or, from version 2 on, from the
-- version before) its reason and acuerdo. opens_at, closes_at: the period as this version set it,
-- null where it left it alone.
ALTER TABLE apoyo.rule
  ADD changes          jsonb NOT NULL DEFAULT '{}',
  ADD reason           text CHECK (reason <> ''),
  ADD countersigned_by name,
  ADD opens_at         timestamptz,
  ADD closes_at        timestamptz;

-- One row for each act on the configuration, with the state that it reached, if it reached one. An
-- act of two people has both.
CREATE TABLE apoyo.process_change (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  process          integer NOT NULL REFERENCES apoyo.process (id),
  revision         integer NOT NULL,
  act              text NOT NULL CHECK (act ~ '^[a-z][a-z-]*$'),
  state            apoyo.process_state,
  was              jsonb NOT NULL,
  becomes          jsonb NOT NULL,
  acuerdo          text CHECK (acuerdo <> ''),
  reason           text CHECK (reason <> ''),
  changed_by       name NOT NULL,
  countersigned_by name CHECK (countersigned_by <> changed_by),
  changed_at       timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);
CREATE INDEX ON apoyo.process_change (process, id);

-- What is known of processes from before: who adopted their rule, and when they opened and closed.
UPDATE apoyo.process AS p
   SET created_by = r.adopted_by, changed_by = r.adopted_by,
       changed_at = coalesce(p.closed_at, p.opened_at, p.created_at),
       ready_at = p.opened_at, closing_at = p.closed_at
  FROM apoyo.rule AS r
 WHERE r.process = p.id AND r.version = 1;
INSERT INTO apoyo.process_change (process, revision, act, state, was, becomes, changed_by,
                                  countersigned_by, changed_at)
SELECT p.id, 1, a.act, a.state, '{}', '{}', f.role, s.role, a.at
  FROM apoyo.process AS p
 CROSS JOIN LATERAL (VALUES
   ('process-opened', 'open'::apoyo.process_state, p.opened_at, 'open-process'),
   ('process-closed', 'closed', p.closed_at, 'close-process')) AS a (act, state, at, kind)
  JOIN apoyo.proposal AS o
    ON o.process = p.id AND o.kind = a.kind AND o.state = 'applied'
  JOIN apoyo.proposal_signature AS f ON f.proposal = o.id AND f.place = 1
  JOIN apoyo.proposal_signature AS s ON s.proposal = o.id AND s.place = 2
 WHERE a.at IS NOT NULL;

RESET ROLE;
