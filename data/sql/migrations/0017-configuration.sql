-- 0017-configuration: the kinds of process with what the law gives each, the drafts of
-- configurations, and what a rule says beside its threshold.
SET ROLE apoyo_owner;

-- data/sql/functions/13-kinds.sql fills it. The document is the rule that the law gives the kind,
-- the basis names the article that each of its members stands on.
CREATE TABLE apoyo.kind (
  kind            text PRIMARY KEY CHECK (kind ~ '^[a-z][a-z_]*$'),
  place           integer NOT NULL UNIQUE,
  document        jsonb NOT NULL CHECK (document ->> 'kind' = kind),
  basis           jsonb NOT NULL,
  window_days     integer NOT NULL CHECK (window_days >= 0), -- 0: the convocatoria fixes them
  promovente_word text NOT NULL
);

-- A configuration somebody is still writing. It may lack anything; whoever saves says which
-- revision they have seen.
CREATE TABLE apoyo.draft (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  revision      integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  configuration jsonb NOT NULL CHECK (pg_catalog.jsonb_typeof(configuration) = 'object'),
  step          integer NOT NULL CHECK (step >= 0),
  changed_by    name NOT NULL REFERENCES apoyo.staff (role),
  changed_at    timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  discarded_at  timestamptz
);

-- Null in processes that a command without a configuration made: their scope follows from the
-- promoventes.
ALTER TABLE apoyo.process
  ADD given_scope apoyo.demarcation_code CHECK (given_scope <> '-');

-- Which figure of a section the threshold is taken of. A list of municipalities is one of the
-- process's version of the geography.
ALTER TABLE apoyo.rule
  ADD base text NOT NULL DEFAULT 'nominal_list' CHECK (base IN ('nominal_list', 'roll')),
  ADD sample numeric CHECK (sample > 0 AND sample <= 1),
  ADD trigger_share numeric CHECK (trigger_share > 0 AND trigger_share <= 1),
  ADD exception_list text CHECK (exception_list <> ''),
  ADD CHECK ((sample IS NULL) = (trigger_share IS NULL)),
  ADD CHECK (sample IS NULL OR review_model = 'sample');
ALTER TABLE apoyo.rule ALTER base DROP DEFAULT;

-- What a look at a configuration found: names go into the sentence of the code.
CREATE TYPE apoyo.check_result AS (
  severity text, -- ok, warning, error
  field    text, -- '' or a path like rule.dispersion.level
  code     text,
  names    text[]
);

-- A configuration as far as it could be read.
CREATE TYPE apoyo.configuration AS (
  document  jsonb,
  code      text,
  kind      text,
  rule      jsonb,   -- null while it has flaws
  level     apoyo.level, -- of the demarcation a promovente collects in
  scope     text,
  scope_level apoyo.level, -- null: there is no such demarcation
  geography integer, -- null: there is no such version
  cutoff    date,
  opens_at  timestamptz,
  closes_at timestamptz,
  process   integer -- null while it is none
);

-- Replaced by one that looks at all scopes at once.
DROP FUNCTION IF EXISTS apoyo.demarcations_in(integer, text, apoyo.level);

RESET ROLE;
