-- 0003-geography: demarcations, versioned; a process pins one version.
SET ROLE apoyo_owner;

CREATE TABLE apoyo.geography (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL CHECK (name <> ''),
  adopted_by text NOT NULL,
  adopted_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);

CREATE TABLE apoyo.demarcation (
  geography    integer NOT NULL REFERENCES apoyo.geography (id),
  code         apoyo.demarcation_code NOT NULL CHECK (code <> '-'),
  level        apoyo.level NOT NULL,
  name         text NOT NULL CHECK (name <> ''),
  parent       apoyo.demarcation_code,
  entity       text COLLATE "C" CHECK (entity ~ '^[0-9]{2}$'),
  nominal_list bigint NOT NULL CHECK (nominal_list >= 0),
  inegi_code   text,
  PRIMARY KEY (geography, code),
  FOREIGN KEY (geography, parent) REFERENCES apoyo.demarcation (geography, code),
  CHECK ((level IN ('country', 'circumscription')) = (entity IS NULL))
);
CREATE INDEX ON apoyo.demarcation (geography, level, entity);

-- A section carries every demarcation it belongs to; the higher levels follow from it.
CREATE TABLE apoyo.section (
  geography        integer NOT NULL,
  code             apoyo.demarcation_code NOT NULL,
  entity           apoyo.demarcation_code NOT NULL,
  circumscription  apoyo.demarcation_code NOT NULL,
  municipality     apoyo.demarcation_code NOT NULL,
  federal_district apoyo.demarcation_code NOT NULL,
  local_district   apoyo.demarcation_code NOT NULL,
  nominal_list     bigint NOT NULL CHECK (nominal_list >= 0),
  PRIMARY KEY (geography, code),
  FOREIGN KEY (geography, code) REFERENCES apoyo.demarcation (geography, code),
  FOREIGN KEY (geography, entity) REFERENCES apoyo.demarcation (geography, code),
  FOREIGN KEY (geography, circumscription) REFERENCES apoyo.demarcation (geography, code),
  FOREIGN KEY (geography, municipality) REFERENCES apoyo.demarcation (geography, code),
  FOREIGN KEY (geography, federal_district) REFERENCES apoyo.demarcation (geography, code),
  FOREIGN KEY (geography, local_district) REFERENCES apoyo.demarcation (geography, code)
);
CREATE INDEX ON apoyo.section (geography, federal_district);
CREATE INDEX ON apoyo.section (geography, local_district);
CREATE INDEX ON apoyo.section (geography, municipality);

RESET ROLE;
