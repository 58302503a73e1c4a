-- 0004-processes: processes, their rules by version, and what each rule requires where.
SET ROLE apoyo_owner;

-- Process 0 is the internal log: no support ever belongs to it.
CREATE TABLE apoyo.process (
  id           integer PRIMARY KEY,
  code         text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{2,12}$'),
  name         text NOT NULL CHECK (name <> ''),
  kind         text NOT NULL CHECK (kind ~ '^[a-z][a-z_-]*$'),
  state        apoyo.process_state NOT NULL DEFAULT 'draft',
  simulacro    boolean NOT NULL,
  geography    integer REFERENCES apoyo.geography (id),
  scope        apoyo.demarcation_code NOT NULL DEFAULT 'MX', -- holds every promovente's scope
  rule_version integer NOT NULL DEFAULT 1,
  opens_at     timestamptz NOT NULL,
  closes_at    timestamptz NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  opened_at    timestamptz,
  closed_at    timestamptz,
  CHECK (opens_at < closes_at),
  CHECK (id = 0 OR geography IS NOT NULL)
);
CREATE SEQUENCE apoyo.process_id AS integer OWNED BY apoyo.process.id;

-- The document is what the acuerdo says, completed with its defaults. The columns beside it are
-- taken from it once, so that no command has to read JSON.
CREATE TABLE apoyo.rule (
  process          integer NOT NULL REFERENCES apoyo.process (id),
  version          integer NOT NULL CHECK (version > 0),
  document         jsonb NOT NULL,
  acuerdo          text NOT NULL CHECK (acuerdo <> ''),
  joint            boolean NOT NULL,
  exclusive        boolean NOT NULL,
  last_counts      boolean NOT NULL,
  cell_level       apoyo.level NOT NULL
                   CHECK (cell_level NOT IN ('country', 'circumscription')),
  scope_level      apoyo.level NOT NULL, -- of the demarcation a promovente collects in
  percentage       numeric NOT NULL CHECK (percentage > 0 AND percentage <= 100),
  rounding         text NOT NULL CHECK (rounding IN ('ceiling', 'floor', 'half_up')),
  dispersion_level apoyo.level,
  at_least         integer CHECK (at_least > 0),
  fraction_of      integer CHECK (fraction_of > 0),
  fraction_in      integer CHECK (fraction_in >= fraction_of),
  dispersion_percentage numeric CHECK (dispersion_percentage > 0 AND dispersion_percentage <= 100),
  modalities       text[] NOT NULL,
  grace            interval NOT NULL,
  review_model     text NOT NULL CHECK (review_model IN ('findings', 'all', 'sample')),
  time_zone        text NOT NULL,
  adopted_by       text NOT NULL,
  adopted_at       timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (process, version),
  -- A dispersion is wholly there or not at all, and is one of the two kinds.
  CHECK ((dispersion_level IS NULL AND at_least IS NULL AND fraction_of IS NULL
          AND fraction_in IS NULL AND dispersion_percentage IS NULL)
         OR (dispersion_level IS NOT NULL AND dispersion_percentage IS NOT NULL
             AND (at_least IS NULL) = (fraction_of IS NOT NULL)
             AND (fraction_of IS NULL) = (fraction_in IS NULL)))
);

-- One threshold to reach: the process's (scope '') where it is joint, else that of every
-- promovente with this scope.
CREATE TABLE apoyo.goal (
  process           integer NOT NULL REFERENCES apoyo.process (id),
  scope             text COLLATE "C" NOT NULL,
  nominal_list      bigint NOT NULL,
  required          bigint NOT NULL,
  demarcations      integer NOT NULL, -- over which it must be dispersed; 0: no dispersion
  dispersion_needed integer NOT NULL,
  PRIMARY KEY (process, scope)
);

-- What is required in each demarcation of that dispersion, and in each entity for the report.
CREATE TABLE apoyo.requirement (
  process      integer NOT NULL,
  scope        text COLLATE "C" NOT NULL,
  demarcation  apoyo.demarcation_code NOT NULL,
  nominal_list bigint NOT NULL,
  required     bigint NOT NULL,
  PRIMARY KEY (process, scope, demarcation),
  FOREIGN KEY (process, scope) REFERENCES apoyo.goal (process, scope) ON DELETE CASCADE
);

RESET ROLE;
