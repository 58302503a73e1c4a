-- 0010-geography-versions: a version of the geography is drafted first and adopted after a look at
-- what it changes; nominal lists of later dates, published totals and exception regimes belong to
-- one version.
SET ROLE apoyo_owner;

ALTER TABLE apoyo.geography
  ADD drafted_by text,
  ADD drafted_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  ALTER adopted_by DROP NOT NULL,
  ALTER adopted_at DROP NOT NULL,
  ALTER adopted_at DROP DEFAULT,
  ADD discarded_by text,
  ADD discarded_at timestamptz,
  ADD CHECK ((adopted_by IS NULL) = (adopted_at IS NULL)),
  ADD CHECK ((discarded_by IS NULL) = (discarded_at IS NULL)),
  ADD CHECK (adopted_at IS NULL OR discarded_at IS NULL);
UPDATE apoyo.geography SET drafted_by = adopted_by, drafted_at = adopted_at;
ALTER TABLE apoyo.geography ALTER drafted_by SET NOT NULL;

-- The electoral roll beside the nominal list, where the file tells it.
ALTER TABLE apoyo.section ADD roll bigint CHECK (roll >= nominal_list);

-- Which version and date an import of a nominal list is meant for.
ALTER TABLE apoyo.import
  DROP CONSTRAINT import_kind_check,
  ADD CONSTRAINT import_kind_check
    CHECK (kind IN ('roll', 'promoventes', 'geography', 'sections', 'nominal_list')),
  ADD geography integer REFERENCES apoyo.geography (id),
  ADD cutoff date,
  ADD CHECK ((kind = 'nominal_list') = (geography IS NOT NULL)),
  ADD CHECK ((geography IS NULL) = (cutoff IS NULL));

-- What an institution published, to hold the sums against.
CREATE TABLE apoyo.published_total (
  geography    integer NOT NULL,
  code         apoyo.demarcation_code NOT NULL,
  nominal_list bigint NOT NULL CHECK (nominal_list >= 0),
  stated_by    text NOT NULL,
  stated_at    timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (geography, code),
  FOREIGN KEY (geography, code) REFERENCES apoyo.demarcation (geography, code)
);

CREATE TABLE apoyo.nominal_cutoff (
  geography  integer NOT NULL REFERENCES apoyo.geography (id),
  cutoff     date NOT NULL,
  adopted_by text NOT NULL,
  adopted_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (geography, cutoff)
);

-- Every section of the version, as it stood at the cut-off.
CREATE TABLE apoyo.nominal_section (
  geography    integer NOT NULL,
  cutoff       date NOT NULL,
  code         apoyo.demarcation_code NOT NULL,
  nominal_list bigint NOT NULL CHECK (nominal_list >= 0),
  roll         bigint CHECK (roll >= nominal_list),
  PRIMARY KEY (geography, cutoff, code),
  FOREIGN KEY (geography, cutoff) REFERENCES apoyo.nominal_cutoff (geography, cutoff),
  FOREIGN KEY (geography, code) REFERENCES apoyo.section (geography, code)
);

-- Municipalities where supports may be collected on paper, by the acuerdo that says so.
CREATE TABLE apoyo.exception_list (
  id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  geography integer NOT NULL REFERENCES apoyo.geography (id),
  name      text NOT NULL CHECK (name <> ''),
  acuerdo   text NOT NULL CHECK (acuerdo <> ''),
  stored_by text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  UNIQUE (geography, name),
  UNIQUE (geography, id)
);

CREATE TABLE apoyo.exception_municipality (
  geography integer NOT NULL,
  list      integer NOT NULL,
  code      apoyo.demarcation_code NOT NULL,
  PRIMARY KEY (list, code),
  FOREIGN KEY (geography, list) REFERENCES apoyo.exception_list (geography, id),
  FOREIGN KEY (geography, code) REFERENCES apoyo.demarcation (geography, code)
);

RESET ROLE;
