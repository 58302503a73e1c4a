-- 0005-people: promoventes, auxiliaries and their devices, and the roll.
SET ROLE apoyo_owner;

-- Number 0 stands for the whole process in tallies and is nobody's.
CREATE TABLE apoyo.promovente (
  process       integer NOT NULL REFERENCES apoyo.process (id),
  number        integer NOT NULL CHECK (number > 0),
  folio         text NOT NULL CHECK (folio <> ''),
  name          text NOT NULL CHECK (name <> ''),
  scope         apoyo.demarcation_code NOT NULL CHECK (scope <> '-'),
  state         text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'withdrawn')),
  opens_at      timestamptz, -- null: as the process
  closes_at     timestamptz,
  registered_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (process, number),
  UNIQUE (process, folio)
);

CREATE TABLE apoyo.auxiliary (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  process       integer NOT NULL,
  promovente    integer NOT NULL,
  key_hash      apoyo.hash NOT NULL UNIQUE,
  registered_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  revoked_at    timestamptz,
  FOREIGN KEY (process, promovente) REFERENCES apoyo.promovente (process, number)
);
CREATE INDEX ON apoyo.auxiliary (process, promovente);

CREATE TABLE apoyo.device (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  auxiliary     bigint NOT NULL REFERENCES apoyo.auxiliary (id),
  process       integer NOT NULL,
  promovente    integer NOT NULL,
  token_hash    apoyo.hash NOT NULL UNIQUE,
  label         text NOT NULL CHECK (pg_catalog.char_length(label) <= 100),
  registered_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  revoked_at    timestamptz
);
CREATE INDEX ON apoyo.device (auxiliary);

-- Keyed hashes to match by, details only encrypted: the key is outside the database.
CREATE TABLE apoyo.roll (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clave_key    apoyo.hash NOT NULL UNIQUE,
  curp_key     apoyo.hash,
  cic_key      apoyo.hash,
  ocr_key      apoyo.hash,
  entity       text COLLATE "C" NOT NULL CHECK (entity ~ '^[0-9]{2}$'),
  section      text COLLATE "C" NOT NULL CHECK (section ~ '^[0-9]{4}$'),
  municipality text COLLATE "C" CHECK (municipality ~ '^[0-9]{3}$'),
  status       apoyo.roll_status NOT NULL,
  cause        text CHECK (cause ~ '^[a-z_]+$'),
  valid_until  integer,
  details      bytea,
  import       bigint NOT NULL,
  CHECK (cause IS NULL OR status = 'dropped')
);
CREATE INDEX ON apoyo.roll (curp_key);
CREATE INDEX ON apoyo.roll (cic_key);
CREATE INDEX ON apoyo.roll (ocr_key);

RESET ROLE;
