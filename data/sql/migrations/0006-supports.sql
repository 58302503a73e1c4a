-- 0006-supports: the supports, who counts for each citizen, and the work still to do on them.
SET ROLE apoyo_owner;

CREATE TABLE apoyo.support (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  process      integer NOT NULL,
  promovente   integer NOT NULL,
  device       bigint REFERENCES apoyo.device (id),
  capture      uuid NOT NULL,
  subject      uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(), -- its name in the public log
  folio        text COLLATE "C" NOT NULL UNIQUE CHECK (folio <> ''),
  digest       apoyo.hash NOT NULL,
  modality     text NOT NULL,
  rule_version integer NOT NULL,
  captured_at  timestamptz NOT NULL, -- by the phone's clock
  sent_at      timestamptz NOT NULL, -- by the phone's clock
  received_at  timestamptz NOT NULL,
  grounds      apoyo.grounds NOT NULL, -- the own verdict: why it is not acceptable, or not yet
  detail       text,                   -- cause of a removal from the roll, or M1 … M9
  rank         apoyo.rank NOT NULL DEFAULT 'unranked',
  situation    apoyo.situation NOT NULL,
  demarcation  apoyo.demarcation_code NOT NULL DEFAULT '-',
  roll         bigint,
  citizen_key  bytea CHECK (pg_catalog.octet_length(citizen_key) = 32),
  UNIQUE (capture, process),
  FOREIGN KEY (process, promovente) REFERENCES apoyo.promovente (process, number),
  FOREIGN KEY (process, rule_version) REFERENCES apoyo.rule (process, version),
  -- Only acceptable captures compete, and only one that has a citizen can.
  CHECK ((rank = 'unranked') = (pg_catalog.cardinality(grounds) > 0)),
  CHECK (rank = 'unranked' OR citizen_key IS NOT NULL),
  CHECK ((roll IS NULL) = (citizen_key IS NULL))
);
CREATE INDEX support_citizen ON apoyo.support (process, citizen_key) WHERE citizen_key IS NOT NULL;

-- The only place that says who counts. A row without a support is a citizen nobody counts for now;
-- it still serves as the lock under which captures of that citizen are ranked.
CREATE TABLE apoyo.counting (
  process     integer NOT NULL,
  slot        integer NOT NULL, -- the promovente, or 0 where the rule is exclusive between them
  citizen_key bytea NOT NULL,
  support     bigint REFERENCES apoyo.support (id),
  PRIMARY KEY (process, slot, citizen_key)
) WITH (fillfactor = 80);

-- Keyed hashes of the pictures: the same bytes sent twice are found here.
CREATE TABLE apoyo.image (
  process integer NOT NULL,
  hash    apoyo.hash NOT NULL,
  support bigint NOT NULL,
  number  smallint NOT NULL,
  PRIMARY KEY (support, number)
);
CREATE INDEX ON apoyo.image (process, hash);

-- What was noticed about a support. Codes and figures only, never personal data.
CREATE TABLE apoyo.finding (
  support  bigint NOT NULL REFERENCES apoyo.support (id),
  process  integer NOT NULL,
  number   integer NOT NULL,
  code     text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]*$'),
  detail   jsonb,
  found_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (support, number)
);

-- Small and never partitioned: a row goes when its work is done. due_at is when somebody may take
-- it, so a claimed row simply lies in the future until its lease ends.
CREATE TABLE apoyo.work (
  support bigint NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('validation', 'review')),
  process integer NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  due_at  timestamptz NOT NULL,
  worker  text,
  PRIMARY KEY (support, kind)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
CREATE INDEX work_due ON apoyo.work (kind, due_at, support);

-- Where claims of validation work begin to look, in microseconds since 1970: behind it lie only the
-- rows of work long done, which an old snapshot may keep for hours. A sequence, since a row that
-- every claim updates would itself be such a heap of dead versions.
CREATE SEQUENCE apoyo.work_mark MINVALUE 0 START 0;

RESET ROLE;
